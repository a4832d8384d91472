package io.parley.realtime.watch;

import io.parley.contract.Role;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle.Entry;
import io.parley.contract.event.Event;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A chat as chat-core has it: every change, numbered without holes. */
public final class Timeline {
    public static final UUID APPLICATION = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    public final ChatKey key;
    public final List<Entry> entries = new ArrayList<>();

    public Timeline(String chat) {
        this.key = new ChatKey(APPLICATION, chat);
    }

    public long head() {
        return entries.size();
    }

    public Entry message(String sender, String... recipients) {
        long rev = head() + 1;
        List<String> to = recipients.length == 0 ? null : List.of(recipients);
        return add(new Event.MessageCreated(
                key.chat(), rev, new Message(rev, rev, "c" + rev, sender, "text " + rev, to, null, TIME)));
    }

    /** A message to all, of so many characters. */
    public Entry large(String sender, int characters) {
        long rev = head() + 1;
        return add(new Event.MessageCreated(
                key.chat(), rev, new Message(rev, rev, "c" + rev, sender, "x".repeat(characters), null, null, TIME)));
    }

    public Entry joined(String user) {
        long rev = head() + 1;
        return add(new Event.MemberJoined(key.chat(), rev, new Member(user, null, null, Role.MEMBER, 0, TIME)));
    }

    public Entry left(String user) {
        return add(new Event.MemberLeft(key.chat(), head() + 1, user, TIME));
    }

    public Entry deleted() {
        return add(new Event.ChatDeleted(key.chat(), head() + 1, TIME));
    }

    private Entry add(Event event) {
        Entry entry = Entry.of(Envelope.of(APPLICATION, event.rev() - 1, event, TIME), event);
        entries.add(entry);
        return entry;
    }

    public List<Entry> after(long rev) {
        return List.copyOf(entries.subList((int) Math.min(rev, head()), entries.size()));
    }

    /** Whether a user is a member once everything up to a rev was applied. */
    public boolean hasMember(String user, long rev) {
        boolean member = false;
        for (Entry entry : entries.subList(0, (int) rev)) {
            if (user.equals(entry.envelope().member())) {
                member = entry.envelope().type().equals(Event.MEMBER_JOINED);
            }
        }
        return member;
    }
}
