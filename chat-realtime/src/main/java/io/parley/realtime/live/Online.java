package io.parley.realtime.live;

import io.parley.contract.broker.Live;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.watch.UserKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Users who are connected here, and what all gateways are told of them: that they came with their first connection, and that
 * they went some seconds after their last one. On the hub.
 */
final class Online {
    private static final class User {
        final Set<Peer> peers = new LinkedHashSet<>(2);
        final long since;
        ServerFrame.Self self;
        boolean announced;
        long leftAt;

        User(long since, ServerFrame.Self self) {
            this.since = since;
            this.self = self;
        }
    }

    private record Leaving(UserKey key, long at) {}

    private final String node;
    private final Consumer<Live> tell;
    private final long graceMillis;
    private final Map<UserKey, User> users = new HashMap<>();
    private final Deque<Leaving> leaving = new ArrayDeque<>();

    /** @param node the name of this gateway */
    Online(String node, Consumer<Live> tell, long graceMillis) {
        this.node = node;
        this.tell = tell;
        this.graceMillis = graceMillis;
    }

    static UserKey key(Peer peer) {
        return new UserKey(peer.application(), peer.user());
    }

    /** @return whether it is the user's first connection here */
    boolean joined(Peer peer, long now) {
        UserKey key = key(peer);
        User user = users.computeIfAbsent(key, missing -> new User(now, peer.self()));
        boolean first = user.peers.isEmpty();
        user.peers.add(peer);
        user.leftAt = 0;
        settled(key, peer.self());
        return first;
    }

    /** @return whether it was the user's last connection here */
    boolean left(Peer peer, long now) {
        UserKey key = key(peer);
        User user = users.get(key);
        if (user == null || !user.peers.remove(peer) || !user.peers.isEmpty()) {
            return false;
        }
        user.leftAt = now;
        leaving.addLast(new Leaving(key, now));
        return true;
    }

    /** What the others may know of a user is said again where it changed. */
    void settled(UserKey key, ServerFrame.Self self) {
        User user = users.get(key);
        if (user == null) {
            return;
        }
        boolean changed = !user.self.equals(self);
        user.self = self;
        if (!self.presenceHidden() && (changed || !user.announced)) {
            user.announced = true;
            tell.accept(here(key, user));
        } else if (self.presenceHidden() && user.announced) {
            user.announced = false;
            tell.accept(gone(key, user, null));
        }
    }

    /** Somebody wants to know of a user. */
    void asked(UserKey key) {
        User user = users.get(key);
        if (user != null && user.announced) {
            tell.accept(here(key, user));
        }
    }

    /** Says of those who did not come back in time that they are gone. */
    void tick(long now) {
        while (!leaving.isEmpty() && leaving.getFirst().at() <= now - graceMillis) {
            Leaving left = leaving.removeFirst();
            User user = users.get(left.key());
            if (user != null && user.peers.isEmpty() && user.leftAt == left.at()) {
                users.remove(left.key());
                if (user.announced) {
                    tell.accept(gone(left.key(), user, Instant.ofEpochMilli(left.at())));
                }
            }
        }
    }

    /** All connections of a user here. */
    Set<Peer> peers(UserKey key) {
        User user = users.get(key);
        return user == null ? Set.of() : Set.copyOf(user.peers);
    }

    /** All users with a connection, and those who lost theirs a moment ago. */
    Set<UserKey> all() {
        return users.keySet();
    }

    private Live here(UserKey key, User user) {
        Instant since = Instant.ofEpochMilli(user.since);
        return new Live.Online(node, key.application(), key.user(), true, since, user.self.blocked());
    }

    private Live gone(UserKey key, User user, @Nullable Instant at) {
        return new Live.Online(node, key.application(), key.user(), false, at, user.self.blocked());
    }
}
