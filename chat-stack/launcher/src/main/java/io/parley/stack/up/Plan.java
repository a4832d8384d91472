package io.parley.stack.up;

import io.parley.stack.server.BrokerServer;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.KeycloakServer;
import io.parley.stack.server.Place;
import io.parley.stack.server.PostgresServer;
import io.parley.stack.server.RedisServer;
import io.parley.stack.server.SearchServer;
import io.parley.stack.server.Server;
import io.parley.stack.server.ServerKind;
import io.parley.stack.service.Installation;
import io.parley.stack.service.Service;
import io.parley.stack.service.ServiceSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run consists of, on which ports.
 *
 * @param portOffset what is added to every port
 * @param parts servers first, then services
 * @param realm the issuer of the tokens
 */
record Plan(int portOffset, List<Part> parts, URI realm) {
    private static final int KEYCLOAK_MANAGEMENT = 8181;

    Plan {
        parts = List.copyOf(parts);
    }

    static Plan of(RunFolder folder, int offset, boolean serversOnly, Map<String, String> environment) {
        var elsewhere = new Elsewhere(environment);
        var postgres = new PostgresServer(place(folder, ServerKind.POSTGRES), port(ServerKind.POSTGRES, offset));
        var redis = new RedisServer(place(folder, ServerKind.REDIS), port(ServerKind.REDIS, offset));
        var broker = new BrokerServer(place(folder, ServerKind.BROKER), port(ServerKind.BROKER, offset));
        var search = new SearchServer(place(folder, ServerKind.SEARCH), port(ServerKind.SEARCH, offset));
        var keycloak = new KeycloakServer(
                place(folder, ServerKind.KEYCLOAK),
                port(ServerKind.KEYCLOAK, offset),
                KEYCLOAK_MANAGEMENT + offset,
                List.of("parley-demo.json"),
                service(Service.CORE, offset));
        var parts = new ArrayList<Part>();
        for (Server server : List.of(postgres, redis, broker, search, keycloak)) {
            parts.add(elsewhere.part(server.kind()).map(Part.class::cast).orElseGet(() -> new ServerPart(server)));
        }
        if (!serversOnly) {
            var endpoints = new Endpoints(
                    postgres.endpoint(), redis.endpoint(), broker.endpoint(), search.endpoint(), keycloak.endpoint());
            parts.addAll(services(folder, offset, elsewhere, endpoints));
        }
        URI realm =
                elsewhere.realm().map(URI::create).orElse(keycloak.endpoint().realm());
        return new Plan(offset, parts, realm);
    }

    private record Endpoints(
            Endpoint.Postgres postgres,
            Endpoint.Redis redis,
            Endpoint.Broker broker,
            Endpoint.Search search,
            Endpoint.Keycloak keycloak) {}

    private static List<Part> services(RunFolder folder, int offset, Elsewhere elsewhere, Endpoints at) {
        var settings = new ServiceSettings(Installation.DEFAULT);
        Map<String, String> core = settings.core(at.postgres, at.redis, at.broker, at.keycloak);
        Map<String, String> realtime = settings.realtime(at.broker, at.keycloak, service(Service.CORE, offset));
        Map<String, String> indexer =
                settings.indexer(at.broker, at.keycloak, at.search, service(Service.CORE, offset));
        return List.of(
                part(
                        folder,
                        offset,
                        Service.CORE,
                        elsewhere.adapted(core),
                        Set.of("postgres", "redis", "broker", "keycloak")),
                // chat-core first: it migrates the database, and the gateway asks it from the first socket on.
                part(folder, offset, Service.REALTIME, elsewhere.adapted(realtime), Set.of(Service.CORE.module())),
                part(
                        folder,
                        offset,
                        Service.INDEXER,
                        elsewhere.adapted(indexer),
                        // Each search asks chat-core what may be seen.
                        Set.of("search", "broker", "keycloak", Service.CORE.module())));
    }

    private static Part part(
            RunFolder folder, int offset, Service service, Map<String, String> settings, Set<String> needs) {
        return new ServicePart(folder, service, service.defaultPort() + offset, settings, needs);
    }

    /** Base address of that service. */
    URI service(Service service) {
        return service(service, portOffset);
    }

    private static URI service(Service service, int offset) {
        return URI.create("http://127.0.0.1:" + (service.defaultPort() + offset));
    }

    private static Place place(RunFolder folder, ServerKind kind) {
        return Place.below(folder.checkout(), folder.checkout().home(), kind, true);
    }

    private static int port(ServerKind kind, int offset) {
        return kind.defaultPort() + offset;
    }
}
