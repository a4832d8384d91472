package io.parley.ledger.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that somebody sends, and every answer that came to it. Safe for use by many threads. */
public final class Sent {
    private final Content content;
    private final long firstAtMillis;
    private final List<Answer> answers = new ArrayList<>();

    /** What is sent, and where. */
    public record Content(
            UUID application,
            String chat,
            String sender,
            String clientId,
            String text,
            @Nullable List<String> recipients) {
        public Content {
            recipients = recipients == null ? null : List.copyOf(recipients);
        }

        public long digest() {
            return Digest.of(sender, clientId, text, recipients);
        }
    }

    /** A final answer. */
    public sealed interface Answer {
        /** When it came, in milliseconds since the epoch. */
        long atMillis();

        /** The message is stored under these numbers. */
        record Acknowledged(long seq, long rev, boolean duplicate, long atMillis) implements Answer {}

        /** It is not stored, and never will be. */
        record Refused(String code, long atMillis) implements Answer {}
    }

    /** @param firstAtMillis when it was sent for the first time */
    public Sent(Content content, long firstAtMillis) {
        this.content = content;
        this.firstAtMillis = firstAtMillis;
    }

    public Content content() {
        return content;
    }

    public long firstAtMillis() {
        return firstAtMillis;
    }

    /** Notes a final answer; there may be several when it was sent several times. */
    public synchronized void answered(Answer answer) {
        answers.add(answer);
    }

    public synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** The first acknowledgement, or null. */
    public synchronized Answer.@Nullable Acknowledged acknowledged() {
        return answers.stream()
                .filter(Answer.Acknowledged.class::isInstance)
                .map(Answer.Acknowledged.class::cast)
                .findFirst()
                .orElse(null);
    }
}
