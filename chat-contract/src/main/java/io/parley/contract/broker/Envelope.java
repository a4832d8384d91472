package io.parley.contract.broker;

import io.parley.contract.Role;
import io.parley.contract.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway must know of an event without reading it.
 *
 * @param after the {@code rev} up to which the receiver must have everything for this event to be the next one.
 *     {@code rev - 1} when published at once; lower when published again from the state tables, where changes that were
 *     overtaken are left out
 * @param rev the event's own
 * @param type the event's own
 * @param to who may see it, of those subscribed; absent: all of them
 * @param member the user whom a {@code member.*} event is about
 * @param role of that user now, where the event says it
 * @param seq of the message that the event is about; who may see messages only from a later one on may not see it
 * @param fromSeq of a user who joined: the first message that the user may see; absent: all
 * @param committedAt when it became true, to the millisecond
 */
public record Envelope(
        UUID application,
        String chat,
        long after,
        long rev,
        String type,
        @Nullable List<String> to,
        @Nullable String member,
        @Nullable Role role,
        @Nullable Long seq,
        @Nullable Long fromSeq,
        Instant committedAt) {

    public Envelope {
        to = to == null ? null : List.copyOf(to);
    }

    /** The envelope of an event. */
    public static Envelope of(UUID application, long after, Event event, Instant committedAt) {
        return new Envelope(
                application,
                event.chat(),
                after,
                event.rev(),
                event.type(),
                audience(event),
                member(event),
                role(event),
                event instanceof Event.OfMessage of ? of.message().seq() : null,
                event instanceof Event.MemberJoined joined ? joined.member().fromSeq() : null,
                committedAt);
    }

    private static @Nullable List<String> audience(Event event) {
        if (event instanceof Event.MessageHidden hidden) {
            return List.of(hidden.user());
        }
        if (!(event instanceof Event.OfMessage of) || of.message().recipients() == null) {
            return null;
        }
        List<String> to = new ArrayList<>(of.message().recipients());
        if (!to.contains(of.message().sender())) {
            to.add(of.message().sender());
        }
        return to;
    }

    private static @Nullable String member(Event event) {
        return switch (event) {
            case Event.MemberJoined joined -> joined.member().user();
            case Event.MemberChanged changed -> changed.member().user();
            case Event.MemberLeft left -> left.user();
            case Event.ChatCreated _,
                    Event.ChatChanged _,
                    Event.ChatDeleted _,
                    Event.MessageHidden _,
                    Event.OfMessage _ -> null;
        };
    }

    private static @Nullable Role role(Event event) {
        return switch (event) {
            case Event.MemberJoined joined -> joined.member().role();
            case Event.MemberChanged changed -> changed.member().role();
            case Event.MemberLeft _,
                    Event.ChatCreated _,
                    Event.ChatChanged _,
                    Event.ChatDeleted _,
                    Event.MessageHidden _,
                    Event.OfMessage _ -> null;
        };
    }

    /** Whether a subscriber of the chat may see the event. */
    public boolean visibleTo(String user) {
        return to == null || to.contains(user);
    }
}
