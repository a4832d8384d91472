package io.parley.realtime.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.Role;
import io.parley.contract.broker.EventBundle.Entry;
import io.parley.realtime.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The race between reading a state and receiving what happens meanwhile, played through at random: changes are committed,
 * published late, in disorder, twice or never; connections take a snapshot at one moment and get the answer at a later
 * one. Whatever happens, each connection gets every change after its snapshot that it may see, once and in order.
 */
class BoundaryTest {
    private static final List<String> USERS = List.of("alice", "bob", "carol");

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Timeline chat = new Timeline("lobby");
    private final TimelineSource source = new TimelineSource().with(chat);
    private final Watches watches = new Watches(
            Settings.of(WatchConfig.class, Map.of()),
            source,
            new WatchMeter() {
                @Override
                public void delivered(int deliveries) {}

                @Override
                public void repaired() {}

                @Override
                public void reset(int connections) {}
            },
            clock::get);

    private record Connection(RecordingWatcher watcher, long stateRev, Watches.Reading reading, int answerAt) {}

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsMissedOrRepeatedBetweenTheStateAndTheLiveEvents(int seed) {
        // Given
        Random random = new Random(seed);
        USERS.forEach(chat::joined);
        List<Entry> onTheirWay = new ArrayList<>();
        List<Connection> reading = new ArrayList<>();
        List<Connection> connected = new ArrayList<>();
        source.delay = random.nextBoolean();

        // When
        for (int step = 0; step < 400; step++) {
            if (random.nextInt(3) > 0) {
                commit(random, onTheirWay);
            }
            if (!onTheirWay.isEmpty() && random.nextInt(3) > 0) {
                watches.accept(onTheirWay.remove(random.nextInt(Math.min(5, onTheirWay.size()))));
            }
            if (random.nextInt(10) == 0) {
                reading.add(snapshot(USERS.get(random.nextInt(3)), step + random.nextInt(20)));
            }
            answer(reading, connected, step);
            if (!source.delayed.isEmpty() && random.nextBoolean()) {
                source.delayed.removeFirst().run();
            }
            clock.addAndGet(random.nextInt(60));
            watches.tick();
        }
        settle(reading, connected, onTheirWay);

        // Then
        for (Connection connection : connected) {
            assertEquals(expected(connection), connection.watcher().revs, () -> connection
                    .watcher()
                    .user());
        }
    }

    private void commit(Random random, List<Entry> onTheirWay) {
        String sender = USERS.get(random.nextInt(3));
        Entry entry =
                random.nextInt(4) == 0 ? chat.message(sender, USERS.get(random.nextInt(3))) : chat.message(sender);
        int published = random.nextInt(10);
        if (published > 0) {
            onTheirWay.add(entry);
        }
        if (published > 8) {
            onTheirWay.add(entry);
        }
    }

    private Connection snapshot(String user, int answerAt) {
        RecordingWatcher watcher = new RecordingWatcher(user);
        watches.register(watcher);
        Watches.Reading reading = watches.beginReading();
        return new Connection(watcher, chat.head(), reading, answerAt);
    }

    private void answer(List<Connection> reading, List<Connection> connected, int step) {
        for (Connection connection : List.copyOf(reading)) {
            if (connection.answerAt() <= step) {
                reading.remove(connection);
                watches.join(connection.watcher(), "lobby", Role.MEMBER, connection.stateRev(), connection.reading());
                connection.reading().close();
                connected.add(connection);
            }
        }
    }

    private void settle(List<Connection> reading, List<Connection> connected, List<Entry> onTheirWay) {
        answer(reading, connected, Integer.MAX_VALUE);
        onTheirWay.forEach(watches::accept);
        watches.checkAll();
        for (int i = 0; i < 100; i++) {
            clock.addAndGet(100);
            watches.tick();
            while (!source.delayed.isEmpty()) {
                source.delayed.removeFirst().run();
            }
        }
    }

    private List<Long> expected(Connection connection) {
        return chat.after(connection.stateRev()).stream()
                .map(Entry::envelope)
                .filter(envelope -> envelope.visibleTo(connection.watcher().user()))
                .map(envelope -> envelope.rev())
                .toList();
    }
}
