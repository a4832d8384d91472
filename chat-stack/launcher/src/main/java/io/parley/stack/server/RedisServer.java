package io.parley.stack.server;

import io.parley.stack.process.Launch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Redis. It keeps nothing on disk: a cache that comes back older than the database would claim pages that it lacks. */
public final class RedisServer extends Server {
    private static final int PROBE_MILLIS = 500;

    private final Endpoint.Redis endpoint;

    public RedisServer(Place place, int port) {
        super(ServerKind.REDIS, place);
        this.endpoint = new Endpoint.Redis(port, Credentials.REDIS);
    }

    @Override
    public Endpoint.Redis endpoint() {
        return endpoint;
    }

    @Override
    void prepare() throws IOException {
        Path executable = executable();
        Files.createDirectories(place().data());
        assert Files.isExecutable(executable);
    }

    private Path executable() throws IOException {
        return Unpacked.folder(place().checkout(), "redis", folder -> {
                    Path file = folder.resolve("redis-server");
                    try (InputStream packed =
                            Unpacked.resource(Platform.current().redis())) {
                        Files.copy(packed, file);
                    }
                    if (!file.toFile().setExecutable(true, false)) {
                        throw new IOException(file + " cannot be made executable");
                    }
                })
                .resolve("redis-server");
    }

    @Override
    Launch launch() {
        try {
            // A file, because a process list shows arguments to every user.
            Path configuration = place().data().resolve("redis.conf");
            Files.writeString(
                    configuration, """
                    bind 127.0.0.1
                    port %d
                    requirepass %s
                    databases %d
                    save ""
                    appendonly no
                    maxmemory 256mb
                    maxmemory-policy noeviction
                    """.formatted(endpoint.port(), endpoint.password(), Endpoint.Redis.DATABASES));
            return Launch.of(
                    List.of(executable().toString(), configuration.toString()),
                    place().data(),
                    Map.of(),
                    place().log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean healthy() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream()
                    .write(("AUTH " + endpoint.password() + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+PONG".length());
            return new String(answer, StandardCharsets.US_ASCII).endsWith("+PONG");
        } catch (IOException e) {
            return false;
        }
    }
}
