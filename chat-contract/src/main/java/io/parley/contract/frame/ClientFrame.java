package io.parley.contract.frame;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client says on the socket. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientFrame.Send.class, name = "send"),
    @JsonSubTypes.Type(value = ClientFrame.Ping.class, name = "ping")
})
public sealed interface ClientFrame {

    /**
     * The first frame. With {@code known} the server first sends everything that changed after those revs, in all of
     * the user's chats; a chat that is not named counts as known up to rev 0. Without {@code known}: only what happens
     * from now on.
     *
     * @param known chat id to the highest {@code rev} that the client has
     */
    record Hello(@Nullable Map<String, Long> known) implements ClientFrame {}

    /** Send a message. Answered by {@code ack}, or by {@code error} with the same {@code clientId}. */
    record Send(
            @Nullable String chat,
            @Nullable String clientId,
            @Nullable String text,
            @Nullable List<String> recipients,
            @Nullable ObjectNode metadata)
            implements ClientFrame {}

    /** Answered by {@code pong} with the same id. */
    record Ping(@Nullable String id) implements ClientFrame {}
}
