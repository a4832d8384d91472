package io.parley.tests.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.event.Event;
import io.parley.contract.rest.Sync;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A device that loses its line and resumes with what it knows, and notes all that it was ever given. Unlike a client library it
 * forgives nothing: what comes twice or out of order is noted as wrong.
 */
public final class Device implements AutoCloseable {
    private final Tenant tenant;
    private final Person person;
    private final Map<String, Long> known = new HashMap<>();
    private final Map<String, List<String>> given = new HashMap<>();
    private final Map<String, Long> resets = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private RawSocket socket;
    /** Frames of a line that was dropped are lost, as they are when a line breaks. */
    private int line;

    public Device(Tenant tenant, Person person) {
        this.tenant = tenant;
        this.person = person;
    }

    public Person person() {
        return person;
    }

    /** Opens a line and names what it knows; returns when the server said ready. */
    public Device resume(int gateway) {
        int mine;
        Map<String, Long> claimed;
        synchronized (this) {
            mine = ++line;
            claimed = Map.copyOf(known);
        }
        socket = RawSocket.open(
                tenant.parley().gateway(gateway), tenant.id(), person.token(), frame -> take(mine, frame));
        socket.live(claimed);
        return this;
    }

    /** Cuts the line without a word. */
    public Device drop() {
        synchronized (this) {
            line++;
        }
        socket.close();
        return this;
    }

    private synchronized void take(int from, JsonNode frame) {
        String type = frame.path("type").asText();
        if (from != line || (!type.contains(".") && !type.equals("reset"))) {
            return;
        }
        String chat = frame.path("chat").asText();
        long rev = frame.path("rev").asLong();
        if (rev <= known.getOrDefault(chat, 0L)) {
            wrong.add("%s was given %s although it knew %d".formatted(person, frame, known.get(chat)));
        }
        known.put(chat, rev);
        if (type.equals("reset")) {
            resets.put(chat, rev);
        } else {
            given.computeIfAbsent(chat, _ -> new ArrayList<>()).add(rev + " " + type);
        }
    }

    /** What it was given of a chat: rev and type of each event, in the order in which they came. */
    public synchronized List<String> given(String chat) {
        return List.copyOf(given.getOrDefault(chat, List.of()));
    }

    /** The same as it stands for who reads the chat's changes from the beginning. */
    public List<String> synced(String chat) {
        List<String> changes = new ArrayList<>();
        long after = 0;
        Sync.ChatChanges page;
        do {
            page = tenant.as(person).chat(chat).changes(after, null);
            page.changes().forEach(event -> changes.add(event.rev() + " " + type(event)));
            after = page.rev();
        } while (page.more());
        return changes;
    }

    private static String type(Event event) {
        return io.parley.contract.Json.MAPPER.valueToTree(event).path("type").asText();
    }

    /** The chats that were reset, and to which rev. */
    public synchronized Map<String, Long> resets() {
        return Map.copyOf(resets);
    }

    /** What came twice or out of order. */
    public synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** The highest rev that it was given of a chat. */
    public synchronized long knows(String chat) {
        return known.getOrDefault(chat, 0L);
    }

    /** Claims to know this much of a chat. */
    public synchronized Device claim(String chat, long rev) {
        known.put(chat, rev);
        return this;
    }

    /** Forgets what it was given, not what it knows. */
    public synchronized Device clear() {
        given.clear();
        resets.clear();
        return this;
    }

    public RawSocket socket() {
        return socket;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }
}
