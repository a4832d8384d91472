package io.parley.stack.server;

import io.parley.stack.StackException;
import io.parley.stack.process.Launch;
import io.parley.stack.process.LogTail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL, with its data kept. Passwords are required, also from this machine. */
public final class PostgresServer extends Server {
    private static final int PROBE_SECONDS = 2;
    /** On a busy machine a connection takes a while, and a test that needs a database needs it. */
    private static final int PATIENCE_SECONDS = 60;

    private final Endpoint.Postgres endpoint;

    public PostgresServer(Place place, int port) {
        super(ServerKind.POSTGRES, place);
        this.endpoint = new Endpoint.Postgres(port, Credentials.USER, Credentials.POSTGRES);
    }

    @Override
    public Endpoint.Postgres endpoint() {
        return endpoint;
    }

    private Path cluster() {
        return place().data().resolve("cluster");
    }

    private Path programs() throws IOException {
        return Unpacked.folder(place().checkout(), "postgresql", PostgresServer::unpack)
                .resolve("bin");
    }

    private static void unpack(Path folder) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "-f", "-", "-C", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream packed =
                        new XZInputStream(Unpacked.resource(Platform.current().postgres()));
                var into = tar.getOutputStream()) {
            packed.transferTo(into);
        }
        succeed(tar, "tar could not unpack PostgreSQL");
    }

    @Override
    void prepare() throws IOException {
        programs();
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            // Left by a crash; the number in it may belong to another process by now, which PostgreSQL would take for
            // itself.
            Files.deleteIfExists(cluster().resolve("postmaster.pid"));
            return;
        }
        Files.createDirectories(place().data());
        Files.createDirectories(place().log().toAbsolutePath().getParent());
        initialize();
    }

    private void initialize() throws IOException {
        Path password = place().data().resolve("initial-password");
        Files.writeString(password, endpoint.password());
        var command = new ArrayList<>(Unprivileged.prefix(place().data()));
        command.addAll(List.of(programs().resolve("initdb").toString(), "--pgdata=" + cluster()));
        command.addAll(List.of("--username=" + endpoint.user(), "--pwfile=" + password, "--auth=scram-sha-256"));
        // The same order of text on every machine, whatever locales are installed there.
        command.addAll(
                List.of("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        command.add(place().durable() ? "--sync-method=fsync" : "--no-sync");
        Process initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(place().log().toFile()))
                .start();
        succeed(initdb, "PostgreSQL's initdb failed. " + LogTail.of(place().log()));
        Files.delete(password);
    }

    private static void succeed(Process process, String otherwise) throws IOException {
        try {
            if (process.waitFor() != 0) {
                throw new StackException(otherwise);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    Launch launch() {
        try {
            var command = new ArrayList<>(Unprivileged.prefix(place().data()));
            command.addAll(List.of(
                    programs().resolve("postgres").toString(), "-D", cluster().toString()));
            settings().forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
            // SIGINT: disconnects the clients, then a clean shutdown; SIGTERM would wait for them.
            return Launch.of(command, place().data(), Map.of(), place().log()).stoppedBy("INT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings() {
        var settings = new TreeMap<>(Map.of(
                "listen_addresses", endpoint.host(),
                "port", Integer.toString(endpoint.port()),
                "unix_socket_directories", "",
                "max_connections", "200",
                "shared_buffers", "64MB",
                "autovacuum_naptime", "30s",
                "log_line_prefix", "%m [%p] %d "));
        if (!place().durable()) {
            settings.putAll(Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
            // So that a test can count what a service asks of it.
            settings.put("shared_preload_libraries", "pg_stat_statements");
            settings.put("pg_stat_statements.track_utility", "off");
        }
        return settings;
    }

    @Override
    public boolean healthy() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return connect(endpoint, database, PROBE_SECONDS);
    }

    private static Connection connect(Endpoint.Postgres endpoint, String database, int seconds) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password());
        properties.setProperty("connectTimeout", Integer.toString(seconds));
        properties.setProperty("loginTimeout", Integer.toString(seconds));
        return DriverManager.getConnection(endpoint.jdbcUrl(database), properties);
    }

    /** Creates the database unless it is there. */
    public static void createDatabase(Endpoint.Postgres endpoint, String database) {
        if (!database.matches("[a-z0-9_]{1,60}")) {
            throw new IllegalArgumentException("Not a name for a database: " + database);
        }
        try (Connection connection = connect(endpoint, "postgres", PATIENCE_SECONDS);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            // Who is a moment later than another is told of the catalog's key (23505), and not that the database
            // exists.
            if (!List.of("42P04", "23505").contains(String.valueOf(e.getSQLState()))) {
                throw new StackException("The database " + database + " cannot be created: " + e.getMessage(), e);
            }
        }
    }
}
