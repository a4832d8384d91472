package io.parley.realtime.live;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Internal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Markers on their way to chat-core. What a user marks in quick succession becomes one; what cannot be stored now is kept and tried
 * again. On the hub.
 */
final class Marks {
    private static final Logger LOG = Logger.getLogger(Marks.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private record Key(UUID application, String chat, String user) {}

    private final LiveState state;
    private final BiConsumer<Duration, Runnable> delay;
    private final Duration gathered;
    private final int bound;
    private final Map<Key, Internal.Mark> waiting = new LinkedHashMap<>();
    private boolean scheduled;
    private boolean failing;

    Marks(LiveState state, BiConsumer<Duration, Runnable> delay, Duration gathered, int bound) {
        this.state = state;
        this.delay = delay;
        this.gathered = gathered;
        this.bound = bound;
    }

    /** @throws ContractException when too much waits */
    void add(Internal.Mark mark) {
        Key key = new Key(mark.application(), mark.chat(), mark.user());
        if (waiting.size() >= bound && !waiting.containsKey(key)) {
            throw new ContractException(
                    ErrorCode.OVERLOADED, "Too many markers wait to be stored; mark this again later");
        }
        waiting.merge(key, mark, Marks::furthest);
        schedule(gathered);
    }

    private static Internal.Mark furthest(Internal.Mark one, Internal.Mark other) {
        return new Internal.Mark(
                one.application(),
                one.chat(),
                one.user(),
                furthest(one.readSeq(), other.readSeq()),
                furthest(one.deliveredSeq(), other.deliveredSeq()));
    }

    private static @Nullable Long furthest(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    private void schedule(Duration time) {
        if (!scheduled) {
            scheduled = true;
            delay.accept(time, this::flush);
        }
    }

    private void flush() {
        List<Internal.Mark> taken = new ArrayList<>();
        Iterator<Internal.Mark> all = waiting.values().iterator();
        while (all.hasNext() && taken.size() < Internal.MAX_MARKS) {
            taken.add(all.next());
            all.remove();
        }
        if (taken.isEmpty()) {
            scheduled = false;
            return;
        }
        state.mark(taken, (done, failure) -> {
            scheduled = false;
            if (done == null) {
                keep(taken, failure);
            } else {
                failing = false;
            }
            if (!waiting.isEmpty()) {
                schedule(failing ? RETRY : gathered);
            }
        });
    }

    private void keep(List<Internal.Mark> taken, @Nullable Throwable failure) {
        if (failure instanceof ContractException) {
            LOG.errorf("chat-core refuses %d markers, which are dropped: %s", taken.size(), failure.getMessage());
            return;
        }
        if (!failing) {
            LOG.warnf("Markers cannot be stored, and are kept: %s", Objects.requireNonNullElse(failure, "no answer"));
        }
        failing = true;
        taken.forEach(
                mark -> waiting.merge(new Key(mark.application(), mark.chat(), mark.user()), mark, Marks::furthest));
    }

    int waiting() {
        return waiting.size();
    }
}
