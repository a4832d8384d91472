package io.parley.realtime.live;

import io.parley.contract.broker.Live;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.frame.ServerFrame.UserPresence;
import io.parley.contract.rest.Internal;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.watch.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells connections whether the users whom they watch are online. Only of users whom somebody here watches is anything kept; what is
 * said of all others is heard and forgotten. A connection is first told of all that it watches, once the other gateways had
 * time to answer; then of changes, gathered for a moment. On the hub.
 */
final class Presence {
    /** Users in one question to all gateways. */
    private static final int ASKED = 500;

    /** What one connection watches. */
    private static final class View {
        /** What it was told of each; absent before the first time. */
        final Map<String, UserPresence> told = new HashMap<>();

        final Map<String, Instant> seen = new HashMap<>();
        Set<String> watched = Set.of();
        final Set<String> changed = new HashSet<>();
    }

    private final String node;
    private final Consumer<Live> tell;
    private final Map<UserKey, Watched> users = new HashMap<>();
    private final Map<Peer, View> views = new HashMap<>();
    private final Set<Peer> dirty = new HashSet<>();

    /** @param node the name of this gateway */
    Presence(String node, Consumer<Live> tell) {
        this.node = node;
        this.tell = tell;
    }

    /** A connection watches these users, and none besides. @return those whom it did not watch before */
    Set<String> watch(Peer viewer, Set<String> named) {
        View view = views.computeIfAbsent(viewer, missing -> new View());
        Set<String> added = new HashSet<>(named);
        added.removeAll(view.watched);
        Set<String> dropped = new HashSet<>(view.watched);
        dropped.removeAll(named);
        view.watched = Set.copyOf(named);
        dropped.forEach(user -> drop(viewer, view, user));
        added.forEach(user -> users.computeIfAbsent(new UserKey(viewer.application(), user), key -> new Watched(user))
                .viewers
                .add(viewer));
        ask(viewer.application(), added);
        if (named.isEmpty()) {
            views.remove(viewer);
        }
        return added;
    }

    private void drop(Peer viewer, View view, String user) {
        view.told.remove(user);
        view.seen.remove(user);
        view.changed.remove(user);
        UserKey key = new UserKey(viewer.application(), user);
        Watched watched = users.get(key);
        if (watched != null) {
            watched.viewers.remove(viewer);
            if (watched.viewers.isEmpty()) {
                users.remove(key);
            }
        }
    }

    /** The other gateways had time to answer: tells a connection of users whom it newly watches. */
    void answer(Peer viewer, Collection<String> added, List<Internal.Seen> seen) {
        View view = views.get(viewer);
        if (view == null) {
            return;
        }
        seen.forEach(entry -> view.seen.put(entry.user(), entry.at()));
        List<UserPresence> shown = new ArrayList<>();
        for (String user : added) {
            Watched watched = users.get(new UserKey(viewer.application(), user));
            if (watched != null && view.watched.contains(user) && !view.told.containsKey(user)) {
                UserPresence presence = watched.shownTo(viewer, view.seen.get(user));
                view.told.put(user, presence);
                shown.add(presence);
            }
        }
        if (!shown.isEmpty()) {
            viewer.pass(EncodedFrame.of(new ServerFrame.Presence(shown)));
        }
    }

    void closed(Peer viewer) {
        if (views.containsKey(viewer)) {
            watch(viewer, Set.of());
        }
        dirty.remove(viewer);
    }

    /** A gateway said something of a user. */
    void heard(Live.Online online, long now) {
        Watched watched = users.get(new UserKey(online.application(), online.user()));
        if (watched != null) {
            watched.heard(online, now);
            changed(online.user(), watched);
        }
    }

    private void changed(String user, Watched watched) {
        for (Peer viewer : watched.viewers) {
            View view = views.get(viewer);
            if (view != null && view.told.containsKey(user)) {
                view.changed.add(user);
                dirty.add(viewer);
            }
        }
    }

    /** The user of a connection blocks others than before. */
    void settled(Peer viewer) {
        View view = views.get(viewer);
        if (view != null) {
            view.changed.addAll(view.told.keySet());
            dirty.add(viewer);
        }
    }

    void died(String gateway, long at) {
        users.forEach((key, watched) -> {
            if (watched.died(gateway, at)) {
                changed(key.user(), watched);
            }
        });
    }

    /** Forgets what was not said again since. */
    void forgetBefore(long time) {
        users.forEach((key, watched) -> {
            if (watched.forgetBefore(time)) {
                changed(key.user(), watched);
            }
        });
    }

    /** Asks all gateways for all users who are watched here. */
    void askAll() {
        Map<UUID, List<String>> byApplication = new HashMap<>();
        users.keySet().forEach(key -> byApplication
                .computeIfAbsent(key.application(), missing -> new ArrayList<>())
                .add(key.user()));
        byApplication.forEach(this::ask);
    }

    private void ask(UUID application, Collection<String> named) {
        List<String> all = List.copyOf(named);
        for (int from = 0; from < all.size(); from += ASKED) {
            tell.accept(new Live.Asked(node, application, all.subList(from, Math.min(all.size(), from + ASKED))));
        }
    }

    /** Tells what changed. To be called a few times a second. */
    void tick() {
        List.copyOf(dirty).forEach(this::tellChanges);
        dirty.clear();
    }

    private void tellChanges(Peer viewer) {
        View view = views.get(viewer);
        if (view == null) {
            return;
        }
        List<UserPresence> shown = new ArrayList<>();
        for (String user : view.changed) {
            UserPresence presence = current(viewer, view, user);
            if (presence != null && !presence.equals(view.told.put(user, presence))) {
                shown.add(presence);
            }
        }
        view.changed.clear();
        if (!shown.isEmpty()) {
            viewer.pass(EncodedFrame.of(new ServerFrame.Presence(shown)));
        }
    }

    private @Nullable UserPresence current(Peer viewer, View view, String user) {
        Watched watched = users.get(new UserKey(viewer.application(), user));
        return watched == null ? null : watched.shownTo(viewer, view.seen.get(user));
    }

    int watchedUsers() {
        return users.size();
    }
}
