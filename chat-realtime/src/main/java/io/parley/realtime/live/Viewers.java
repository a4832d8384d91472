package io.parley.realtime.live;

import io.parley.contract.broker.Live;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.watch.ChatKey;
import io.parley.realtime.watch.UserKey;
import io.parley.realtime.watch.Watches;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which connections show which chats, and what only these are sent. A frame is encoded once for all of them. On the hub. */
final class Viewers {
    private final Watches watches;
    private final Map<ChatKey, Set<Peer>> viewers = new HashMap<>();
    private final Map<Peer, Set<String>> chatsOf = new HashMap<>();

    /** @param watches says who is a member at this moment */
    Viewers(Watches watches) {
        this.watches = watches;
    }

    /** A connection shows these chats, and none besides. @return those that it did not show before, of which it is a member */
    Set<String> watch(Peer viewer, Set<String> named) {
        Set<String> before = chatsOf.getOrDefault(viewer, Set.of());
        Set<String> now = new HashSet<>(named);
        now.removeIf(chat -> watches.role(viewer, chat) == null);
        before.stream().filter(chat -> !now.contains(chat)).forEach(chat -> drop(viewer, chat));
        Set<String> added = new HashSet<>(now);
        added.removeAll(before);
        added.forEach(chat -> viewers.computeIfAbsent(new ChatKey(viewer.application(), chat), key -> new HashSet<>(2))
                .add(viewer));
        if (now.isEmpty()) {
            chatsOf.remove(viewer);
        } else {
            chatsOf.put(viewer, now);
        }
        return added;
    }

    void closed(Peer viewer) {
        Set<String> chats = chatsOf.remove(viewer);
        if (chats != null) {
            chats.forEach(chat -> drop(viewer, chat));
        }
    }

    private void drop(Peer viewer, String chat) {
        viewers.computeIfPresent(new ChatKey(viewer.application(), chat), (key, peers) -> {
            peers.remove(viewer);
            return peers.isEmpty() ? null : peers;
        });
    }

    void typing(Live.Typing typing) {
        Collection<Peer> peers = of(new ChatKey(typing.application(), typing.chat()));
        if (!peers.isEmpty()) {
            EncodedFrame frame =
                    EncodedFrame.of(new ServerFrame.Typing(typing.chat(), typing.user(), typing.forMillis()));
            for (Peer peer : peers) {
                // The user's own devices know who is writing.
                if (!peer.user().equals(typing.user())
                        && mayNotice(peer, typing.chat(), typing.user(), typing.hiddenFrom())) {
                    peer.pass(frame);
                }
            }
        }
    }

    /** To those whom it names, on whichever connection; else to whoever shows the chat. */
    void signal(Live.Signal signal, Online online) {
        List<String> to = signal.to();
        Set<Peer> peers = to == null ? of(new ChatKey(signal.application(), signal.chat())) : new HashSet<>();
        if (to != null) {
            to.forEach(user -> peers.addAll(online.peers(new UserKey(signal.application(), user))));
        }
        if (!peers.isEmpty()) {
            EncodedFrame frame = EncodedFrame.of(
                    new ServerFrame.Signal(signal.chat(), signal.user(), signal.name(), signal.payload(), signal.at()));
            for (Peer peer : peers) {
                if (!peer.id().equals(signal.session())
                        && mayNotice(peer, signal.chat(), signal.user(), signal.hiddenFrom())) {
                    peer.pass(frame);
                }
            }
        }
    }

    void markers(Live.Markers markers) {
        String chat = markers.markers().chat();
        Set<Peer> peers = of(new ChatKey(markers.application(), chat));
        if (!peers.isEmpty()) {
            EncodedFrame frame = EncodedFrame.of(markers.markers());
            for (Peer peer : peers) {
                if (watches.role(peer, chat) != null) {
                    peer.pass(frame);
                }
            }
        }
    }

    private boolean mayNotice(Peer peer, String chat, String user, List<String> hiddenFrom) {
        return watches.role(peer, chat) != null && !hiddenFrom.contains(peer.user()) && !peer.blocks(user);
    }

    private Set<Peer> of(ChatKey chat) {
        return viewers.getOrDefault(chat, Set.of());
    }

    int watchedChats() {
        return viewers.size();
    }
}
