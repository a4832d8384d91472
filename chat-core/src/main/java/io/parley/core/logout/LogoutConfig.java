package io.parley.core.logout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How logouts at the identity provider are held (OpenID Connect Back-Channel Logout 1.0). */
@ConfigMapping(prefix = "parley.logout")
public interface LogoutConfig {
    /** Clients of the identity provider whose logout tokens are taken: the audience ({@code aud}) of these. */
    @WithDefault("parley-web,parley-demo")
    List<String> clients();

    /** How long a logout is remembered. Must be longer than access tokens live. */
    @WithDefault("1h")
    Duration kept();

    /** How often each chat-core asks PostgreSQL for the logouts that others were told of. */
    @WithDefault("500ms")
    Duration refresh();

    /**
     * Logouts that a chat-core keeps in memory, at about 250 bytes each. While there are more, PostgreSQL is asked at each
     * request with a user's token.
     */
    @WithDefault("100000")
    int remembered();
}
