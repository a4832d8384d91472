package io.parley.realtime.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import io.netty.buffer.ByteBufUtil;
import io.parley.contract.Check;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.send.Commands;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and checks what clients send. A refusal names what is wrong in the protocol's words, not in Java's. */
final class Frames {
    private static final int PING_ID_CHARS = 64;

    private Frames() {}

    /**
     * The size of a frame as UTF-8.
     *
     * @throws ContractException when it is above the limit
     */
    static int size(String text) {
        int size = ByteBufUtil.utf8Bytes(text);
        if (size > Limits.FRAME_BYTES) {
            throw tooLarge(size);
        }
        return size;
    }

    private static ContractException tooLarge(int size) {
        return new ContractException(
                ErrorCode.PAYLOAD_TOO_LARGE,
                "The frame has %d bytes; the limit is %d".formatted(size, Limits.FRAME_BYTES));
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
            throw ContractException.invalid("type", "type must be one of hello, send, ping");
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
                Check.metadata(send.metadata(), "metadata"));
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
        String chat = frame instanceof ClientFrame.Send send ? send.chat() : null;
        String clientId = frame instanceof ClientFrame.Send send ? send.clientId() : null;
        Long retry = e.code().retryable() ? retryAfterMillis : null;
        return new ServerFrame.Refusal(e.code(), e.detail(), e.field(), chat, clientId, retry);
    }
}
