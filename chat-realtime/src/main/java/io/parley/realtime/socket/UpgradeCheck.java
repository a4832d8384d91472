package io.parley.realtime.socket;

import io.netty.channel.Channel;
import io.parley.contract.BearerToken;
import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.realtime.limit.LimitConfig;
import io.parley.realtime.limit.LimitMeter;
import io.parley.realtime.limit.TokenBucket;
import io.parley.realtime.session.Caller;
import io.parley.realtime.session.Capacity;
import io.parley.realtime.session.SessionConfig;
import io.parley.realtime.session.Sessions;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asked before a connection becomes a socket. Refuses everybody while draining or full, pages of foreign origins, since
 * browsers open sockets across origins without asking (RFC 6455, section 10.2), and whoever has no good token.
 */
@Singleton
final class UpgradeCheck implements HttpUpgradeCheck {
    private static final Logger LOG = Logger.getLogger(UpgradeCheck.class);
    /** The verified caller; absent where the address names no application. */
    static final TypedKey<Caller> CALLER = new TypedKey<>("parley.caller");
    /** The connection itself: to write to it, and to cut it when its peer does not read even the close frame. */
    static final TypedKey<Channel> CHANNEL = new TypedKey<>("parley.channel");

    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    /** RFC 6750, section 3. */
    private static final String CHALLENGE = "Bearer realm=\"parley\"";

    private static final String INVALID_TOKEN = CHALLENGE + ", error=\"invalid_token\"";

    /** RFC 6455, section 4.2.1. */
    private static final Set<String> OF_THE_HANDSHAKE = Set.of(
            "host",
            "upgrade",
            "connection",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-protocol",
            "sec-websocket-extensions");

    private final SocketConfig config;
    private final Tokens tokens;
    private final Sessions sessions;
    private final int capacity;
    private final Map<String, List<String>> retryAfter;
    private final TokenBucket accepts;
    private final Clock clock;
    private final LimitMeter meter;
    private final AtomicBoolean wasFull = new AtomicBoolean();

    UpgradeCheck(
            SocketConfig config,
            Tokens tokens,
            SessionConfig sessionConfig,
            LimitConfig limits,
            Sessions sessions,
            Clock clock,
            LimitMeter meter) {
        this.config = config;
        this.tokens = tokens;
        this.sessions = sessions;
        this.meter = meter;
        this.retryAfter = Map.of(
                HttpHeaders.RETRY_AFTER.toString(),
                List.of(Long.toString(Math.max(1, limits.acceptRetryAfter().toSeconds()))));
        this.clock = clock;
        this.accepts = new TokenBucket(limits.acceptsPerSecond(), limits.acceptsBurst(), clock.millis());
        this.capacity =
                Capacity.of(sessionConfig.connections(), Runtime.getRuntime().maxMemory());
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (sessions.isDraining() || isFull() || tooMany()) {
            return CheckResult.rejectUpgrade(503, retryAfter);
        }
        HttpServerRequest request = context.httpRequest();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !config.allows(origin)) {
            return CheckResult.rejectUpgrade(403);
        }
        String token = BearerToken.of(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            return CheckResult.rejectUpgrade(401, Map.of(WWW_AUTHENTICATE, List.of(CHALLENGE)));
        }
        // The framework keeps a copy of the headers for as long as the socket is open: no more than the handshake
        // needs.
        request.headers().names().stream()
                .filter(name -> !OF_THE_HANDSHAKE.contains(name.toLowerCase(Locale.ROOT)))
                .toList()
                .forEach(request.headers()::remove);
        context.userData().put(CHANNEL, ((ConnectionBase) request.connection()).channel());
        Optional<UUID> application = application(context.pathParam("application"));
        return tokens.verify(token)
                .map(identity -> {
                    Caller caller = application.map(id -> caller(id, identity)).orElse(null);
                    if (caller != null) {
                        context.userData().put(CALLER, caller);
                    }
                    return CheckResult.permitUpgradeSync();
                })
                .onFailure(AuthenticationFailedException.class)
                .recoverWithUni(failure -> {
                    LOG.debugf(failure, "A token was refused");
                    return CheckResult.rejectUpgrade(401, Map.of(WWW_AUTHENTICATE, List.of(INVALID_TOKEN)));
                });
    }

    /** So many at once that they are better let in one after the other: a reconnect storm. */
    private boolean tooMany() {
        boolean refused;
        synchronized (accepts) {
            refused = accepts.take(1, clock.millis()) > 0;
        }
        if (refused) {
            meter.limited("accepts");
        }
        return refused;
    }

    private boolean isFull() {
        boolean full = sessions.count() >= capacity;
        if (full && wasFull.compareAndSet(false, true)) {
            LOG.warnf("This gateway has the %d connections that it takes (parley.session.connections)", capacity);
        } else if (!full) {
            wasFull.setPlain(false);
        }
        return full;
    }

    private static Optional<UUID> application(@Nullable String path) {
        try {
            UUID id = UUID.fromString(String.valueOf(path));
            // UUID.fromString takes "1-1-1-1-1" too; one thing has one name here.
            return id.toString().equals(path) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whom a verified token speaks of; absent when it is not a person's. */
    static @Nullable Caller caller(UUID application, SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return null;
        }
        try {
            String user = Check.subject(token.getSubject(), "sub");
            return new Caller(
                    application,
                    user,
                    token.getRawToken(),
                    Objects.requireNonNullElse(token.<String>getClaim("sid"), ""),
                    Instant.ofEpochSecond(token.getExpirationTime()));
        } catch (ContractException e) {
            return null;
        }
    }
}
