package io.parley.client;

import io.parley.contract.event.Draft;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Joining;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.People;
import io.parley.contract.rest.Sync;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be done in one application. Thread-safe; see {@link ParleyClient} for errors. */
public final class ApplicationClient {
    private final Transport transport;
    private final ParleyClient.Endpoints endpoints;
    private final UUID id;

    ApplicationClient(Transport transport, ParleyClient.Endpoints endpoints, UUID id) {
        this.transport = transport;
        this.endpoints = endpoints;
        this.id = id;
    }

    /**
     * The same client, for one thing that is to be made once, however often the request is repeated with this key: an
     * {@code Idempotency-Key} of 1 to 255 visible ASCII characters, such as a random UUID.
     */
    public ApplicationClient once(String idempotencyKey) {
        return new ApplicationClient(transport.once(idempotencyKey), endpoints, id);
    }

    /** The application's id. */
    public UUID id() {
        return id;
    }

    /** The application itself. */
    public Applications.Application get() {
        return transport.get(at()).as(Applications.Application.class);
    }

    /** Changes the title or the access; what is absent stays. */
    public Applications.Application change(Applications.Patch patch) {
        return transport.exchange("PATCH", at(), patch).as(Applications.Application.class);
    }

    /** Makes a new token; the one before stays good for the stated time. */
    public Applications.Rotated rotateToken(Applications.Rotate request) {
        return transport.exchange("POST", at("token", "rotation"), request).as(Applications.Rotated.class);
    }

    /** Creates a chat. */
    public Chats.Chat createChat(Chats.Create request) {
        return transport.exchange("POST", at("chats"), request).as(Chats.Chat.class);
    }

    /** The chats: for the owner and the application token all, for others those they are subscribed to. */
    public Page<Chats.Chat> chats(@Nullable String cursor) {
        return transport.get(at("chats").with("cursor", cursor)).page(Chats.Chat.class);
    }

    /** The direct chat with a user: always the same one. */
    public Chats.Chat directChat(String user) {
        return transport.exchange("PUT", at("direct-chats", user), null).as(Chats.Chat.class);
    }

    /**
     * Chats that the caller may join, or ask to.
     *
     * @param name what a word of the title begins with; absent: any
     */
    public Page<Chats.Chat> openChats(@Nullable String name, @Nullable String cursor) {
        return transport
                .get(at("open-chats").with("name", name).with("cursor", cursor))
                .page(Chats.Chat.class);
    }

    /** Joins a chat by an invite's token. */
    public Joining.Joined join(String invite) {
        return transport.exchange("POST", at("join"), new Joining.Join(invite)).as(Joining.Joined.class);
    }

    /** What can be done in one chat; nothing is asked yet, so the chat need not exist. */
    public ChatClient chat(String chat) {
        return new ChatClient(transport, endpoints.core(), id, chat);
    }

    /** The changes in all of the caller's chats after the revs that the caller knows. */
    public Sync.Response sync(Sync.Request request) {
        return transport.exchange("POST", at("sync"), request).as(Sync.Response.class);
    }

    /** The caller's chats, latest activity first, with last message and unread count. */
    public Page<Chats.InboxEntry> inbox(@Nullable String cursor) {
        return transport.get(at("me", "chats").with("cursor", cursor)).page(Chats.InboxEntry.class);
    }

    /** The members with their bans, by user id. For the application's owner and its token. */
    public Page<People.AppMember> members(@Nullable String cursor) {
        return transport.get(at("members").with("cursor", cursor)).page(People.AppMember.class);
    }

    /** A member, or somebody who is banned and none. */
    public People.AppMember member(String user) {
        return transport.get(at("members", user)).as(People.AppMember.class);
    }

    /** Admits a user, or makes a member an admin, or an admin a member. */
    public People.AppMember admit(String user, People.Admit admit) {
        return transport.exchange("PUT", at("members", user), admit).as(People.AppMember.class);
    }

    /** Removes a user from the application and all of its chats, and closes the user's connections. */
    public void removeMember(String user) {
        transport.exchange("DELETE", at("members", user), null);
    }

    /** Bans a user, or changes the ban; closes the user's connections. */
    public People.AppMember ban(String user, People.BanRequest ban) {
        return transport.exchange("PUT", at("members", user, "ban"), ban).as(People.AppMember.class);
    }

    /** Lifts a ban. */
    public void liftBan(String user) {
        transport.exchange("DELETE", at("members", user, "ban"), null);
    }

    /** The caller's own settings. */
    public People.Settings settings() {
        return transport.get(at("me")).as(People.Settings.class);
    }

    /** Changes the caller's own settings; what is absent stays. */
    public People.Settings change(People.SettingsPatch patch) {
        return transport.exchange("PATCH", at("me"), patch).as(People.Settings.class);
    }

    /** Whom the caller has blocked. */
    public Page<People.Blocked> blocked(@Nullable String cursor) {
        return transport.get(at("me", "blocked").with("cursor", cursor)).page(People.Blocked.class);
    }

    /** Does not show the caller to that user, nor that user's typing and signals to the caller. */
    public void block(String user) {
        transport.exchange("PUT", at("me", "blocked", user), null);
    }

    /** Takes a block back. */
    public void unblock(String user) {
        transport.exchange("DELETE", at("me", "blocked", user), null);
    }

    /** The caller's chats of a kind, latest activity first. */
    public Page<Chats.InboxEntry> inboxOf(InboxQuery query) {
        return transport
                .get(at("me", "chats")
                        .with("unread", query.unread() ? true : null)
                        .with("archived", query.archived() ? true : null)
                        .with("muted", query.muted())
                        .with("limit", query.limit())
                        .with("cursor", query.cursor()))
                .page(Chats.InboxEntry.class);
    }

    /**
     * What is unread in all of the caller's chats that are not archived.
     *
     * @param muted only in muted ones, or only in others; absent: in both
     */
    public Chats.Totals unread(@Nullable Boolean muted) {
        return transport.get(at("me", "unread").with("muted", muted)).as(Chats.Totals.class);
    }

    /** What the caller has begun to write, saved last first. */
    public Page<Draft> drafts(@Nullable String cursor) {
        return transport.get(at("me", "drafts").with("cursor", cursor)).page(Draft.class);
    }

    /** Searches what the caller may see. A new message is found after the index's refresh, usually within 2 s. */
    public Messages.Hits search(Search search) {
        Uris uris = Uris.of(endpoints.search(), "v1", "applications", id, "search");
        search.parameters().forEach(uris::with);
        return transport.get(uris).as(Messages.Hits.class);
    }

    /** Configures a live connection of the caller to this application. */
    public ChatSocket.Builder socket() {
        URI http = Uris.of(endpoints.realtime(), "v1", "applications", id, "socket")
                .build();
        // http becomes ws, and https becomes wss.
        URI address = URI.create("ws" + http.toString().substring("http".length()));
        return ChatSocket.builder(transport.http(), address, transport.tokens());
    }

    private Uris at(Object... rest) {
        Object[] segments = new Object[rest.length + 3];
        segments[0] = "v1";
        segments[1] = "applications";
        segments[2] = id;
        System.arraycopy(rest, 0, segments, 3, rest.length);
        return Uris.of(endpoints.core(), segments);
    }
}
