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
import io.parley.bench.target.Layout;
import io.parley.bench.target.Stored;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Connection;
import io.parley.bench.wire.LoadLoop;
import io.parley.stack.layout.Checkout;
import io.parley.stack.test.TestStack;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final long BASE = 1_000_000;
    private static final List<String> USERS = List.of("ann", "bob", "cid", "dan", "eve", "fay");

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

    private PeerTarget start(Peer peer, List<Account> people) {
        try {
            peer.install();
        } catch (PeerUnavailable e) {
            abort(e.getMessage());
        }
        return PeerTarget.start(
                peer,
                new PeerTarget.Surroundings(
                        TestStack.shared().postgres(),
                        ProcessHandle.current().pid(),
                        "peer_" + UUID.randomUUID().toString().replace('-', '_'),
                        folder,
                        tokens.issuer(),
                        people));
    }

    private static List<Account> people(SignedTokens tokens) throws GeneralSecurityException {
        List<Account> people = new ArrayList<>();
        for (String user : USERS) {
            people.add(new Account(user, tokens.token(user), "", List.of()));
        }
        return people;
    }

    private static Room room(Crowd crowd, List<Account> members) {
        Room room = new Room(members.getFirst().chats().getFirst());
        for (Connection connection : crowd.connect(members, 60)) {
            room.add(connection);
        }
        return room;
    }

    @ParameterizedTest
    @MethodSource("peers")
    void peerStoresEachMessageOnceAndGivesItToEveryMemberInOneOrder(Peer peer) throws GeneralSecurityException {
        // Given
        try (PeerTarget target = start(peer, people(tokens));
                LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, target.dialect(), target.sockets())) {
            List<Room> rooms = new ArrayList<>();
            for (List<Account> members : target.chats(Layout.of("tea", 2, 3))) {
                rooms.add(room(crowd, members));
            }
            Traffic traffic = new Traffic(crowd, rooms, new Traffic.Shape.Closed(16), BASE);

            // When
            traffic.start();
            while (traffic.progress().messages() < MESSAGES) {
                Thread.onSpinWait();
            }
            Tally tally = traffic.finish();

            // Then
            assertTrue(tally.faults().none(), () -> tally.faults() + " " + tally.refusals());
            assertEquals(Optional.of(new Stored(tally.sent(), tally.sent())), target.stored(BASE, tally.sent()));
            assertEquals(Optional.of(new Stored(1, 1)), target.stored(BASE, 1));
        }
    }

    @Test
    void socketIoRefusesATokenOfAnotherKey() throws GeneralSecurityException {
        // Given
        Peer peer = Peer.named("socketio", Checkout.find()).getFirst();
        try (PeerTarget target = start(peer, people(new SignedTokens()));
                LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, target.dialect(), target.sockets())) {
            List<Account> strangers = target.chats(Layout.of("tea", 1, 1)).getFirst();

            // When
            LoadException refused = assertThrows(LoadException.class, () -> crowd.connect(strangers, 20));

            // Then
            assertTrue(String.valueOf(refused.getMessage()).contains("unauthorized"), refused::getMessage);
        }
    }
}
