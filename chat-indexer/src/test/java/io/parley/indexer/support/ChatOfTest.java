package io.parley.indexer.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Role;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.contract.event.Reaction;
import io.parley.stack.test.TestUser;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A chat as chat-core would number it; each method publishes what becomes true. */
public final class ChatOfTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final World world;
    private final UUID application;
    private final String id;
    private long rev;
    private long seq;

    ChatOfTest(World world, UUID application, String id) {
        this.world = world;
        this.application = application;
        this.id = id;
    }

    /** Another chat of the same application. */
    public ChatOfTest sibling(String other) {
        return new ChatOfTest(world, application, other);
    }

    public UUID application() {
        return application;
    }

    public String id() {
        return id;
    }

    public ChatOfTest join(TestUser... users) {
        world.publish(Arrays.stream(users).map(user -> joined(user, ++rev)).toList());
        return this;
    }

    /** Joins, and sees messages from now on only. */
    public ChatOfTest joinFromNow(TestUser user) {
        world.publish(List.of(entry(new Event.MemberJoined(
                id, ++rev, new Member(user.id(), user.username(), null, Role.MEMBER, seq, BEGIN, seq + 1)))));
        return this;
    }

    /** Has another role from now on. */
    public ChatOfTest promote(TestUser user, Long fromSeq) {
        world.publish(List.of(entry(new Event.MemberChanged(
                id, ++rev, new Member(user.id(), user.username(), null, Role.MODERATOR, seq, BEGIN, fromSeq)))));
        return this;
    }

    public ChatOfTest leave(TestUser user) {
        world.publish(List.of(left(user, ++rev)));
        return this;
    }

    public Message say(TestUser sender, String text) {
        return say(sender, text, null);
    }

    public Message say(TestUser sender, String text, List<String> recipients) {
        Message message = message(sender, text, recipients, null);
        world.publish(List.of(created(message)));
        return message;
    }

    public Message message(TestUser sender, String text, List<String> recipients, ObjectNode metadata) {
        seq++;
        rev++;
        return new Message(seq, rev, "c-" + seq, sender.id(), text, recipients, metadata, BEGIN.plusMillis(seq));
    }

    public Message message(TestUser sender, String text, Instant createdAt) {
        seq++;
        rev++;
        return new Message(seq, rev, "c-" + seq, sender.id(), text, null, null, createdAt);
    }

    public void publish(EventBundle.Entry... entries) {
        world.publish(List.of(entries));
    }

    public EventBundle.Entry created(Message message) {
        return entry(new Event.MessageCreated(id, message.rev(), message));
    }

    public EventBundle.Entry joined(TestUser user, long atRev) {
        return entry(new Event.MemberJoined(
                id, atRev, new Member(user.id(), user.username(), null, Role.MEMBER, seq, BEGIN)));
    }

    public EventBundle.Entry left(TestUser user, long atRev) {
        return entry(new Event.MemberLeft(id, atRev, user.id(), BEGIN));
    }

    public EventBundle.Entry edited(Message before, String text) {
        return entry(new Event.MessageEdited(id, ++rev, changed(before, text, BEGIN, null, null)));
    }

    public EventBundle.Entry deleted(Message before) {
        return entry(new Event.MessageDeleted(id, ++rev, changed(before, null, null, BEGIN, null)));
    }

    public EventBundle.Entry reacted(Message before, Reaction reaction) {
        return entry(
                new Event.MessageReacted(id, ++rev, changed(before, before.text(), null, null, List.of(reaction))));
    }

    /** The end of the chat. */
    public EventBundle.Entry ended() {
        return entry(new Event.ChatDeleted(id, ++rev, BEGIN));
    }

    private Message changed(
            Message before, String text, Instant editedAt, Instant deletedAt, List<Reaction> reactions) {
        return new Message(
                before.seq(),
                rev,
                before.clientId(),
                before.sender(),
                text,
                before.recipients(),
                before.metadata(),
                before.createdAt(),
                editedAt,
                deletedAt,
                reactions,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private EventBundle.Entry entry(Event event) {
        return EventBundle.Entry.of(Envelope.of(application, event.rev() - 1, event, BEGIN), event);
    }
}
