package io.parley.realtime.session;

import io.parley.contract.error.CloseCode;
import io.parley.realtime.limit.LimitConfig;
import io.parley.realtime.watch.UserKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All open connections. From any thread. */
public final class Sessions {
    /** Closes before the token itself ends, so that the close code is ours. */
    private static final long EXPIRY_MARGIN_MILLIS = 1_000;

    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final Map<Object, Integer> countOf = new ConcurrentHashMap<>();
    private final long heartbeatMillis;
    private final LimitConfig limits;
    private volatile boolean draining;

    /** @param heartbeatMillis a connection that is silent for so long is dead */
    public Sessions(long heartbeatMillis, LimitConfig limits) {
        this.heartbeatMillis = heartbeatMillis;
        this.limits = limits;
    }

    public void add(Session session) {
        open.put(session.id(), session);
        int ofUser = countOf.merge(new UserKey(session.application(), session.user()), 1, Integer::sum);
        int ofApplication = countOf.merge(session.application(), 1, Integer::sum);
        if (draining) {
            session.close(CloseCode.DRAINING);
        } else if (tooMany(ofUser, limits.connectionsPerUser())
                || tooMany(ofApplication, limits.connectionsPerApplication())) {
            session.close(CloseCode.TOO_MANY_CONNECTIONS);
        }
    }

    private static boolean tooMany(int count, int limit) {
        return limit > 0 && count > limit;
    }

    public @Nullable Session find(String id) {
        return open.get(id);
    }

    public @Nullable Session remove(String id) {
        Session session = open.remove(id);
        if (session != null) {
            uncount(new UserKey(session.application(), session.user()));
            uncount(session.application());
        }
        return session;
    }

    private void uncount(Object key) {
        countOf.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    /** All open connections at this moment, without a copy. */
    public Collection<Session> open() {
        return open.values();
    }

    public List<Session> all() {
        return List.copyOf(open.values());
    }

    public int count() {
        return open.size();
    }

    /** Bytes on their way to all clients. */
    public long outstanding() {
        return open.values().stream()
                .mapToLong(session -> session.outbound().outstanding())
                .sum();
    }

    /** Closes what is overdue. To be called a few times a second. */
    public void tick(long now) {
        for (Session session : open.values()) {
            CloseCode reason = session.overdue(now, heartbeatMillis, EXPIRY_MARGIN_MILLIS);
            if (reason != null) {
                session.close(reason);
            }
        }
    }

    /** From now on no connection is opened. @return those that are to be closed with {@link CloseCode#DRAINING} */
    public List<Session> drain() {
        draining = true;
        return all();
    }

    public boolean isDraining() {
        return draining;
    }
}
