package io.parley.realtime.live;

import io.parley.contract.rest.Internal;
import io.parley.realtime.watch.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who was online when, on its way to chat-core. Bounded: what does not fit is only known less exactly. On the hub. */
final class LastSeen {
    private static final int BOUND = 100_000;

    private final LiveState state;
    private final Map<UserKey, Long> waiting = new LinkedHashMap<>();
    private boolean running;

    LastSeen(LiveState state) {
        this.state = state;
    }

    void seen(UserKey user, long at) {
        if (waiting.size() < BOUND || waiting.containsKey(user)) {
            waiting.merge(user, at, Math::max);
        }
    }

    void seen(Collection<UserKey> users, long at) {
        users.forEach(user -> seen(user, at));
    }

    /** Stores what waits. To be called every few seconds. */
    void flush() {
        if (running || waiting.isEmpty()) {
            return;
        }
        List<Internal.Seen> taken = new ArrayList<>();
        Iterator<Map.Entry<UserKey, Long>> all = waiting.entrySet().iterator();
        while (all.hasNext() && taken.size() < Internal.MAX_MARKS) {
            Map.Entry<UserKey, Long> entry = all.next();
            taken.add(new Internal.Seen(
                    entry.getKey().application(), entry.getKey().user(), Instant.ofEpochMilli(entry.getValue())));
            all.remove();
        }
        running = true;
        state.seen(taken, (done, failure) -> {
            running = false;
            if (done == null) {
                taken.forEach(entry -> seen(
                        new UserKey(entry.application(), entry.user()),
                        entry.at().toEpochMilli()));
            } else {
                flush();
            }
        });
    }
}
