package io.parley.ledger.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All that senders and receivers noted in a run. Safe for use by many threads. */
public final class Ledger {
    private final Map<Key, Sent> sent = new ConcurrentHashMap<>();
    private final Queue<Stream> streams = new ConcurrentLinkedQueue<>();
    private final Queue<Anomaly> anomalies = new ConcurrentLinkedQueue<>();

    /** What names a message for ever. */
    public record Key(String application, String chat, String sender, String clientId) {
        /** Of a message as it was sent. */
        public static Key of(Sent.Content content) {
            return new Key(content.application().toString(), content.chat(), content.sender(), content.clientId());
        }
    }

    /**
     * Something that a client met and that must not happen, whatever breaks.
     *
     * @param leak whether somebody was given what is not theirs
     */
    public record Anomaly(boolean leak, String where, String what, long atMillis) {}

    public Sent sent(Sent.Content content, long atMillis) {
        return sent.computeIfAbsent(Key.of(content), _ -> new Sent(content, atMillis));
    }

    public Stream stream(Stream stream) {
        streams.add(stream);
        return stream;
    }

    public void met(Anomaly anomaly) {
        anomalies.add(anomaly);
    }

    public Collection<Sent> sent() {
        return List.copyOf(sent.values());
    }

    public List<Stream> streams() {
        return List.copyOf(streams);
    }

    public List<Anomaly> anomalies() {
        return List.copyOf(anomalies);
    }

    /** Messages that were acknowledged. */
    public long acknowledged() {
        return sent.values().stream()
                .filter(each -> each.acknowledged() != null)
                .count();
    }

    /** Messages that wait for a final answer. */
    public long unanswered() {
        return sent.values().stream().filter(each -> each.answers().isEmpty()).count();
    }

    /** Events that came over sockets. */
    public long events() {
        return streams.stream()
                .flatMap(stream -> stream.connections().stream())
                .mapToLong(connection -> connection.events().size())
                .sum();
    }
}
