package io.parley.stack.server;

import io.parley.stack.layout.Folders;
import io.parley.stack.process.Launch;
import io.parley.stack.realm.RealmFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Keycloak with the realm {@code parley}, imported when its data folder is empty; users who register later stay. The
 * distribution is optimized once ({@code kc.sh build}) and shared; each server has a home of its own beside it.
 */
public final class KeycloakServer extends Server {
    private static final int HEAP_MEGABYTES = 320;
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    /** Next to the realm itself: what demo and tests add. */
    private final List<String> parts;

    private final Endpoint.Keycloak endpoint;
    private final URI core;

    /** One that tells nobody of logouts, unless its clients are changed. */
    public KeycloakServer(Place place, int port, int managementPort, List<String> parts) {
        this(place, port, managementPort, parts, NOBODY);
    }

    /**
     * @param parts names of files beside {@code parley-realm.json} that are merged into the realm
     * @param core where the chat-core is that is told of logouts; part of the realm, and so of its first start only
     */
    public KeycloakServer(Place place, int port, int managementPort, List<String> parts, URI core) {
        super(ServerKind.KEYCLOAK, place);
        this.endpoint =
                new Endpoint.Keycloak(port, managementPort, Credentials.KEYCLOAK_ADMINISTRATOR, Credentials.KEYCLOAK);
        this.parts = List.copyOf(parts);
        this.core = core;
    }

    @Override
    public Endpoint.Keycloak endpoint() {
        return endpoint;
    }

    @Override
    void prepare(Progress progress) throws IOException {
        if (!KeycloakDistribution.isThere(place().checkout())) {
            progress.phase("unpacking and optimizing, once");
        }
        prepare();
    }

    @Override
    void prepare() throws IOException {
        Path distribution = KeycloakDistribution.folder(place().checkout(), place().log());
        Path home = place().data();
        Files.createDirectories(home.resolve("data/import"));
        // Everything that is only read is shared by links; what Keycloak writes (data, conf) is this server's own.
        for (String shared : List.of("lib", "providers", "themes")) {
            Files.deleteIfExists(home.resolve(shared));
            Files.createSymbolicLink(home.resolve(shared), distribution.resolve(shared));
        }
        Folders.delete(home.resolve("conf"));
        Folders.copy(distribution.resolve("conf"), home.resolve("conf"));
        Path files = place().checkout().realmFiles();
        RealmFile.write(
                files.resolve("parley-realm.json"),
                parts.stream().map(files::resolve).toList(),
                home.resolve("data/import/parley-realm.json"));
    }

    @Override
    Launch launch() {
        List<String> command = KeycloakDistribution.command(HEAP_MEGABYTES, place().data());
        command.addAll(List.of(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=" + endpoint.host(),
                "--http-port=" + endpoint.port(),
                "--http-management-port=" + endpoint.managementPort(),
                "--hostname-strict=false",
                "--import-realm",
                "--cache=local"));
        return Launch.of(command, place().data(), environment(), place().log());
    }

    private Map<String, String> environment() {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                endpoint.administrator(),
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                endpoint.administratorPassword(),
                // Placeholders of the realm file that the demo's clients replace; a secret must be there all the same.
                "PARLEY_CORE_SECRET",
                Credentials.CORE_CLIENT,
                "PARLEY_REALTIME_SECRET",
                Credentials.REALTIME_CLIENT,
                "PARLEY_INDEXER_SECRET",
                Credentials.INDEXER_CLIENT,
                "PARLEY_CORE_URL",
                core.toString());
    }

    @Override
    public boolean healthy() {
        return Probe.ok(URI.create("http://" + endpoint.host() + ":" + endpoint.managementPort() + "/health/ready"));
    }
}
