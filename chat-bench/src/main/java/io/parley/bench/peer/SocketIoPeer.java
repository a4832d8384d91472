package io.parley.bench.peer;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.Launch;
import io.parley.stack.process.LogTail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chat server on Socket.IO 4 and Node.js: chat-bench/src/main/peers/socketio. */
final class SocketIoPeer implements Peer {
    /** How it writes to PostgreSQL. */
    enum Mode {
        /** One INSERT for each message. */
        SINGLE,
        /** One INSERT for what comes within 5 ms. */
        BATCHED
    }

    private static final Pattern READY = Pattern.compile("^ready (\\d+)$", Pattern.MULTILINE);
    private static final String STORED =
            "select chat.id, message.sender, message.text from message join chat on chat.key = message.chat_key";

    private final SocketIoInstallation installation;
    private final Mode mode;

    SocketIoPeer(Checkout checkout, Mode mode) {
        this.installation = new SocketIoInstallation(PeerFolder.of(checkout, "socketio"));
        this.mode = mode;
    }

    @Override
    public String id() {
        return "socketio-" + argument();
    }

    private String argument() {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title() {
        return switch (mode) {
            case SINGLE -> "Socket.IO 4, one INSERT a message";
            case BATCHED -> "Socket.IO 4, batched INSERTs";
        };
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
            Files.createDirectories(folder);
            Path log = folder.resolve(id() + ".log");
            Files.deleteIfExists(log);
            Path keys = Files.writeString(folder.resolve("keys.json"), issuer.keys());
            database.run(installation.schema());
            var started = Startup.await(launch(database, log, keys, issuer), () -> port(log));
            return new RunningPeer(
                    started.process(),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), started.answer()),
                    new SocketIoDialect(),
                    database,
                    STORED);
        } catch (IOException e) {
            throw new StackException("Socket.IO's server cannot be started: " + e.getMessage(), e);
        }
    }

    private Launch launch(PeerDatabase database, Path log, Path keys, TokenIssuer issuer) {
        List<String> command = List.of(
                "node",
                installation.server().toString(),
                argument(),
                "0",
                keys.toAbsolutePath().toString(),
                issuer.issuer(),
                issuer.audience());
        Map<String, String> environment = Map.of(
                "NODE_ENV", "production",
                "PGHOST", database.server().host(),
                "PGPORT", Integer.toString(database.server().port()),
                "PGUSER", database.server().user(),
                "PGPASSWORD", database.server().password(),
                "PGDATABASE", database.name());
        return Launch.of(command, installation.folder(), environment, log);
    }

    @Override
    public void admit(PeerDatabase database, Map<String, List<String>> members) {
        database.insert(
                "insert into chat (id) select unnest(?)", members.keySet().toArray(String[]::new));
        List<String> chats = new ArrayList<>();
        List<String> users = new ArrayList<>();
        members.forEach((chat, its) -> its.forEach(user -> {
            chats.add(chat);
            users.add(user);
        }));
        database.insert("""
                insert into subscription (chat_key, user_id)
                select chat.key, member.user_id
                  from unnest(?, ?) as member (chat_id, user_id) join chat on chat.id = member.chat_id
                """, chats.toArray(String[]::new), users.toArray(String[]::new));
        // So that neither's first messages are planned with no statistics at all.
        database.run("analyze");
    }

    private static Optional<Integer> port(Path log) {
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        Matcher ready = READY.matcher(LogTail.read(log));
        return ready.find() ? Optional.of(Integer.valueOf(ready.group(1))) : Optional.empty();
    }
}
