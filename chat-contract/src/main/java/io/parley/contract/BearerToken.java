package io.parley.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told of a bearer token (RFC 6750) by looking at it. */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";
    /** RFC 7519 over RFC 7515: header, claims and signature in base64url; only the last may be empty. */
    private static final Pattern JSON_WEB_TOKEN = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

    private BearerToken() {}

    /** The token in an {@code Authorization} header; absent where there is none, or of another scheme. */
    public static @Nullable String of(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : null;
    }

    /**
     * Whether it has the form of a JSON Web Token. What has not must be refused before OpenID Connect's mechanism sees it:
     * that breaks, instead of refusing, when parts of a token are empty.
     */
    public static boolean isJsonWebToken(String token) {
        return JSON_WEB_TOKEN.matcher(token).matches();
    }
}
