package io.parley.realtime.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.Role;
import io.parley.contract.broker.EventBundle.Entry;
import io.parley.realtime.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchesTest {
    private static final WatchMeter NOT_METERED = new WatchMeter() {
        @Override
        public void delivered(int deliveries) {}

        @Override
        public void repaired() {}

        @Override
        public void reset(int connections) {}
    };

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Timeline chat = new Timeline("lobby");
    private final TimelineSource source = new TimelineSource().with(chat);
    private final Watches watches = watches(Map.of("parley.watch.replay-limit", "20"));

    private Watches watches(Map<String, String> settings) {
        return new Watches(Settings.of(WatchConfig.class, settings), source, NOT_METERED, clock::get);
    }

    private RecordingWatcher connect(String user) {
        RecordingWatcher watcher = new RecordingWatcher(user);
        watches.register(watcher);
        try (Watches.Reading reading = watches.beginReading()) {
            watches.join(watcher, "lobby", Role.MEMBER, chat.head(), reading);
        }
        return watcher;
    }

    private void pass(long millis) {
        clock.addAndGet(millis);
        watches.tick();
    }

    private static List<Long> revs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void eventsThatArriveInDisorderAndTwiceGoOutInOrderAndOnce(long seed) {
        // Given
        RecordingWatcher alice = connect("alice");
        List<Entry> arriving = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Entry entry = chat.message("bob");
            arriving.add(entry);
            arriving.add(entry);
        }
        Collections.shuffle(arriving, new Random(seed));

        // When
        arriving.forEach(watches::accept);

        // Then
        assertEquals(revs(1, 100), alice.revs);
        assertEquals(List.of(), source.askedAfter);
    }

    @Test
    void theOnlyLocalMemberWhoLeavesAndIsBackAtOnceIsGivenWhatFollows() {
        // Given
        RecordingWatcher alice = connect("alice");
        Entry first = chat.message("bob");
        watches.accept(chat.left("alice"));
        watches.accept(chat.joined("alice"));

        // When
        watches.accept(first);
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(revs(1, 4), alice.revs);
    }

    @Test
    void aConnectionStandsWhereItIsWhenAnotherIsGivenWhatItHasAlready() {
        // Given
        RecordingWatcher alice = connect("alice");
        watches.accept(chat.message("bob"));
        watches.accept(chat.message("bob"));
        RecordingWatcher carol = new RecordingWatcher("carol");
        watches.register(carol);

        // When
        try (Watches.Reading reading = watches.beginReading()) {
            watches.join(carol, "lobby", Role.MEMBER, 0, reading);
        }

        // Then
        assertEquals(Map.of("lobby", 2L), watches.standing(alice));
        assertEquals(Map.of("lobby", 0L), watches.standing(carol));
    }

    @Test
    void aMissingEventIsFetchedOnceItIsOverdue() {
        // Given
        RecordingWatcher alice = connect("alice");
        watches.accept(chat.message("bob"));
        chat.message("bob");
        watches.accept(chat.message("bob"));

        // When
        pass(199);
        assertEquals(List.of(1L), alice.revs);
        pass(1);

        // Then
        assertEquals(revs(1, 3), alice.revs);
        assertEquals(List.of(1L), source.askedAfter);
    }

    @Test
    void aFetchThatFailsIsTriedAgain() {
        // Given
        RecordingWatcher alice = connect("alice");
        chat.message("bob");
        watches.accept(chat.message("bob"));
        source.broken = true;
        pass(200);
        assertEquals(1, source.askedAfter.size());

        // When
        source.broken = false;
        pass(5_000);

        // Then
        assertEquals(revs(1, 2), alice.revs);
    }

    @Test
    void whatTheBrokerDidNotBringWhileItWasAwayIsFound() {
        // Given
        RecordingWatcher alice = connect("alice");
        chat.message("bob");
        chat.message("bob");

        // When
        watches.checkAll();
        pass(200);

        // Then
        assertEquals(revs(1, 2), alice.revs);
    }

    @Test
    void aGapThatIsTooLongIsAResetAndStillEndsWhoLeft() {
        // Given
        RecordingWatcher alice = connect("alice");
        RecordingWatcher bob = connect("bob");
        for (int i = 0; i < 30; i++) {
            chat.message("carol");
        }
        long left = chat.left("bob").envelope().rev();
        for (int i = 0; i < 30; i++) {
            chat.message("carol");
        }

        // When
        watches.checkAll();
        pass(200);
        watches.accept(chat.message("carol"));

        // Then
        assertEquals(List.of(61L), alice.resets);
        assertEquals(List.of(62L), alice.revs);
        assertEquals(List.of(left), bob.revs);
        assertEquals(List.of(), bob.resets);
    }

    @Test
    void aDirectedMessageReachesItsAudienceAndAllTheirDevicesOnly() {
        // Given
        RecordingWatcher alicePhone = connect("alice");
        RecordingWatcher aliceDesk = connect("alice");
        RecordingWatcher bob = connect("bob");
        RecordingWatcher carol = connect("carol");

        // When
        watches.accept(chat.message("alice", "bob"));
        watches.accept(chat.message("carol"));

        // Then
        assertEquals(List.of(1L, 2L), alicePhone.revs);
        assertEquals(List.of(1L, 2L), aliceDesk.revs);
        assertEquals(List.of(1L, 2L), bob.revs);
        assertEquals(List.of(2L), carol.revs);
    }

    @Test
    void whoIsSubscribedWhileConnectedGetsTheEventsFromThenOn() {
        // Given
        RecordingWatcher dave = new RecordingWatcher("dave");
        watches.register(dave);
        watches.accept(chat.message("bob"));

        // When
        watches.accept(chat.joined("dave"));
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of(2L, 3L), dave.revs);
    }

    @Test
    void anEventThatOvertookTheSubscriptionIsNotLost() {
        // Given
        RecordingWatcher dave = new RecordingWatcher("dave");
        watches.register(dave);
        Entry joined = chat.joined("dave");
        Entry message = chat.message("bob");

        // When
        watches.accept(message);
        watches.accept(joined);
        pass(200);

        // Then
        assertEquals(List.of(1L, 2L), dave.revs);
    }

    @Test
    void whoLeavesIsToldAndGetsNothingMore() {
        // Given
        RecordingWatcher alice = connect("alice");
        RecordingWatcher bob = connect("bob");

        // When
        watches.accept(chat.left("bob"));
        watches.accept(chat.message("alice"));

        // Then
        assertEquals(List.of(1L, 2L), alice.revs);
        assertEquals(List.of(1L), bob.revs);
    }

    @Test
    void aChatWithoutLocalMembersIsForgotten() {
        // Given
        RecordingWatcher alice = connect("alice");
        assertEquals(1, watches.watchedChats());

        // When
        watches.unregister(alice);

        // Then
        assertEquals(0, watches.watchedChats());
        watches.accept(chat.message("bob"));
        assertEquals(List.of(), alice.revs);
    }

    @Test
    void aReaderFindsWhatCouldNotBeKeptMeanwhile() {
        // Given
        Watches small = watches(Map.of("parley.watch.recent-bytes", "1000"));
        RecordingWatcher alice = new RecordingWatcher("alice");
        small.register(alice);
        try (Watches.Reading reading = small.beginReading()) {
            for (int i = 0; i < 10; i++) {
                small.accept(chat.message("bob"));
            }

            // When
            small.join(alice, "lobby", Role.MEMBER, 0, reading);
        }
        clock.addAndGet(200);
        small.tick();

        // Then
        assertEquals(revs(1, 10), alice.revs);
    }

    @Test
    void aChatThatIsDeletedIsToldToAllLastAndIsWatchedNoMore() {
        RecordingWatcher alice = connect("alice");
        RecordingWatcher bob = connect("bob");

        watches.accept(chat.message("bob"));
        watches.accept(chat.deleted());
        watches.accept(chat.message("bob"));

        assertEquals(List.of(1L, 2L), alice.revs);
        assertEquals(List.of(1L, 2L), bob.revs);
        assertEquals(0, watches.watchedChats());
    }

    @Test
    void aChatThatWasDeletedAmongTooMuchToReplayIsToldAsDeletedAndNotAsReset() {
        RecordingWatcher alice = connect("alice");
        for (int i = 0; i < 60; i++) {
            chat.message("bob");
        }
        chat.deleted();

        watches.checkAll();
        pass(1_000);

        assertEquals(List.of(61L), alice.revs);
        assertEquals(List.of(), alice.resets);
        assertEquals(0, watches.watchedChats());
    }
}
