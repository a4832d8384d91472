package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import java.time.Instant;
import java.util.UUID;

/** A message as it is indexed: its fields on the wire, the application and chat that it is in, and what is drawn from it. */
public record MessageDocument(UUID application, String chat, Message message) {
    private static final long SEQ_FACTOR = 2_654_435_761L;
    private static final long REV_FACTOR = 40_503L;
    private static final long CHECK_MODULUS = 4_294_967_291L;

    /** The same for every state of the message. */
    public String id() {
        return application + "|" + chat + "|" + message.seq();
    }

    /** All of an application is on one shard. */
    public String routing() {
        return application.toString();
    }

    /**
     * A number below 2^32 that tells states of messages apart. Its sum over a chat is compared with that of the database,
     * which counts it the same way; sums of up to two million are exact in an engine, which adds doubles.
     */
    public static long check(long seq, long rev) {
        return ((seq % CHECK_MODULUS) * (SEQ_FACTOR % CHECK_MODULUS) % CHECK_MODULUS
                        + (rev % CHECK_MODULUS) * REV_FACTOR % CHECK_MODULUS)
                % CHECK_MODULUS;
    }

    ObjectNode json(Instant now) {
        ObjectNode json = Json.MAPPER.valueToTree(message);
        json.put("application", application.toString()).put("chat", chat);
        json.put("key", chat + "|" + message.seq()).put("check", check(message.seq(), message.rev()));
        json.put("indexedAt", now.toString());
        Traits.of(message).write(json);
        return json;
    }
}
