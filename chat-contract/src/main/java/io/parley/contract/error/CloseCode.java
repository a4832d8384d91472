package io.parley.contract.error;

/**
 * Why the server closes a socket (RFC 6455, section 7.4.2, private range). From 4000 to 4499: reconnect and resume;
 * from 4500 to 4999: do not come back as you are.
 */
public enum CloseCode {
    DRAINING(4000, "this node is going away"),
    SLOW_CONSUMER(4001, "the connection does not read fast enough"),
    TOKEN_EXPIRED(4002, "the token expired: reconnect with a fresh one"),
    HEARTBEAT_TIMEOUT(4003, "nothing was heard from the client"),
    UNAVAILABLE(4004, "something that this connection needs is away"),
    INTERNAL(4005, "something broke on the server"),
    TOO_MANY_CONNECTIONS(4006, "the user or the application has all the connections that it may have"),
    HELLO_TIMEOUT(4500, "no hello frame in time"),
    PROTOCOL_VIOLATION(4501, "too many frames that are not of this protocol"),
    LOGGED_OUT(4502, "the user logged out: log in again"),
    BANNED(4503, "the user is banned from the application"),
    APPLICATION_NOT_FOUND(4504, "no such application, or the user is not part of it");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** The number in the close frame. */
    public int code() {
        return code;
    }

    /** The reason in the close frame: at most 123 bytes. */
    public String reason() {
        return reason;
    }

    /** Whether a client should reconnect and resume. */
    public boolean reconnect() {
        return code < 4500;
    }
}
