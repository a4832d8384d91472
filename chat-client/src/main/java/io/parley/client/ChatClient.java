package io.parley.client;

import io.parley.contract.event.Draft;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Joining;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.Sync;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be done in one chat. Thread-safe; see {@link ParleyClient} for errors. */
public final class ChatClient {
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final Transport transport;
    private final URI core;
    private final UUID application;
    private final String id;

    ChatClient(Transport transport, URI core, UUID application, String id) {
        this.transport = transport;
        this.core = core;
        this.application = application;
        this.id = id;
    }

    /**
     * The same client, for one thing that is to be made once, however often the request is repeated with this key: an
     * {@code Idempotency-Key} of 1 to 255 visible ASCII characters, such as a random UUID.
     */
    public ChatClient once(String idempotencyKey) {
        return new ChatClient(transport.once(idempotencyKey), core, application, id);
    }

    /** The chat's id. */
    public String id() {
        return id;
    }

    /** The chat itself. */
    public Chats.Chat get() {
        return transport.get(at()).as(Chats.Chat.class);
    }

    /** Renames the chat. */
    public Chats.Chat rename(String title) {
        return transport.exchange("PATCH", at(), new Chats.Patch(title, null)).as(Chats.Chat.class);
    }

    /** Sets a member's time between two messages, in seconds up to 21,600; 0: no such bound. */
    public Chats.Chat slowMode(int seconds) {
        return transport.exchange("PATCH", at(), new Chats.Patch(null, seconds)).as(Chats.Chat.class);
    }

    /** Changes what is given; what is absent stays. */
    public Chats.Chat change(Chats.Patch patch) {
        return transport.exchange("PATCH", at(), patch).as(Chats.Chat.class);
    }

    /** Deletes the chat, for everyone and for good. */
    public void delete() {
        transport.exchange("DELETE", at(), null);
    }

    /** What can be done with one message; nothing is asked yet. */
    public MessageClient message(long seq) {
        return new MessageClient(transport, this, seq);
    }

    /** The pinned messages that the caller may see, pinned last first. */
    public Page<Message> pins(@Nullable String cursor) {
        return transport.get(at("pins").with("cursor", cursor)).page(Message.class);
    }

    /** Subscribes a user, or gives a subscribed one another role. */
    public Member subscribe(Chats.Subscribe request) {
        return transport.exchange("POST", at("subscriptions"), request).as(Member.class);
    }

    /** Subscribes a user by the name in the realm, as a member. */
    public Member subscribe(String username) {
        return subscribe(new Chats.Subscribe(null, username, null));
    }

    /** Subscribes up to 1,000 users at once. */
    public Joining.SubscribedMany subscribe(Joining.SubscribeMany request) {
        return transport.exchange("POST", at("subscriptions", "batch"), request).as(Joining.SubscribedMany.class);
    }

    /** Joins the chat, where it is open. */
    public Member join() {
        return transport.exchange("POST", at("join"), null).as(Member.class);
    }

    /** Asks to be let in, where joining is by request. */
    public Joining.Request askToJoin(@Nullable String note) {
        return transport
                .exchange("POST", at("join-requests"), new Joining.Ask(note))
                .as(Joining.Request.class);
    }

    /** Who asks to be let in; who waits longest comes first. */
    public Page<Joining.Request> joinRequests(@Nullable String cursor) {
        return transport.get(at("join-requests").with("cursor", cursor)).page(Joining.Request.class);
    }

    /** Lets in who asked, as a member. */
    public Member acceptJoinRequest(String user) {
        return transport
                .exchange("POST", at("join-requests", user, "accept"), null)
                .as(Member.class);
    }

    /** Declines a request, or takes one's own back. */
    public void removeJoinRequest(String user) {
        transport.exchange("DELETE", at("join-requests", user), null);
    }

    /** Makes an invite, whose token is told this once. */
    public Joining.Invite invite(Joining.InviteCreate request) {
        return transport.exchange("POST", at("invites"), request).as(Joining.Invite.class);
    }

    /** The chat's invites, oldest first. */
    public Page<Joining.Invite> invites(@Nullable String cursor) {
        return transport.get(at("invites").with("cursor", cursor)).page(Joining.Invite.class);
    }

    /** Takes an invite back. */
    public void deleteInvite(UUID invite) {
        transport.exchange("DELETE", at("invites", invite), null);
    }

    /** Who is subscribed. */
    public Page<Member> members(@Nullable String cursor) {
        return transport.get(at("subscriptions").with("cursor", cursor)).page(Member.class);
    }

    /** Ends a user's subscription. */
    public void unsubscribe(String user) {
        transport.exchange("DELETE", at("subscriptions", user), null);
    }

    /** Sends a message; when the chat does not exist, it is created with the caller as its owner. */
    public Sent send(Messages.Send message) {
        Transport.Answer answer = transport.exchange("POST", at("messages"), message);
        return answer.status() == ACCEPTED
                ? new Sent.Undecided(answer.as(Messages.Accepted.class))
                : new Sent.Stored(answer.as(Message.class), answer.status() != CREATED);
    }

    /**
     * Sends a text to the whole chat, or only to {@code recipients} when there are any, under a new {@code clientId}.
     */
    public Sent send(String text, String... recipients) {
        List<String> audience = recipients.length == 0 ? null : List.of(recipients);
        return send(new Messages.Send(UUID.randomUUID().toString(), text, audience, null));
    }

    /** Copies a message that the caller may read, in whichever chat of the application, to this chat. */
    public Sent forward(String fromChat, long seq) {
        return send(new Messages.Send(
                UUID.randomUUID().toString(), null, null, null, null, null, null, new Messages.Forward(fromChat, seq)));
    }

    /** Sends a message later. */
    public Messages.Scheduled schedule(Messages.Send message, Instant sendAt) {
        return transport
                .exchange("POST", at("scheduled"), new Messages.Schedule(sendAt, message))
                .as(Messages.Scheduled.class);
    }

    /** What the caller has scheduled in this chat, next first. */
    public Page<Messages.Scheduled> scheduled(@Nullable String cursor) {
        return transport.get(at("scheduled").with("cursor", cursor)).page(Messages.Scheduled.class);
    }

    /** Does not send a scheduled message. */
    public void unschedule(UUID scheduled) {
        transport.exchange("DELETE", at("scheduled", scheduled), null);
    }

    /** Saves what the caller has begun to write, for all of the caller's devices. */
    public Draft saveDraft(Messages.SaveDraft draft) {
        return transport.exchange("PUT", at("draft"), draft).as(Draft.class);
    }

    /** Removes what the caller has begun to write. */
    public void removeDraft() {
        transport.exchange("DELETE", at("draft"), null);
    }

    /** A page of the messages that the caller may see. */
    public Page<Message> history(History page) {
        return transport
                .get(at("messages")
                        .with("before", page.from().before())
                        .with("after", page.from().after())
                        .with("around", page.from().around())
                        .with("at", page.from().at())
                        .with("cursor", page.from().cursor())
                        .with("thread", page.only().thread())
                        .with("pinned", page.only().pinned() ? true : null)
                        .with("limit", page.limit()))
                .page(Message.class);
    }

    /** The caller's message that was sent with this {@code clientId}. */
    public Message byClientId(String clientId) {
        return transport.get(at("messages", "by-client-id", clientId)).as(Message.class);
    }

    /**
     * What changed after a {@code rev}.
     *
     * @param limit changes in the answer, 1 to 1,000; the server's default when absent
     */
    public Sync.ChatChanges changes(long after, @Nullable Integer limit) {
        return transport
                .get(at("changes").with("after", after).with("limit", limit))
                .as(Sync.ChatChanges.class);
    }

    /** Moves the caller's read marker forward; one that is already further stays. */
    public Chats.ReadMarker read(long seq) {
        return transport.exchange("PUT", at("read"), new Chats.Read(seq)).as(Chats.ReadMarker.class);
    }

    /** Moves the caller's delivered marker forward: a device has everything up to this message. */
    public Chats.ReadMarker delivered(long seq) {
        return transport.exchange("PUT", at("read"), new Chats.Read(null, seq)).as(Chats.ReadMarker.class);
    }

    /** Counts everything from a message on as unread, for the caller alone, until it is read again. */
    public Chats.ReadMarker markUnread(long seq) {
        return transport
                .exchange("PUT", at("unread"), new Chats.MarkUnread(seq))
                .as(Chats.ReadMarker.class);
    }

    /** Puts the chat into the caller's archive, or takes it out. */
    public Chats.ReadMarker archive(boolean archived) {
        return transport
                .exchange(archived ? "PUT" : "DELETE", at("archive"), null)
                .as(Chats.ReadMarker.class);
    }

    /** Mutes the chat for the caller, until a time or (without one) for good. */
    public Chats.ReadMarker mute(@Nullable Instant until) {
        return transport.exchange("PUT", at("mute"), new Chats.Mute(until)).as(Chats.ReadMarker.class);
    }

    /** Mutes the chat no longer. */
    public Chats.ReadMarker unmute() {
        return transport.exchange("DELETE", at("mute"), null).as(Chats.ReadMarker.class);
    }

    /** Up to where the members have read and received: by user, or in a large chat as counts. */
    public ServerFrame.Markers markers() {
        return transport.get(at("markers")).as(ServerFrame.Markers.class);
    }

    Uris at(Object... rest) {
        Object[] segments = new Object[rest.length + 5];
        segments[0] = "v1";
        segments[1] = "applications";
        segments[2] = application;
        segments[3] = "chats";
        segments[4] = id;
        System.arraycopy(rest, 0, segments, 5, rest.length);
        return Uris.of(core, segments);
    }
}
