package io.parley.realtime.live;

import io.parley.contract.broker.Live;
import io.parley.contract.frame.ServerFrame.UserPresence;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A user whom somebody here watches: the gateways that have a connection of the user, as far as they said. On the hub. */
final class Watched {
    private record Place(List<String> hiddenFrom, long confirmedAt) {}

    private final String user;
    private final Map<String, Place> places = new HashMap<>(2);
    final Set<Peer> viewers = new HashSet<>(2);
    private @Nullable Instant wentAt;
    private List<String> hiddenFrom = List.of();

    Watched(String user) {
        this.user = user;
    }

    /** A gateway said something of the user. */
    void heard(Live.Online online, long now) {
        if (online.online()) {
            places.put(online.node(), new Place(online.hiddenFrom(), now));
        } else if (places.remove(online.node()) != null || places.isEmpty()) {
            wentAt = online.at();
            hiddenFrom = online.hiddenFrom();
        }
    }

    /** A gateway died. @return whether it had said that it has the user */
    boolean died(String node, long at) {
        Place place = places.remove(node);
        if (place != null && places.isEmpty()) {
            wentAt = Instant.ofEpochMilli(at);
            hiddenFrom = place.hiddenFrom();
        }
        return place != null;
    }

    /** Forgets what was not said again since. @return whether there was something */
    boolean forgetBefore(long time) {
        return places.values().removeIf(place -> place.confirmedAt() < time);
    }

    /**
     * What a viewer may know.
     *
     * @param seen when chat-core says that the user was last online, as far as this viewer may know
     */
    UserPresence shownTo(Peer viewer, @Nullable Instant seen) {
        boolean blocked = viewer.blocks(user);
        boolean online = !blocked
                && places.values().stream()
                        .anyMatch(place -> !place.hiddenFrom().contains(viewer.user()));
        if (online) {
            return new UserPresence(user, true, null);
        }
        boolean hidden = blocked || !places.isEmpty() || hiddenFrom.contains(viewer.user());
        if (hidden) {
            return new UserPresence(user, false, null);
        }
        return new UserPresence(user, false, wentAt == null ? seen : wentAt);
    }
}
