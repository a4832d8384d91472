package io.parley.realtime.session;

import io.parley.contract.error.CloseCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** All open connections. From any thread. */
public final class Sessions {
    /** Closes before the token itself ends, so that the close code is ours. */
    private static final long EXPIRY_MARGIN_MILLIS = 1_000;

    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final long heartbeatMillis;
    private volatile boolean draining;

    /** @param heartbeatMillis a connection that is silent for so long is dead */
    public Sessions(long heartbeatMillis) {
        this.heartbeatMillis = heartbeatMillis;
    }

    public void add(Session session) {
        open.put(session.id(), session);
        if (draining) {
            session.close(CloseCode.DRAINING);
        }
    }

    public @Nullable Session find(String id) {
        return open.get(id);
    }

    public @Nullable Session remove(String id) {
        return open.remove(id);
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
