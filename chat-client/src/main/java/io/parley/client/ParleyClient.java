package io.parley.client;

import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Me;
import io.parley.contract.rest.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * One caller of Parley: a user with tokens of Keycloak, or an application with its own token.
 *
 * <p>Thread-safe. Calls block, so make many at once from virtual threads; each throws {@link ParleyException} when it is
 * refused or gets no answer. Nothing is repeated by itself: sends are safe to repeat with the same {@code clientId}, and what makes
 * something is with the same key, see {@link #once}.
 */
public final class ParleyClient implements AutoCloseable {
    private final Transport transport;
    private final Endpoints endpoints;

    private ParleyClient(Transport transport, Endpoints endpoints) {
        this.transport = transport;
        this.endpoints = endpoints;
    }

    /** Base addresses of the three services. */
    record Endpoints(URI core, URI realtime, URI search) {}

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same client, for one thing that is to be made once, however often the request is repeated with this key: an
     * {@code Idempotency-Key} of 1 to 255 visible ASCII characters, such as a random UUID.
     */
    public ParleyClient once(String idempotencyKey) {
        return new ParleyClient(transport.once(idempotencyKey), endpoints);
    }

    /** Who the caller is. */
    public Me me() {
        return transport.get(core("me")).as(Me.class);
    }

    /**
     * Makes a new application, owned by the caller.
     *
     * @return the application and its token, which is shown only this once
     */
    public Applications.Provisioned provision(Applications.Create request) {
        return transport.exchange("POST", core("applications"), request).as(Applications.Provisioned.class);
    }

    /** The applications that the caller owns. */
    public Page<Applications.Application> applications(@Nullable String cursor) {
        return transport.get(core("applications").with("cursor", cursor)).page(Applications.Application.class);
    }

    /** What can be done in one application. */
    public ApplicationClient application(UUID id) {
        return new ApplicationClient(transport, endpoints, id);
    }

    private Uris core(Object segment) {
        return Uris.of(endpoints.core(), "v1", segment);
    }

    /** Ends all requests and sockets of this client at once. */
    @Override
    public void close() {
        transport.http().shutdownNow();
    }

    /** Configures a client. The addresses default to those of {@code ./chat up}. */
    public static final class Builder {
        private URI core = URI.create("http://127.0.0.1:8080");
        private URI realtime = URI.create("http://127.0.0.1:8081");
        private URI search = URI.create("http://127.0.0.1:8082");
        private Duration timeout = Duration.ofSeconds(30);
        private @Nullable TokenSupplier tokens;

        private Builder() {}

        /** Base address of chat-core, {@code http} or {@code https}. */
        public Builder core(URI uri) {
            this.core = uri;
            return this;
        }

        /** Base address of chat-realtime, {@code http} or {@code https}; sockets use {@code ws} or {@code wss}. */
        public Builder realtime(URI uri) {
            this.realtime = uri;
            return this;
        }

        /** Base address of chat-indexer, {@code http} or {@code https}. */
        public Builder search(URI uri) {
            this.search = uri;
            return this;
        }

        /** Where tokens come from. Required. */
        public Builder tokens(TokenSupplier supplier) {
            this.tokens = supplier;
            return this;
        }

        /** How long to wait for an answer; 30 s unless set. */
        public Builder timeout(Duration duration) {
            this.timeout = duration;
            return this;
        }

        public ParleyClient build() {
            HttpClient http = HttpClient.newBuilder()
                    // The services speak HTTP/1.1 in clear; offering an upgrade with each request would only cost.
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
            TokenSupplier supplier = Objects.requireNonNull(tokens, "a client needs a token supplier");
            return new ParleyClient(new Transport(http, supplier, timeout), new Endpoints(core, realtime, search));
        }
    }
}
