package io.parley.contract.asyncapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.asyncapi.Schemas.Frame;
import io.parley.contract.error.CloseCode;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.frame.Subprotocols;
import io.parley.contract.golden.Golden;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The AsyncAPI 3.0 document of the socket, made of the contract's records, their Javadoc, the bounds and the golden samples. */
final class AsyncApi {
    private static final String MESSAGES = "#/channels/socket/messages/";
    private static final String AT = "docs/protocol/websocket.md";

    /** What answers a frame of a client, as far as it is answered. */
    private static final Map<String, List<String>> REPLIES = Map.of(
            "hello", List.of("server.ready", "server.reset", "server.error"),
            "send", List.of("server.ack", "server.accepted", "server.error"),
            "ping", List.of("server.pong", "server.error"),
            "token", List.of("server.token", "server.error"),
            "watch", List.of("server.markers", "server.presence", "server.error"),
            "mark", List.of("server.inbox", "server.error"));

    private final ObjectNode document = Json.MAPPER.createObjectNode();
    private final Javadoc javadoc;
    private final Map<String, String> samples;
    private final Schemas schemas;

    private AsyncApi(Path checkout, Map<String, String> samples) {
        this.javadoc = Javadoc.of(checkout.resolve("chat-contract/src/main/java"));
        this.samples = samples;
        head();
        this.schemas = new Schemas(javadoc, document.withObject("/components/schemas"));
    }

    /** @param samples the name of each golden sample of a frame, and the name of its schema */
    static ObjectNode document(Path checkout, Map<String, String> samples) {
        AsyncApi api = new AsyncApi(checkout, samples);
        Frame.of(ClientFrame.class).forEach(frame -> api.message("client", "receive", frame));
        Frame.of(ServerFrame.class).forEach(frame -> api.message("server", "send", frame));
        Frame.of(Event.class).forEach(frame -> api.message("event", "send", frame));
        return api.document;
    }

    /** The name of a frame's schema: {@code ServerReady}, {@code EventMessageCreated}. */
    static String schema(String kind, String wire) {
        return Arrays.stream((kind + "." + wire).split("\\."))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining());
    }

    private void head() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Parley: the socket")
                .put("version", "1")
                .put(
                        "description",
                        "JSON text frames over WebSocket. What holds between them, in which order they come and what is not "
                                + "promised is in " + AT + "; this document has each frame's members and bounds.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", "application/json");
        ObjectNode server = document.putObject("servers").putObject("realtime");
        server.put("host", "{host}")
                .put("protocol", "ws")
                .put("description", "chat-realtime; wss where TLS ends before it")
                .putObject("variables")
                .putObject("host")
                .put("default", "127.0.0.1:8081");
        ArrayNode security = server.putArray("security");
        security.addObject().put("$ref", "#/components/securitySchemes/accessToken");
        security.addObject().put("$ref", "#/components/securitySchemes/browserToken");
        channel();
        document.putObject("operations");
        ObjectNode components = document.putObject("components");
        components.putObject("schemas");
        securitySchemes(components.putObject("securitySchemes"));
    }

    private void channel() {
        ObjectNode socket = document.putObject("channels").putObject("socket");
        socket.put("address", "/v1/applications/{application}/socket")
                .put("description", "One socket of one user on one device in one application.");
        socket.putObject("messages");
        socket.putObject("parameters").putObject("application").put("description", "The application's id: a UUID.");
        ObjectNode binding = socket.putObject("bindings").putObject("ws");
        binding.put("method", "GET").put("bindingVersion", "0.1.0");
        binding.putObject("headers")
                .put("type", "object")
                .putObject("properties")
                .putObject("Sec-WebSocket-Protocol")
                .put("type", "string")
                .put("description", "Names `" + Subprotocols.V1 + "`, and from a browser the token besides.");
        ArrayNode codes = socket.putArray("x-close-codes");
        for (CloseCode code : CloseCode.values()) {
            codes.addObject()
                    .put("code", code.code())
                    .put("name", code.name())
                    .put("reason", code.reason())
                    .put("reconnect", code.reconnect());
        }
    }

    private static void securitySchemes(ObjectNode schemes) {
        schemes.putObject("accessToken")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "An access token of the realm, with the audience parley-api.");
        schemes.putObject("browserToken")
                .put("type", "httpApiKey")
                .put("in", "header")
                .put("name", "Sec-WebSocket-Protocol")
                .put(
                        "description",
                        "The same from a browser: `bearer-token-carrier` and "
                                + "`encodeURIComponent(\"quarkus-http-upgrade#Authorization#Bearer \" + token)` as further subprotocols.");
    }

    private void message(String kind, String action, Frame frame) {
        String name = kind + "." + frame.wire();
        String schema = schema(kind, frame.wire());
        schemas.frame(schema, frame);
        ObjectNode message = document.withObject("/channels/socket/messages").putObject(name);
        message.put("name", frame.wire()).put("title", frame.wire());
        message.put(
                "summary", javadoc.of(frame.type()).body().lines().findFirst().orElse(""));
        message.putObject("payload").put("$ref", Schemas.ref(schema));
        if (kind.equals("client")) {
            message.put("x-max-bytes", frame.wire().equals("hello") ? Limits.HELLO_BYTES : Limits.FRAME_BYTES);
        }
        ArrayNode examples = message.putArray("examples");
        samples.forEach((sample, of) -> {
            if (of.equals(schema)) {
                examples.addObject()
                        .put("name", sample)
                        .set("payload", Golden.read(sample + ".json", ObjectNode.class));
            }
        });
        operation(action, schema, name, frame);
    }

    private void operation(String action, String schema, String name, Frame frame) {
        ObjectNode operation = document.withObject("/operations").putObject(action + schema);
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/socket");
        operation.putArray("messages").addObject().put("$ref", MESSAGES + name);
        List<String> replies = action.equals("receive") ? REPLIES.getOrDefault(frame.wire(), List.of()) : List.of();
        if (!replies.isEmpty()) {
            ObjectNode reply = operation.putObject("reply");
            reply.putObject("channel").put("$ref", "#/channels/socket");
            ArrayNode messages = reply.putArray("messages");
            replies.forEach(answer -> messages.addObject().put("$ref", MESSAGES + answer));
        }
    }
}
