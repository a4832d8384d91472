package io.parley.realtime.watch;

import io.parley.contract.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The local connections of a chat's members. On the hub. */
final class Members {
    /**
     * Where a connection begins.
     *
     * @param role what its user may do
     * @param stateRev the rev of the state that named its user as a member: a later leave ends it
     * @param from it has, or need not have, all events up to here
     * @param fromSeq the first message that its user may see; 0: all
     */
    private record Place(Role role, long stateRev, long from, long fromSeq) {
        Place latest(Place other) {
            Role latest = other.stateRev >= stateRev ? other.role : role;
            long latestFrom = other.stateRev >= stateRev ? other.fromSeq : fromSeq;
            return new Place(latest, Math.max(stateRev, other.stateRev), Math.max(from, other.from), latestFrom);
        }
    }

    private final Map<String, Map<Watcher, Place>> users = new HashMap<>();

    boolean isEmpty() {
        return users.isEmpty();
    }

    /** Adds a connection, or lets one that is there begin later. */
    void add(Watcher watcher, Role role, long stateRev, long from, @Nullable Long fromSeq) {
        users.computeIfAbsent(watcher.user(), user -> new LinkedHashMap<>())
                .merge(watcher, new Place(role, stateRev, from, fromSeq == null ? 0 : fromSeq), Place::latest);
    }

    void remove(Watcher watcher) {
        Map<Watcher, Place> devices = users.get(watcher.user());
        if (devices != null && devices.remove(watcher) != null && devices.isEmpty()) {
            users.remove(watcher.user());
        }
    }

    @Nullable
    Role role(Watcher watcher) {
        Place place = users.getOrDefault(watcher.user(), Map.of()).get(watcher);
        return place == null ? null : place.role();
    }

    /** A user's role changed. */
    void role(String user, Role role) {
        users.getOrDefault(user, Map.of())
                .replaceAll((watcher, place) -> new Place(role, place.stateRev(), place.from(), place.fromSeq()));
    }

    /**
     * Gives a frame to all connections that have not had it, of the users who may see it.
     *
     * @param seq of the message that it is about; absent: about none
     */
    int deliver(Frame frame, @Nullable Long seq, Predicate<String> visible) {
        long about = seq == null ? Long.MAX_VALUE : seq;
        int deliveries = 0;
        for (Map.Entry<String, Map<Watcher, Place>> user : users.entrySet()) {
            if (visible.test(user.getKey())) {
                for (Map.Entry<Watcher, Place> device : user.getValue().entrySet()) {
                    if (frame.rev() > device.getValue().from()
                            && about >= device.getValue().fromSeq()) {
                        device.getKey().deliver(frame);
                        deliveries++;
                    }
                }
            }
        }
        return deliveries;
    }

    /** All who are here have everything up to a rev. */
    void past(long rev) {
        users.values()
                .forEach(devices -> devices.replaceAll((watcher, place) ->
                        new Place(place.role(), place.stateRev(), Math.max(place.from(), rev), place.fromSeq())));
    }

    /** How far a connection has come where all was passed on up to a rev: one may be past it, while another is not. */
    long standing(Watcher watcher, long lastRev) {
        Place place = users.getOrDefault(watcher.user(), Map.of()).get(watcher);
        return place == null ? lastRev : Math.max(lastRev, place.from());
    }

    /** All connections. */
    List<Watcher> all() {
        List<Watcher> found = new ArrayList<>();
        users.values().forEach(devices -> found.addAll(devices.keySet()));
        return found;
    }

    /** The connections of a user who is no longer a member since a rev. */
    List<Watcher> leaving(String user, long rev) {
        List<Watcher> found = new ArrayList<>();
        users.getOrDefault(user, Map.of()).forEach((watcher, place) -> {
            if (place.stateRev() < rev) {
                found.add(watcher);
            }
        });
        return found;
    }

    /** Tells all who begin before a rev that they continue after it. */
    int reset(String chat, long rev) {
        int resets = 0;
        for (Map<Watcher, Place> devices : users.values()) {
            for (Map.Entry<Watcher, Place> device : devices.entrySet()) {
                Place place = device.getValue();
                if (place.from() < rev) {
                    device.setValue(new Place(place.role(), place.stateRev(), rev, place.fromSeq()));
                    device.getKey().reset(chat, rev);
                    resets++;
                }
            }
        }
        return resets;
    }
}
