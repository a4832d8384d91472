package io.parley.realtime.live;

import io.parley.contract.Role;
import io.parley.contract.broker.Live;
import io.parley.contract.broker.LiveBundle;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Internal;
import io.parley.realtime.Settings;
import io.parley.realtime.watch.ChatKey;
import io.parley.realtime.watch.Timeline;
import io.parley.realtime.watch.TimelineSource;
import io.parley.realtime.watch.WatchConfig;
import io.parley.realtime.watch.WatchMeter;
import io.parley.realtime.watch.Watches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Gateways that hear each other at once, and a chat-core, in a time that passes when the test says so. */
final class Cluster {
    private record Task(long at, long number, Runnable run) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private final List<Gateway> gateways = new ArrayList<>();
    private long number;
    long now = 1_000_000_000_000L;
    boolean coreIsAway;
    final Map<String, Internal.Mark> marked = new HashMap<>();
    final Map<String, Internal.Seen> seen = new HashMap<>();
    final List<Integer> markRequests = new ArrayList<>();

    /** One gateway. */
    final class Gateway implements LivePublisher {
        final Set<TestPeer> peers = new LinkedHashSet<>();
        final Watches watches;
        final LiveHub live;
        boolean linked = true;
        boolean dead;

        Gateway(String node) {
            watches = new Watches(
                    Settings.of(WatchConfig.class, Map.of()),
                    new TimelineSource().with(new Timeline("lobby")),
                    NOT_METERED,
                    () -> now);
            live = new LiveHub(
                    Settings.of(LiveConfig.class, Map.of()),
                    node,
                    watches,
                    this,
                    state(),
                    () -> {},
                    Cluster.this::later,
                    () -> now,
                    () -> peers);
            gateways.add(this);
            tick();
        }

        private void tick() {
            if (!dead) {
                live.tick();
                later(Duration.ofMillis(250), this::tick);
            }
        }

        @Override
        public boolean isUp() {
            return linked && !dead;
        }

        @Override
        public void publish(LiveBundle bundle) {
            List<Live> entries = bundle.live();
            gateways.stream().filter(Gateway::isUp).forEach(gateway -> entries.forEach(gateway.live::accept));
        }

        /** A device of a member of the lobby. */
        TestPeer connect(String user, String id, Role role) {
            TestPeer peer = new TestPeer(user, id);
            peers.add(peer);
            watches.register(peer);
            try (Watches.Reading reading = watches.beginReading()) {
                watches.join(peer, "lobby", role, 0, null, reading);
            }
            live.joined(peer);
            return peer;
        }

        TestPeer connect(String user) {
            return connect(user, user + "-" + ++number, Role.MEMBER);
        }

        void disconnect(TestPeer peer) {
            peers.remove(peer);
            watches.unregister(peer);
            live.left(peer);
        }

        /** Nothing of it is heard any more. */
        void kill() {
            dead = true;
        }

        void cut() {
            linked = false;
        }

        void mend() {
            linked = true;
            live.linkUp();
        }
    }

    private static final WatchMeter NOT_METERED = new WatchMeter() {
        @Override
        public void delivered(int deliveries) {}

        @Override
        public void repaired() {}

        @Override
        public void reset(int connections) {}
    };

    void later(Duration delay, Runnable task) {
        tasks.add(new Task(now + Math.max(1, delay.toMillis()), ++number, task));
    }

    /** Lets time pass. */
    void pass(Duration time) {
        long end = now + time.toMillis();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task task = tasks.remove();
            now = task.at();
            task.run().run();
        }
        now = end;
    }

    /** Something that chat-core tells all gateways. */
    void tellAll(Live live) {
        gateways.stream().filter(Gateway::isUp).forEach(gateway -> gateway.live.accept(live));
    }

    private LiveState state() {
        return new LiveState() {
            @Override
            public void mark(List<Internal.Mark> marks, BiConsumer<@Nullable Boolean, @Nullable Throwable> answer) {
                markRequests.add(marks.size());
                later(Duration.ofMillis(5), () -> {
                    if (coreIsAway) {
                        answer.accept(null, new IllegalStateException("away"));
                    } else {
                        marks.forEach(mark -> marked.put(mark.chat() + " " + mark.user(), mark));
                        answer.accept(true, null);
                    }
                });
            }

            @Override
            public void markers(
                    ChatKey chat, String user, BiConsumer<ServerFrame.@Nullable Markers, @Nullable Throwable> answer) {
                later(
                        Duration.ofMillis(5),
                        () -> answer.accept(
                                new ServerFrame.Markers(
                                        chat.chat(), 2, List.of(new ServerFrame.Marker("bob", 1, 2)), null),
                                null));
            }

            @Override
            public void seen(List<Internal.Seen> users, BiConsumer<@Nullable Boolean, @Nullable Throwable> answer) {
                users.forEach(user -> seen.put(user.user(), user));
                answer.accept(true, null);
            }

            @Override
            public void lastSeen(
                    UUID application,
                    String viewer,
                    List<String> users,
                    BiConsumer<@Nullable List<Internal.Seen>, @Nullable Throwable> answer) {
                later(
                        Duration.ofMillis(5),
                        () -> answer.accept(
                                coreIsAway
                                        ? null
                                        : users.stream()
                                                .filter(seen::containsKey)
                                                .map(seen::get)
                                                .toList(),
                                coreIsAway ? new IllegalStateException("away") : null));
            }
        };
    }
}
