package io.parley.ledger.verify;

import io.parley.contract.event.Event;
import io.parley.ledger.evidence.Digest;
import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.evidence.Locked;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.evidence.Sent;
import io.parley.ledger.evidence.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A small past in which everything is in order: ann and ben write five messages, of which the last is for ben only. */
final class History {
    static final UUID APPLICATION = UUID.fromString("5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10");
    static final String CHAT = "kitchen";
    static final long NOW = 1_000_000;

    /** Given to the device in order; a test spoils it. */
    final List<Seen> given = new ArrayList<>();

    final List<Truth.Stored> stored = new ArrayList<>();
    final List<Truth.Change> changes = new ArrayList<>();
    final List<Locked> locks = new ArrayList<>();
    final Ledger ledger = new Ledger();
    private final String reader;

    /** @param reader whose device it is */
    History(String reader) {
        this.reader = reader;
        change(1, Truth.Kind.PROPERTIES, null);
        change(2, Truth.Kind.JOINED, "ann");
        change(3, Truth.Kind.JOINED, "ben");
        for (int seq = 1; seq <= 5; seq++) {
            message(seq, seq == 5 ? List.of("ben") : null);
        }
    }

    private void change(long rev, Truth.Kind kind, String user) {
        changes.add(new Truth.Change(rev, kind, user, user == null ? null : "member", rev));
        String type = kind == Truth.Kind.PROPERTIES ? Event.CHAT_CREATED : Event.MEMBER_JOINED;
        given.add(new Seen(CHAT, rev, type, 0, 0, user, 10 + rev));
    }

    private void message(long seq, List<String> recipients) {
        Sent.Content content = new Sent.Content(APPLICATION, CHAT, "ann", "ann-" + seq, "text " + seq, recipients);
        long rev = seq + 3;
        Truth.Stored message = new Truth.Stored(seq, rev, "ann", "ann-" + seq, recipients, content.digest(), rev);
        stored.add(message);
        given.add(seen(message, 10 + rev));
        ledger.sent(content, rev).answered(new Sent.Answer.Acknowledged(seq, rev, false, 10 + rev));
    }

    static Seen seen(Truth.Stored message, long atMillis) {
        return new Seen(CHAT, message.rev(), Event.MESSAGE_CREATED, message.seq(), message.digest(), null, atMillis);
    }

    /** The message of that number as it was given. */
    Seen message(int seq) {
        return given.stream().filter(each -> each.seq() == seq).findFirst().orElseThrow();
    }

    /** Says something that nobody knows of. */
    Sent send(String clientId, long atMillis) {
        return ledger.sent(new Sent.Content(APPLICATION, CHAT, "ann", clientId, "more", null), atMillis);
    }

    Truth.Chat chat() {
        return new Truth.Chat(APPLICATION, CHAT, 7, 5, 8, 8, stored, changes);
    }

    static long digest(String text) {
        return Digest.of("ann", "ann-1", text, null);
    }

    /** What the verifier says to it. */
    List<Finding> findings() {
        Stream stream = ledger.stream(new Stream(APPLICATION, reader, "phone of " + reader));
        Stream.Connection connection = stream.connected("gateway-1");
        given.forEach(connection::add);
        return Verifier.evidence(ledger, new Truth(List.of(chat())), locks, NOW);
    }
}
