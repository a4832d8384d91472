package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Export;
import java.time.Instant;
import java.util.UUID;

/** A message as it is indexed: its fields on the wire, the application and chat that it is in, and what is drawn from it. */
public record MessageDocument(UUID application, String chat, Message message) {
    /** The same for every state of the message. */
    public String id() {
        return id(application, chat, message.seq());
    }

    static String id(UUID application, String chat, long seq) {
        return application + "|" + chat + "|" + seq;
    }

    /** All of an application is on one shard. */
    public String routing() {
        return application.toString();
    }

    /** Within its application. */
    String key() {
        return chat + "|" + message.seq();
    }

    ObjectNode json(Instant now) {
        ObjectNode json = Json.MAPPER.valueToTree(message);
        json.put("application", application.toString()).put("chat", chat);
        json.put("key", key()).put("check", Export.check(message.seq(), message.rev()));
        json.put("indexedAt", now.toString());
        Traits.of(message).write(json);
        return json;
    }
}
