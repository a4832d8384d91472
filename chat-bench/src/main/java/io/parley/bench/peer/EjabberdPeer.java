package io.parley.bench.peer;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import io.parley.stack.process.Launch;
import io.parley.stack.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ejabberd: group chats whose messages are archived in PostgreSQL. Its settings are in chat-bench/src/main/peers/ejabberd. */
final class EjabberdPeer implements Peer {
    private static final String STORED =
            "select split_part(username, '@', 1), split_part(bare_peer, '@', 1), txt from archive";
    private static final String SETTINGS = "ejabberd.yml";

    private final PeerFolder folder;
    private final EjabberdInstallation installation;

    EjabberdPeer(Checkout checkout) {
        this.folder = PeerFolder.of(checkout, "ejabberd");
        this.installation = new EjabberdInstallation(folder.installed());
    }

    @Override
    public String id() {
        return "ejabberd";
    }

    @Override
    public String title() {
        return "ejabberd, MUC with its archive in PostgreSQL";
    }

    /** Whether {@link #install()} has nothing to do. */
    boolean isInstalled() {
        return installation.isComplete();
    }

    @Override
    public String toString() {
        return id();
    }

    @Override
    public void install() throws PeerUnavailable {
        installation.install();
    }

    @Override
    public RunningPeer start(PeerDatabase database, Path folder, TokenIssuer issuer) {
        try {
            // Rooms are made by whoever enters first, and its own tables know none of an earlier run.
            Folders.delete(folder.resolve("spool"));
            Files.createDirectories(folder.resolve("spool"));
            database.run(Files.readString(installation.schema()));
            int port = Ports.free();
            Files.writeString(folder.resolve(SETTINGS), settings(database, port));
            var started = Startup.await(
                    launch(folder.toAbsolutePath()), () -> Ports.accepts(port) ? Optional.of(port) : Optional.empty());
            return new RunningPeer(
                    started.process(),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    new EjabberdDialect(),
                    database,
                    STORED);
        } catch (IOException e) {
            throw new StackException("ejabberd cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void admit(PeerDatabase database, Map<String, List<String>> members) {
        // Whoever enters a room first makes it, and whoever is in it is a member. Names keep their case only in Parley.
        members.forEach((chat, users) -> {
            check(chat);
            users.forEach(EjabberdPeer::check);
        });
    }

    private static void check(String id) {
        if (!id.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("Not an id that XMPP leaves as it is: " + id);
        }
    }

    private String settings(PeerDatabase database, int port) throws IOException {
        return Files.readString(folder.sources().resolve(SETTINGS))
                .replace("@HOST@", EjabberdDialect.HOST)
                .replace("@ROOMS@", EjabberdDialect.ROOMS)
                .replace("@PORT@", Integer.toString(port))
                .replace("@SQL_SERVER@", database.server().host())
                .replace("@SQL_PORT@", Integer.toString(database.server().port()))
                .replace("@SQL_DATABASE@", database.name())
                .replace("@SQL_USER@", database.server().user())
                .replace("@SQL_PASSWORD@", database.server().password());
    }

    /**
     * As the package's ejabberdctl starts it, except: not as a node that others can reach, so that no daemon (epmd) is left
     * behind, and without schedulers that spin while there is nothing to do, which on few cores takes from PostgreSQL.
     */
    private Launch launch(Path folder) throws IOException {
        List<String> command = List.of(
                installation.emulator().toString(),
                "-noinput",
                "+sbwt",
                "none",
                "+sbwtdcpu",
                "none",
                "+sbwtdio",
                "none",
                "+K",
                "true",
                "+P",
                "250000",
                "+Q",
                "65536",
                "-mnesia",
                "dir",
                "\"" + folder.resolve("spool") + "\"",
                "-s",
                "ejabberd");
        Map<String, String> environment = installation.environment();
        environment.put("EJABBERD_CONFIG_PATH", folder.resolve(SETTINGS).toString());
        environment.put("EJABBERD_LOG_PATH", folder.resolve("ejabberd-own.log").toString());
        environment.put("ERL_CRASH_DUMP", folder.resolve("crash.dump").toString());
        environment.put("HOME", folder.toString());
        return Launch.of(command, folder.resolve("spool"), environment, folder.resolve("ejabberd.log"));
    }
}
