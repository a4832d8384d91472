package io.parley.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.parley.bench.load.Crowd;
import io.parley.bench.load.LoadException;
import io.parley.bench.load.Room;
import io.parley.bench.load.Tally;
import io.parley.bench.load.Traffic;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.LoadLoop;
import io.parley.stack.layout.Checkout;
import io.parley.stack.test.TestStack;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real servers, where this machine can run them. */
@Timeout(180)
class PeersTest {
    private static final int MESSAGES = 200;
    private static final Map<String, List<String>> MEMBERS =
            Map.of("tea-1", List.of("ann", "bob", "cid"), "milk-2", List.of("dan", "eve"));

    private final SignedTokens tokens = new SignedTokens();

    @TempDir
    Path folder;

    PeersTest() throws GeneralSecurityException {}

    static Stream<Peer> peers() {
        // ejabberd only where it is there already: 30 MB are too much to fetch for a test.
        return Peer.NAMES.stream()
                .flatMap(name -> Peer.named(name, Checkout.find()).stream())
                .filter(peer -> !(peer instanceof EjabberdPeer ejabberd) || ejabberd.isInstalled());
    }

    private RunningPeer start(Peer peer) {
        try {
            peer.install();
        } catch (PeerUnavailable e) {
            abort(e.getMessage());
        }
        PeerDatabase database = PeerDatabase.create(
                TestStack.shared().postgres(),
                "peer_" + UUID.randomUUID().toString().replace('-', '_'));
        return peer.start(database, folder, new Population(MEMBERS, tokens.issuer()));
    }

    private List<Account> accounts() throws GeneralSecurityException {
        List<Account> accounts = new ArrayList<>();
        for (Map.Entry<String, List<String>> chat : MEMBERS.entrySet()) {
            for (String user : chat.getValue()) {
                accounts.add(new Account(user, tokens.token(user), "", List.of(chat.getKey())));
            }
        }
        return accounts;
    }

    private static List<Room> rooms(List<io.parley.bench.wire.Connection> connections) {
        Map<String, Room> rooms = new HashMap<>();
        for (var connection : connections) {
            String chat = connection.account().chats().getFirst();
            rooms.computeIfAbsent(chat, Room::new).add(connection);
        }
        return List.copyOf(rooms.values());
    }

    @ParameterizedTest
    @MethodSource("peers")
    void peerStoresEachMessageOnceAndGivesItToEveryMemberInOneOrder(Peer peer) throws Exception {
        // Given
        try (RunningPeer running = start(peer);
                LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, running.dialect(), List.of(running.address()))) {
            List<Room> rooms = rooms(crowd.connect(accounts(), 60));
            Traffic traffic = new Traffic(crowd, rooms, new Traffic.Shape.Closed(16), 1_000_000);

            // When
            traffic.start();
            while (traffic.progress().messages() < MESSAGES) {
                Thread.onSpinWait();
            }
            Tally tally = traffic.finish();

            // Then
            assertTrue(tally.faults().none(), () -> tally.faults() + " " + tally.refusals());
            assertEquals(tally.sent(), rowsOfMembers(running));
        }
    }

    /** How many different messages are stored, each in its chat and of a member of it. */
    private static int rowsOfMembers(RunningPeer running) throws SQLException {
        Set<String> texts = new HashSet<>();
        int rows = 0;
        try (Connection connection = running.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(running.storedMessages())) {
            while (row.next()) {
                rows++;
                texts.add(row.getString(3));
                List<String> members = MEMBERS.get(row.getString(1));
                assertTrue(members != null && members.contains(row.getString(2)), row.getString(1));
            }
        }
        assertEquals(rows, texts.size());
        return rows;
    }

    @Test
    void socketIoRefusesATokenOfAnotherKey() throws Exception {
        // Given
        Account stranger = new Account("ann", new SignedTokens().token("ann"), "", List.of("tea-1"));
        Peer peer = Peer.named("socketio", Checkout.find()).getFirst();
        try (RunningPeer running = start(peer);
                LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, running.dialect(), List.of(running.address()))) {
            // When
            LoadException refused = assertThrows(LoadException.class, () -> crowd.connect(List.of(stranger), 20));

            // Then
            assertTrue(String.valueOf(refused.getMessage()).contains("unauthorized"), refused::getMessage);
        }
    }
}
