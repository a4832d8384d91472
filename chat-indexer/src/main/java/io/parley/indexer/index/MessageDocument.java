package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import java.util.UUID;

/** A message as it is indexed: its fields on the wire, and the application and chat that it is in. */
public record MessageDocument(UUID application, String chat, Message message) {
    /** The same for every state of the message. */
    public String id() {
        return application + "|" + chat + "|" + message.seq();
    }

    /** All of an application is on one shard. */
    public String routing() {
        return application.toString();
    }

    ObjectNode json() {
        ObjectNode json = Json.MAPPER.valueToTree(message);
        return json.put("application", application.toString()).put("chat", chat);
    }
}
