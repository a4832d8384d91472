package io.parley.realtime.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.Role;
import io.parley.contract.broker.Live;
import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.watch.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveHubTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Cluster cluster = new Cluster();
    private final Cluster.Gateway here = cluster.new Gateway("here");
    private final Cluster.Gateway there = cluster.new Gateway("there");
    private TestPeer alice;

    @BeforeEach
    void connect() {
        alice = here.connect("alice");
        cluster.pass(SECOND);
    }

    private void aliceWatches(String... users) {
        here.live.watch(alice, Set.of("lobby"), Set.of(users));
        cluster.pass(SECOND);
    }

    // ---- Presence.

    @Test
    void whoWatchesIsToldOfAllAndThenOfChanges() {
        TestPeer bob = there.connect("bob");
        cluster.pass(SECOND);

        aliceWatches("bob", "carol");

        List<JsonNode> first = alice.take("presence");
        assertEquals(1, first.size());
        assertEquals(2, first.getFirst().path("users").size());
        there.disconnect(bob);
        TestPeer carol = here.connect("carol");
        cluster.pass(SECOND);
        assertEquals("online", alice.presenceOf("carol"));
        cluster.pass(Duration.ofSeconds(6));
        assertTrue(String.valueOf(alice.presenceOf("bob")).startsWith("offline at "));
        assertEquals(0, carol.take("presence").size());
    }

    @Test
    void aReconnectIsNotSeenAndNeitherIsTheLossOfOneOfTwoDevices() {
        TestPeer phone = there.connect("bob");
        aliceWatches("bob");
        assertEquals("online", alice.presenceOf("bob"));

        there.disconnect(phone);
        cluster.pass(Duration.ofSeconds(3));
        TestPeer again = there.connect("bob");
        TestPeer laptop = here.connect("bob");
        cluster.pass(Duration.ofSeconds(10));
        there.disconnect(again);
        cluster.pass(Duration.ofSeconds(10));

        assertNull(alice.presenceOf("bob"));
        here.disconnect(laptop);
        cluster.pass(Duration.ofSeconds(6));
        assertTrue(String.valueOf(alice.presenceOf("bob")).startsWith("offline at "));
    }

    @Test
    void whoWasOnAGatewayThatDiedIsGoneAfterItsTimeUnlessBackOnAnother() {
        there.connect("bob");
        there.connect("carol");
        aliceWatches("bob", "carol");
        assertEquals(1, alice.take("presence").size());

        there.kill();
        cluster.pass(Duration.ofSeconds(5));
        here.connect("carol");
        cluster.pass(Duration.ofSeconds(3));
        assertEquals(List.of(), alice.take("presence"));
        cluster.pass(Duration.ofSeconds(9));

        List<JsonNode> told = alice.take("presence");
        assertEquals(1, told.size());
        assertEquals("bob", told.getFirst().path("users").path(0).path("user").asText());
        assertFalse(told.getFirst().path("users").path(0).path("online").asBoolean());
    }

    @Test
    void aGatewayThatDiedBeforeItSaidThatItLivesIsMissedToo() {
        there.connect("bob");
        Cluster.Gateway late = cluster.new Gateway("late");
        TestPeer viewer = late.connect("viewer");
        late.live.watch(viewer, Set.of(), Set.of("bob"));
        cluster.pass(SECOND);
        assertEquals("online", viewer.presenceOf("bob"));

        there.kill();
        cluster.pass(Duration.ofSeconds(17));

        assertTrue(String.valueOf(viewer.presenceOf("bob")).startsWith("offline at "));
    }

    @Test
    void whatHappenedWhileTheLinkWasAwayIsFoundWhenItIsBack() {
        TestPeer bob = there.connect("bob");
        aliceWatches("bob", "carol");
        assertEquals("online", alice.presenceOf("bob"));

        here.cut();
        there.disconnect(bob);
        there.connect("carol");
        cluster.pass(Duration.ofSeconds(40));
        assertEquals(List.of(), alice.take("presence"));
        here.mend();
        cluster.pass(Duration.ofSeconds(20));

        List<JsonNode> told = alice.take("presence");
        assertEquals(
                List.of("carol", "bob"),
                told.stream()
                        .map(frame -> frame.path("users").path(0).path("user").asText())
                        .toList());
    }

    @Test
    void aGatewayWhoseLinkIsAwayLosesItsUsersForOthersAndGivesThemBack() {
        there.connect("bob");
        aliceWatches("bob");
        assertEquals("online", alice.presenceOf("bob"));

        there.cut();
        cluster.pass(Duration.ofSeconds(20));
        assertTrue(String.valueOf(alice.presenceOf("bob")).startsWith("offline"));
        there.mend();
        cluster.pass(Duration.ofSeconds(8));

        assertEquals("online", alice.presenceOf("bob"));
    }

    @Test
    void whoHidesIsNeverOnlineAndWhoBlocksIsNotFor() {
        TestPeer hidden = there.connect("bob");
        TestPeer blocking = there.connect("carol");
        aliceWatches("bob", "carol");
        assertEquals(1, alice.take("presence").size());

        cluster.tellAll(new Live.Self(Timeline.APPLICATION, "bob", new ServerFrame.Self(true, List.of())));
        cluster.tellAll(new Live.Self(Timeline.APPLICATION, "carol", new ServerFrame.Self(false, List.of("alice"))));
        cluster.pass(SECOND);

        List<JsonNode> told = alice.take("presence");
        assertEquals(1, told.size());
        told.getFirst().path("users").forEach(user -> {
            assertFalse(user.path("online").asBoolean());
            assertFalse(user.has("lastSeenAt"));
        });
        assertEquals(1, hidden.take("self").size());
        there.disconnect(blocking);
        there.disconnect(hidden);
        cluster.pass(Duration.ofSeconds(10));
        assertEquals(List.of(), alice.take("presence"));
    }

    @Test
    void whoBlocksDoesNotNoticeTheOther() {
        there.connect("bob");
        aliceWatches("bob");
        assertEquals("online", alice.presenceOf("bob"));

        cluster.tellAll(new Live.Self(Timeline.APPLICATION, "alice", new ServerFrame.Self(false, List.of("bob"))));
        cluster.pass(SECOND);

        assertEquals("offline", alice.presenceOf("bob"));
    }

    @Test
    void whoIsNotWatchedAnyMoreIsNotToldOf() {
        TestPeer bob = there.connect("bob");
        aliceWatches("bob");
        aliceWatches();
        alice.frames.clear();

        there.disconnect(bob);
        cluster.pass(Duration.ofSeconds(10));

        assertEquals(List.of(), alice.take("presence"));
        assertEquals(0, here.live.watchedUsers());
    }

    @Test
    void whoWasSeenLastIsStoredAndTold() {
        TestPeer bob = there.connect("bob");
        cluster.pass(SECOND);
        Instant left = Instant.ofEpochMilli(cluster.now);
        there.disconnect(bob);
        cluster.pass(Duration.ofSeconds(20));

        aliceWatches("bob");

        assertEquals(left, cluster.seen.get("bob").at());
        assertEquals("offline at " + left, alice.presenceOf("bob"));
    }

    @Test
    void chatCoreBeingAwayTakesOnlyTheTimeOfTheLastVisit() {
        there.connect("bob");
        cluster.coreIsAway = true;

        aliceWatches("bob", "carol");

        JsonNode users = alice.take("presence").getFirst().path("users");
        assertEquals(2, users.size());
    }

    // ---- Typing and signals.

    @Test
    void typingReachesOtherMembersWhoShowTheChatAndNotTheUsersOwnDevices() {
        TestPeer bob = there.connect("bob");
        TestPeer carol = there.connect("carol");
        TestPeer laptop = there.connect("alice");
        there.live.watch(bob, Set.of("lobby"), Set.of());
        there.live.watch(laptop, Set.of("lobby"), Set.of());

        here.live.typing(alice, "lobby", true);
        cluster.pass(SECOND);

        JsonNode typing = bob.take("typing").getFirst();
        assertEquals("alice", typing.path("user").asText());
        assertEquals(6_000, typing.path("forMillis").asInt());
        assertEquals(List.of(), carol.take("typing"));
        assertEquals(List.of(), laptop.take("typing"));
    }

    @Test
    void typingIsToldSeldomAndItsEndOnce() {
        TestPeer bob = there.connect("bob");
        there.live.watch(bob, Set.of("lobby"), Set.of());

        for (int i = 0; i < 60; i++) {
            here.live.typing(alice, "lobby", true);
            cluster.pass(Duration.ofMillis(100));
        }
        here.live.typing(alice, "lobby", false);
        here.live.typing(alice, "lobby", false);
        cluster.pass(SECOND);

        List<JsonNode> told = bob.take("typing");
        assertEquals(4, told.size());
        assertEquals(0, told.getLast().path("forMillis").asInt());
    }

    @Test
    void typingIsNotDeliveredBetweenBlockedUsersInEitherDirection() {
        TestPeer bob = there.connect("bob");
        TestPeer carol = there.connect("carol");
        bob.self(new ServerFrame.Self(false, List.of("alice")));
        alice.self(new ServerFrame.Self(false, List.of("carol")));
        there.live.watch(bob, Set.of("lobby"), Set.of());
        there.live.watch(carol, Set.of("lobby"), Set.of());

        here.live.typing(alice, "lobby", true);
        cluster.pass(SECOND);

        assertEquals(List.of(), bob.take("typing"));
        assertEquals(List.of(), carol.take("typing"));
    }

    @Test
    void readersAndStrangersAreRefused() {
        TestPeer reader = here.connect("rob", "rob-1", Role.READER);

        assertEquals(
                ErrorCode.FORBIDDEN,
                assertThrows(ContractException.class, () -> here.live.typing(reader, "lobby", true))
                        .code());
        assertEquals(
                ErrorCode.CHAT_NOT_FOUND,
                assertThrows(ContractException.class, () -> here.live.typing(alice, "attic", true))
                        .code());
        assertEquals(
                ErrorCode.CHAT_NOT_FOUND,
                assertThrows(ContractException.class, () -> here.live.mark(alice, "attic", 1L, null))
                        .code());
    }

    @Test
    void aSignalReachesWhomItNamesOnAllTheirDevicesElseWhoShowsTheChat() {
        TestPeer bob = there.connect("bob");
        TestPeer bobsLaptop = here.connect("bob");
        TestPeer carol = there.connect("carol");
        there.live.watch(carol, Set.of("lobby"), Set.of());

        here.live.signal(alice, new Signal("lobby", "call.ringing", null, List.of("bob", "stranger")));
        here.live.signal(alice, new Signal("lobby", "cursor", null, null));
        cluster.pass(SECOND);

        assertEquals("call.ringing", bob.take("signal").getFirst().path("name").asText());
        assertEquals(1, bobsLaptop.take("signal").size());
        List<JsonNode> told = carol.take("signal");
        assertEquals(1, told.size());
        assertEquals("cursor", told.getFirst().path("name").asText());
    }

    @Test
    void nothingIsToldOfAChatToWhoLeftIt() {
        TestPeer bob = there.connect("bob");
        there.live.watch(bob, Set.of("lobby"), Set.of());
        there.watches.unregister(bob);

        here.live.typing(alice, "lobby", true);
        here.live.signal(alice, new Signal("lobby", "cursor", null, List.of("bob")));
        cluster.tellAll(new Live.Markers(
                Timeline.APPLICATION,
                new ServerFrame.Markers("lobby", 2, List.of(new ServerFrame.Marker("alice", 1, 1)), null)));
        cluster.pass(SECOND);

        assertEquals(
                List.of(),
                bob.frames.stream()
                        .filter(frame -> !frame.path("type").asText().equals("markers"))
                        .toList());
        assertEquals(
                0,
                bob.take("markers").stream()
                        .filter(frame -> frame.path("markers")
                                .path(0)
                                .path("user")
                                .asText()
                                .equals("alice"))
                        .count());
    }

    // ---- Markers.

    @Test
    void marksInQuickSuccessionAreStoredAsOneAndNeverGoBack() {
        here.live.mark(alice, "lobby", 3L, null);
        here.live.mark(alice, "lobby", 2L, 9L);
        here.live.mark(alice, "lobby", 5L, null);
        cluster.pass(SECOND);

        assertEquals(List.of(1), cluster.markRequests);
        assertEquals(5L, cluster.marked.get("lobby alice").readSeq());
        assertEquals(9L, cluster.marked.get("lobby alice").deliveredSeq());
    }

    @Test
    void marksAreKeptWhileChatCoreIsAwayAndStoredWhenItIsBack() {
        cluster.coreIsAway = true;
        here.live.mark(alice, "lobby", 3L, null);
        cluster.pass(Duration.ofSeconds(5));
        here.live.mark(alice, "lobby", 7L, null);
        cluster.pass(Duration.ofSeconds(5));
        assertTrue(cluster.marked.isEmpty());
        assertEquals(1, here.live.waitingMarks());

        cluster.coreIsAway = false;
        cluster.pass(Duration.ofSeconds(3));

        assertEquals(7L, cluster.marked.get("lobby alice").readSeq());
        assertEquals(0, here.live.waitingMarks());
    }

    @Test
    void whoShowsAChatIsToldOfItsMarkersOnceAndThenWhatMoves() {
        aliceWatches();
        assertEquals(1, alice.take("markers").size());
        aliceWatches();
        assertEquals(0, alice.take("markers").size());

        cluster.tellAll(new Live.Markers(
                Timeline.APPLICATION,
                new ServerFrame.Markers("lobby", 2, List.of(new ServerFrame.Marker("bob", 2, 2)), null)));

        assertEquals(
                2,
                alice.take("markers")
                        .getFirst()
                        .path("markers")
                        .path(0)
                        .path("readSeq")
                        .asInt());
    }

    @Test
    void ownMarkersReachAllOwnDevices() {
        TestPeer laptop = there.connect("alice");
        TestPeer bob = there.connect("bob");

        cluster.tellAll(new Live.Inbox(Timeline.APPLICATION, "alice", new ServerFrame.Inbox("lobby", 4, 5, 1, 0)));

        assertEquals(4, alice.take("inbox").getFirst().path("readSeq").asInt());
        assertEquals(1, laptop.take("inbox").size());
        assertEquals(0, bob.take("inbox").size());
    }

    // ---- Who must go.

    @Test
    void whoIsBannedRemovedOrLoggedOutIsClosedOnEveryGateway() {
        TestPeer laptop = there.connect("alice");
        TestPeer bob = there.connect("bob");
        TestPeer carol = here.connect("carol", "carol-1", Role.MEMBER);
        TestPeer carolsOther = there.connect("carol", "carol-2", Role.MEMBER);

        cluster.tellAll(new Live.Expelled(Timeline.APPLICATION, "alice", Live.Expelled.Reason.BANNED));
        cluster.tellAll(new Live.Expelled(Timeline.APPLICATION, "bob", Live.Expelled.Reason.REMOVED));
        cluster.tellAll(new Live.LoggedOut("carol", "session of carol-1"));

        assertEquals(CloseCode.BANNED, alice.closed);
        assertEquals(CloseCode.BANNED, laptop.closed);
        assertEquals(CloseCode.APPLICATION_NOT_FOUND, bob.closed);
        assertEquals(CloseCode.LOGGED_OUT, carol.closed);
        assertNull(carolsOther.closed);
        cluster.tellAll(new Live.LoggedOut("carol", null));
        assertEquals(CloseCode.LOGGED_OUT, carolsOther.closed);
    }

    // ---- The canary.

    @Test
    void aGatewayThatDoesNotHearItselfIsNotReady() {
        assertTrue(here.live.hearsItself());

        here.cut();
        cluster.pass(Duration.ofSeconds(16));

        assertFalse(here.live.hearsItself());
        here.mend();
        cluster.pass(SECOND);
        assertTrue(here.live.hearsItself());
    }

    @Test
    void aFrameForManyIsEncodedOnce() {
        TestPeer bob = there.connect("bob");
        TestPeer carol = there.connect("carol");
        there.live.watch(bob, Set.of("lobby"), Set.of());
        there.live.watch(carol, Set.of("lobby"), Set.of());

        here.live.typing(alice, "lobby", true);
        cluster.pass(SECOND);

        assertEquals(Json.MAPPER.valueToTree(bob.take("typing")), Json.MAPPER.valueToTree(carol.take("typing")));
    }
}
