package io.parley.contract.frame;

/** What goes into {@code Sec-WebSocket-Protocol} (RFC 6455, section 1.9). */
public final class Subprotocols {
    /** Protocol version 1: the frames of this package. */
    public static final String V1 = "parley.v1";
    /** Announces that another entry carries the token: browsers cannot set headers. Documented by Quarkus. */
    public static final String BEARER_CARRIER = "bearer-token-carrier";

    private static final String AUTHORIZATION = "quarkus-http-upgrade#Authorization#Bearer ";

    private Subprotocols() {}

    /** The entry that carries a token, already percent-encoded as {@code encodeURIComponent} does. */
    public static String bearer(String token) {
        return java.net.URLEncoder.encode(AUTHORIZATION + token, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
