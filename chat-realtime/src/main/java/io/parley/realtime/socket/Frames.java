package io.parley.realtime.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBufUtil;
import io.parley.contract.BearerToken;
import io.parley.contract.Check;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.limit.TooFast;
import io.parley.realtime.live.Signal;
import io.parley.realtime.send.Commands;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks what clients send. A refusal names what is wrong in the protocol's words, not in Java's. */
final class Frames {
    private static final int PING_ID_CHARS = 64;
    private static final int TOKEN_CHARS = 8_192;
    private static final int SIGNAL_NAME_CHARS = 64;
    private static final Pattern SIGNAL_NAME = Pattern.compile("[a-z][a-z0-9_.-]*");
    private static final String TYPES = "hello, send, token, watch, mark, typing, signal, ping";

    private Frames() {}

    /**
     * The size of a frame as UTF-8.
     *
     * @throws ContractException when it is above the limit
     */
    static int size(String text, int limit) {
        int size = ByteBufUtil.utf8Bytes(text);
        if (size > limit) {
            throw new ContractException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "The frame has %d bytes; the limit is %d".formatted(size, limit));
        }
        return size;
    }

    /**
     * Reads a frame.
     *
     * @throws ContractException when it is not one
     */
    static ClientFrame read(String text) {
        try {
            ClientFrame frame = Json.MAPPER.readValue(text, ClientFrame.class);
            if (frame == null) {
                throw ContractException.invalid("type", "A frame is a JSON object with a type");
            }
            return frame;
        } catch (InvalidTypeIdException e) {
            throw ContractException.invalid("type", "type must be one of " + TYPES);
        } catch (JsonMappingException e) {
            String field = path(e);
            throw field.isEmpty()
                    ? new ContractException(ErrorCode.INVALID_REQUEST, "A frame is a JSON object with a type")
                    : ContractException.invalid(field, field + " is of the wrong type or not well-formed");
        } catch (JsonProcessingException e) {
            long column = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            throw new ContractException(
                    ErrorCode.INVALID_REQUEST, "The frame is not JSON: it breaks at character " + column);
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    /**
     * The revs that a client knows.
     *
     * @throws ContractException when a chat's id or a rev cannot be one
     */
    static @Nullable Map<String, Long> known(ClientFrame.Hello hello) {
        if (hello.known() == null) {
            return null;
        }
        hello.known().forEach((chat, rev) -> {
            Check.chatId(chat, "known");
            if (rev == null || rev < 0) {
                throw ContractException.invalid("known." + chat, "A known rev must be 0 or more");
            }
        });
        return Map.copyOf(hello.known());
    }

    /**
     * A message that may be sent on.
     *
     * @throws ContractException when a field breaks a rule
     */
    static Commands.Draft draft(ClientFrame.Send send, String sender) {
        return new Commands.Draft(
                Check.chatId(send.chat(), "chat"),
                sender,
                Check.clientId(send.clientId(), "clientId"),
                Check.text(send.text(), "text"),
                Check.recipients(send.recipients(), "recipients"),
                Check.metadata(send.metadata(), "metadata"),
                Boolean.TRUE.equals(send.accepted()),
                Check.replyTo(send.replyTo(), "replyTo"),
                Check.mentions(send.mentions(), "mentions"),
                Check.expiresInSeconds(send.expiresInSeconds(), "expiresInSeconds"));
    }

    /**
     * A fresh token, not verified yet.
     *
     * @throws ContractException when it cannot be one
     */
    static String token(ClientFrame.Token frame) {
        String token = frame.token();
        if (token == null || token.isBlank() || token.length() > TOKEN_CHARS) {
            throw ContractException.invalid(
                    "token", "token must be an access token of at most %d characters".formatted(TOKEN_CHARS));
        }
        if (!BearerToken.isJsonWebToken(token)) {
            throw new ContractException(ErrorCode.UNAUTHENTICATED, "token", "This is no JSON Web Token");
        }
        return token;
    }

    /**
     * The chats, or users, that a client shows.
     *
     * @throws ContractException when they are too many, or one cannot be one
     */
    static Set<String> watched(@Nullable List<String> named, String field, int limit, BinaryOperator<String> check) {
        if (named == null) {
            return Set.of();
        }
        if (named.size() > limit) {
            throw ContractException.invalid(
                    field, "%s has %d entries; the limit is %d".formatted(field, named.size(), limit));
        }
        Set<String> checked = new HashSet<>();
        named.forEach(name -> checked.add(check.apply(name, field)));
        return checked;
    }

    /** @throws ContractException when it marks nothing, or a number cannot be one */
    static ClientFrame.Mark mark(ClientFrame.Mark mark) {
        Check.chatId(mark.chat(), "chat");
        if (mark.readSeq() == null && mark.deliveredSeq() == null) {
            throw ContractException.invalid("readSeq", "readSeq or deliveredSeq must be given");
        }
        atLeastZero(mark.readSeq(), "readSeq");
        atLeastZero(mark.deliveredSeq(), "deliveredSeq");
        return mark;
    }

    private static void atLeastZero(@Nullable Long seq, String field) {
        if (seq != null && seq < 0) {
            throw ContractException.invalid(field, field + " must be 0 or more");
        }
    }

    /**
     * A signal that may be sent on.
     *
     * @throws ContractException when a field breaks a rule
     */
    static Signal signal(ClientFrame.Signal frame) {
        String name = frame.name();
        if (name == null
                || name.length() > SIGNAL_NAME_CHARS
                || !SIGNAL_NAME.matcher(name).matches()) {
            throw ContractException.invalid(
                    "name",
                    "name must be 1 to %d of the characters a-z 0-9 _ . - and begin with a letter"
                            .formatted(SIGNAL_NAME_CHARS));
        }
        ObjectNode payload = frame.payload();
        if (payload != null && Json.bytes(payload).length > Limits.SIGNAL_BYTES) {
            throw ContractException.invalid(
                    "payload",
                    "payload has %d bytes; the limit is %d".formatted(Json.bytes(payload).length, Limits.SIGNAL_BYTES));
        }
        if (payload != null) {
            Check.levels(payload, "payload");
        }
        List<String> to =
                frame.to() == null ? null : List.copyOf(watched(frame.to(), "to", Limits.SIGNAL_USERS, Check::userId));
        return new Signal(Check.chatId(frame.chat(), "chat"), name, payload, to);
    }

    /**
     * The answer to a ping.
     *
     * @throws ContractException when its id is too long to be repeated
     */
    static ServerFrame.Pong pong(ClientFrame.Ping ping) {
        String id = ping.id();
        if (id != null && id.length() > PING_ID_CHARS) {
            throw ContractException.invalid("id", "id must have at most %d characters".formatted(PING_ID_CHARS));
        }
        return new ServerFrame.Pong(id);
    }

    /** The frame that refuses another. */
    static ServerFrame.Refusal refusal(ContractException e, @Nullable ClientFrame frame, long retryAfterMillis) {
        String clientId = frame instanceof ClientFrame.Send send ? send.clientId() : null;
        Long retry = e.code().retryable() ? retryAfterMillis : null;
        if (e instanceof TooFast tooFast) {
            retry = tooFast.retryAfterMillis();
        }
        String chat = frame == null ? null : chat(frame);
        return new ServerFrame.Refusal(e.code(), e.detail(), e.field(), chat, clientId, retry);
    }

    private static @Nullable String chat(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Send send -> send.chat();
            case ClientFrame.Mark mark -> mark.chat();
            case ClientFrame.Typing typing -> typing.chat();
            case ClientFrame.Signal signal -> signal.chat();
            case ClientFrame.Hello _, ClientFrame.Ping _, ClientFrame.Token _, ClientFrame.Watch _ -> null;
        };
    }
}
