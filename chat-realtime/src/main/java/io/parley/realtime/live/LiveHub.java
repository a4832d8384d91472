package io.parley.realtime.live;

import io.parley.contract.Role;
import io.parley.contract.broker.Live;
import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Internal;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.watch.ChatKey;
import io.parley.realtime.watch.UserKey;
import io.parley.realtime.watch.Watches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What connections say and are told that is true only now. What one of them says goes to all gateways by the broker, this one
 * included, and from there to connections; so it makes no difference which gateway they are on. Everything here is called on the hub.
 */
public final class LiveHub {
    private static final Logger LOG = Logger.getLogger(LiveHub.class);
    /** Questions for the markers of a chat that are asked at the same time. */
    private static final int QUESTIONS = 8;

    private static final int WAITING_QUESTIONS = 20_000;
    /** An answer that was not repeated after being asked for twice is not true any more. */
    private static final int UNCONFIRMED_INTERVALS = 2;

    private static final long ASK_SOON_MILLIS = 1_000;

    private final LiveConfig config;
    private final String node;
    private final Watches watches;
    private final LiveState state;
    private final BiConsumer<Duration, Runnable> delay;
    private final LongSupplier clock;
    private final Supplier<Collection<? extends Peer>> all;
    private final LiveQueue queue;
    private final Online online;
    private final Presence presence;
    private final Viewers viewers;
    private final Nodes nodes;
    private final Marks marks;
    private final LastSeen lastSeen;
    private final Typists typists = new Typists();
    private final Deque<Runnable> questions = new ArrayDeque<>();
    private int asking;
    private long saidAlive;
    private long askAt;
    private long seenAt;
    private volatile boolean sings;

    /**
     * @param node the name of this gateway
     * @param delay runs a task on the hub later
     * @param all all open connections
     */
    public LiveHub(
            LiveConfig config,
            String node,
            Watches watches,
            LivePublisher publisher,
            LiveState state,
            LiveMeter meter,
            BiConsumer<Duration, Runnable> delay,
            LongSupplier clock,
            Supplier<Collection<? extends Peer>> all) {
        this.config = config;
        this.node = node;
        this.watches = watches;
        this.state = state;
        this.delay = delay;
        this.clock = clock;
        this.all = all;
        this.queue = new LiveQueue(publisher, delay, meter, config.queue());
        this.online = new Online(node, queue::add, config.offlineAfter().toMillis());
        this.presence = new Presence(node, queue::add);
        this.viewers = new Viewers(watches);
        this.nodes = new Nodes(node, config.deadAfter().toMillis());
        this.marks = new Marks(state, delay, config.markInterval(), config.marks());
        this.lastSeen = new LastSeen(state);
    }

    // ---- Connections come and go.

    /** A connection is live, and its user's settings are known. */
    public void joined(Peer peer) {
        long now = clock.getAsLong();
        if (online.joined(peer, now)) {
            lastSeen.seen(Online.key(peer), now);
        }
    }

    /** A connection is closed. */
    public void left(Peer peer) {
        long now = clock.getAsLong();
        if (online.left(peer, now)) {
            lastSeen.seen(Online.key(peer), now);
        }
        presence.closed(peer);
        viewers.closed(peer);
        typists.closed(peer);
    }

    // ---- What they say.

    /**
     * A connection shows these chats and users now.
     *
     * @throws ContractException when too many wait to be told of what they show
     */
    public void watch(Peer peer, Set<String> chats, Set<String> users) {
        if (questions.size() >= WAITING_QUESTIONS) {
            throw new ContractException(ErrorCode.OVERLOADED, "Too many connections watch anew; watch again later");
        }
        viewers.watch(peer, chats).forEach(chat -> ask(() -> markers(peer, chat)));
        Set<String> added = presence.watch(peer, users);
        if (!added.isEmpty()) {
            long asked = clock.getAsLong();
            state.lastSeen(peer.application(), peer.user(), List.copyOf(added), (seen, failure) -> {
                long left = asked + config.answerTime().toMillis() - clock.getAsLong();
                delay.accept(
                        Duration.ofMillis(Math.max(1, left)),
                        () -> presence.answer(peer, added, seen == null ? List.of() : seen));
            });
        }
    }

    private void markers(Peer peer, String chat) {
        state.markers(new ChatKey(peer.application(), chat), peer.user(), (markers, failure) -> {
            asking--;
            if (markers != null && watches.role(peer, chat) != null) {
                peer.pass(EncodedFrame.of(markers));
            }
            askNext();
        });
    }

    private void ask(Runnable question) {
        questions.addLast(question);
        askNext();
    }

    private void askNext() {
        while (asking < QUESTIONS && !questions.isEmpty()) {
            asking++;
            questions.removeFirst().run();
        }
    }

    /** @throws ContractException when the user is no member, or too much waits */
    public void mark(Peer peer, String chat, @Nullable Long readSeq, @Nullable Long deliveredSeq) {
        role(peer, chat);
        marks.add(new Internal.Mark(peer.application(), chat, peer.user(), readSeq, deliveredSeq));
    }

    /** @throws ContractException when the user is no member, or only reads */
    public void typing(Peer peer, String chat, boolean typing) {
        writer(peer, chat);
        if (typists.says(peer, chat, typing, clock.getAsLong())) {
            int millis = typing ? Math.toIntExact(config.typing().toMillis()) : 0;
            queue.add(new Live.Typing(
                    peer.application(),
                    chat,
                    peer.user(),
                    peer.id(),
                    millis,
                    peer.self().blocked()));
        }
    }

    /**
     * @param signal of the client, checked
     * @throws ContractException when the user is no member, or only reads
     */
    public void signal(Peer peer, Signal signal) {
        writer(peer, signal.chat());
        queue.add(new Live.Signal(
                peer.application(),
                signal.chat(),
                peer.user(),
                peer.id(),
                signal.name(),
                signal.payload(),
                signal.to(),
                Instant.ofEpochMilli(clock.getAsLong()),
                peer.self().blocked()));
    }

    private Role role(Peer peer, String chat) {
        Role role = watches.role(peer, chat);
        if (role == null) {
            throw new ContractException(ErrorCode.CHAT_NOT_FOUND);
        }
        return role;
    }

    private void writer(Peer peer, String chat) {
        if (!Action.SIGNAL.allows(role(peer, chat))) {
            throw new ContractException(ErrorCode.FORBIDDEN, "A reader of this chat neither writes nor signals");
        }
    }

    // ---- What comes from the broker.

    /** Something that a gateway, or chat-core, tells all gateways. */
    public void accept(Live live) {
        switch (live) {
            case Live.Alive alive -> heard(alive.node());
            case Live.Asked asked -> {
                heard(asked.node());
                asked.users().forEach(user -> online.asked(new UserKey(asked.application(), user)));
            }
            case Live.Online of -> {
                heard(of.node());
                presence.heard(of, clock.getAsLong());
            }
            case Live.Typing typing -> viewers.typing(typing);
            case Live.Signal signal -> viewers.signal(signal, online);
            case Live.Markers markers -> viewers.markers(markers);
            case Live.Inbox inbox -> toUser(inbox.application(), inbox.user(), inbox.inbox());
            case Live.DraftChanged draft -> toUser(draft.application(), draft.user(), draft.draft());
            case Live.Self self -> settled(self);
            case Live.Expelled expelled -> expelled(expelled);
            case Live.LoggedOut loggedOut -> loggedOut(loggedOut);
        }
    }

    private void toUser(UUID application, String user, ServerFrame news) {
        EncodedFrame frame = EncodedFrame.of(news);
        online.peers(new UserKey(application, user)).forEach(peer -> peer.pass(frame));
    }

    /** The settings of a connection's user were read again. */
    public void settled(Peer peer) {
        presence.settled(peer);
        online.settled(Online.key(peer), peer.self());
    }

    /** Whatever a gateway says shows that it lives: who speaks of its users and dies before it says so itself is missed too. */
    private void heard(String gateway) {
        long now = clock.getAsLong();
        if (nodes.heard(gateway, now) && !gateway.equals(node)) {
            // It may have users whom somebody here watches, and have told so before it was heard.
            askAt = Math.min(askAt, now + ASK_SOON_MILLIS);
        }
        sings = nodes.hearsItself(now);
    }

    private void settled(Live.Self self) {
        UserKey key = new UserKey(self.application(), self.user());
        EncodedFrame frame = EncodedFrame.of(self.self());
        // Also to those that are still being greeted.
        all.get().stream().filter(peer -> Online.key(peer).equals(key)).forEach(peer -> peer.self(self.self()));
        for (Peer peer : online.peers(key)) {
            peer.pass(frame);
            presence.settled(peer);
        }
        online.settled(key, self.self());
    }

    private void expelled(Live.Expelled expelled) {
        CloseCode code =
                switch (expelled.reason()) {
                    case BANNED -> CloseCode.BANNED;
                    case REMOVED -> CloseCode.APPLICATION_NOT_FOUND;
                };
        all.get().stream()
                .filter(peer -> peer.application().equals(expelled.application())
                        && peer.user().equals(expelled.user()))
                .forEach(peer -> peer.close(code));
    }

    private void loggedOut(Live.LoggedOut loggedOut) {
        String session = loggedOut.session();
        all.get().stream()
                .filter(peer ->
                        peer.user().equals(loggedOut.user()) && (session == null || session.equals(peer.oidcSession())))
                .forEach(peer -> peer.close(CloseCode.LOGGED_OUT));
    }

    // ---- Time.

    /** The link to the broker is back: what was said meanwhile is asked for. */
    public void linkUp() {
        long now = clock.getAsLong();
        nodes.linkUp(now);
        saidAlive = 0;
        queue.flush();
        presence.askAll();
        long asked = now;
        delay.accept(config.deadAfter(), () -> presence.forgetBefore(asked));
        tick();
    }

    /** To be called a few times a second. */
    public void tick() {
        long now = clock.getAsLong();
        online.tick(now);
        if (now - saidAlive >= config.aliveInterval().toMillis()) {
            saidAlive = now;
            queue.add(new Live.Alive(node));
            lastSeen.flush();
        }
        nodes.died(now).forEach((gateway, at) -> {
            LOG.infof(
                    "Gateway %s is silent for %d ms: its users are offline unless another has them", gateway, now - at);
            presence.died(gateway, at);
        });
        sings = nodes.hearsItself(now);
        if (now >= askAt && sings) {
            askAt = now + config.askInterval().toMillis();
            presence.forgetBefore(
                    now - UNCONFIRMED_INTERVALS * config.askInterval().toMillis());
            presence.askAll();
        }
        if (now - seenAt >= config.seenInterval().toMillis()) {
            seenAt = now;
            lastSeen.seen(online.all(), now);
        }
        presence.tick();
    }

    /** Whether what this gateway says to all comes back to it. From any thread. */
    public boolean hearsItself() {
        return sings;
    }

    public int watchedUsers() {
        return presence.watchedUsers();
    }

    public int shownChats() {
        return viewers.watchedChats();
    }

    public int waitingMarks() {
        return marks.waiting();
    }
}
