package io.parley.contract.error;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Every reason for which Parley refuses something, the same on REST (the {@code code} of an RFC 9457 problem), in an
 * {@code error} frame of the socket, and in the outcome of a command.
 */
public enum ErrorCode {
    INVALID_REQUEST(400, false, "The request is not well-formed or a field breaks a rule."),
    UNAUTHENTICATED(401, false, "No valid token was presented."),
    FORBIDDEN(403, false, "The caller's role does not allow this."),
    BANNED(403, false, "The caller is banned from this application."),
    NOT_FOUND(404, false, "There is nothing at this address."),
    APPLICATION_NOT_FOUND(404, false, "There is no such application, or the caller is not part of it."),
    CHAT_NOT_FOUND(404, false, "There is no such chat, or the caller is not subscribed to it."),
    USER_NOT_FOUND(404, false, "There is no such user."),
    SUBSCRIPTION_NOT_FOUND(404, false, "The user is not subscribed to this chat."),
    MESSAGE_NOT_FOUND(404, false, "There is no such message, or the caller may not see it."),
    METHOD_NOT_ALLOWED(405, false, "This address does not know this method."),
    NOT_ACCEPTABLE(406, false, "None of the accepted media types can be produced."),
    CHAT_EXISTS(409, false, "A chat with this id exists already."),
    CLIENT_ID_CONFLICT(409, false, "This clientId was used by the sender for another content."),
    LAST_OWNER(409, false, "A chat keeps at least one owner while it has members."),
    IDEMPOTENCY_KEY_IN_USE(409, true, "The caller's first request with this Idempotency-Key is still under way."),
    PRECONDITION_FAILED(412, false, "What If-Match names is not the current version."),
    PAYLOAD_TOO_LARGE(413, false, "The body or frame is larger than the limit."),
    UNSUPPORTED_MEDIA_TYPE(415, false, "The body's media type is not understood here."),
    RECIPIENT_NOT_SUBSCRIBED(422, false, "A recipient is not subscribed to the chat."),
    IDEMPOTENCY_KEY_REUSED(422, false, "The caller used this Idempotency-Key for another request."),
    UNPROCESSABLE(422, false, "The command could not be applied and was set aside for the operator."),
    LIMIT_REACHED(422, false, "A bound of the application or the chat is reached."),
    RATE_LIMITED(429, true, "Too much in too short a time; come back after the stated time."),
    INTERNAL(500, true, "Something broke on the server; repeating the request is safe."),
    UNAVAILABLE(503, true, "Something that this needs is away; repeating the request is safe."),
    OVERLOADED(503, true, "The server is at its bound; come back after the stated time.");

    private final int status;
    private final boolean retryable;
    private final String meaning;

    ErrorCode(int status, boolean retryable, String meaning) {
        this.status = status;
        this.retryable = retryable;
        this.meaning = meaning;
    }

    /** The HTTP status (RFC 9110) that carries this code. */
    public int status() {
        return status;
    }

    /** Whether the same request may succeed later without being changed. */
    public boolean retryable() {
        return retryable;
    }

    /** One sentence for people; the {@code title} of the problem. */
    public String meaning() {
        return meaning;
    }

    /** The name on the wire, such as {@code chat_not_found}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The problem type of RFC 9457: a stable URI reference for this code. */
    public String type() {
        return "/problems/" + wire().replace('_', '-');
    }

    /**
     * The code of a wire name.
     *
     * @throws IllegalArgumentException when there is none
     */
    @JsonCreator
    public static ErrorCode of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
