package io.parley.realtime.watch;

import io.parley.contract.Role;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle.Entry;
import io.parley.contract.event.Event;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All chats with local members. An event from the broker goes in, and goes out to each connection that may see it, once
 * and in the order of {@code rev}. A connection is {@link #register registered} first; then its state is read between
 * {@link #beginReading} and {@link #join}, which closes the gap between the state and what arrived meanwhile.
 *
 * <p>Everything here is called on the hub.
 */
public final class Watches {
    private final Map<ChatKey, WatchedChat> chats = new HashMap<>();
    private final Map<UserKey, Set<Watcher>> users = new HashMap<>();
    private final Map<Watcher, Set<ChatKey>> chatsOf = new HashMap<>();
    private final EventLog log;
    private final WatchConfig config;
    private final WatchMeter meter;
    private final LongSupplier clock;
    private final Repairs repairs;

    public Watches(WatchConfig config, ChangeSource source, WatchMeter meter, LongSupplier clock) {
        this.config = config;
        this.meter = meter;
        this.clock = clock;
        this.log = new EventLog(config.recentBytes());
        this.repairs = new Repairs(this, config, source, meter, clock);
    }

    /** A connection that is to get what its user joins, and every chat that {@link #join} names. */
    public void register(Watcher watcher) {
        users.computeIfAbsent(userOf(watcher), key -> new LinkedHashSet<>()).add(watcher);
        chatsOf.putIfAbsent(watcher, new HashSet<>());
    }

    /** The connection is gone. */
    public void unregister(Watcher watcher) {
        Set<Watcher> devices = users.get(userOf(watcher));
        if (devices != null && devices.remove(watcher) && devices.isEmpty()) {
            users.remove(userOf(watcher));
        }
        Set<ChatKey> keys = chatsOf.remove(watcher);
        if (keys != null) {
            keys.forEach(key -> drop(watcher, key));
        }
    }

    /** To be called before state is read; to be ended by {@link Reading#close}, whatever came of it. */
    public Reading beginReading() {
        return new Reading(log.mark());
    }

    /** A span of time in which nothing is forgotten. */
    public final class Reading implements AutoCloseable {
        private final long mark;
        private @Nullable Map<ChatKey, List<Entry>> since;

        private Reading(long mark) {
            this.mark = mark;
        }

        private List<Entry> since(ChatKey key) {
            if (since == null) {
                since = log.since(mark);
            }
            return since.getOrDefault(key, List.of());
        }

        @Override
        public void close() {
            log.release(mark);
        }
    }

    /**
     * Begins to give a connection the events of a chat whose state was read.
     *
     * @param role the user's role in that state
     * @param rev the rev of the state, which names the user as a member; the connection has everything up to there
     * @param fromSeq the first message that the user may see in that state; absent: all
     * @param reading begun before the state was read
     */
    public void join(Watcher watcher, String chat, Role role, long rev, @Nullable Long fromSeq, Reading reading) {
        Set<ChatKey> keys = chatsOf.get(watcher);
        if (keys == null) {
            return;
        }
        ChatKey key = new ChatKey(watcher.application(), chat);
        boolean joinedMeanwhile = !keys.add(key);
        WatchedChat watched = chats.computeIfAbsent(key, missing -> begin(missing, rev, reading));
        if (!joinedMeanwhile) {
            watched.rewind(rev, due());
        }
        watched.members().add(watcher, role, rev, rev, fromSeq);
        reading.since(key).forEach(entry -> offer(watched, entry));
    }

    /** As above, of a user who may see all messages. */
    void join(Watcher watcher, String chat, Role role, long rev, Reading reading) {
        join(watcher, chat, role, rev, null, reading);
    }

    private WatchedChat begin(ChatKey key, long rev, Reading reading) {
        if (log.overrun(reading.mark)) {
            // What is not in the log any more shows only in the chat's head.
            repairs.check(List.of(key));
        }
        return new WatchedChat(key, rev, config.heldLimit());
    }

    /** Where each chat stands that a connection is given: it has, or will be given, everything up to there. */
    public Map<String, Long> standing(Watcher watcher) {
        Map<String, Long> revs = new HashMap<>();
        for (ChatKey key : chatsOf.getOrDefault(watcher, Set.of())) {
            WatchedChat watched = chats.get(key);
            if (watched != null) {
                revs.put(key.chat(), watched.members().standing(watcher, watched.lastRev()));
            }
        }
        return revs;
    }

    /** What the connection's user may do in a chat; absent: nothing, because the user is no member as far as is known here. */
    public @Nullable Role role(Watcher watcher, String chat) {
        WatchedChat watched = chats.get(new ChatKey(watcher.application(), chat));
        return watched == null ? null : watched.members().role(watcher);
    }

    /** Gives a connection nothing more of a chat that its user left at a rev, unless the user is known to be back since. */
    public void leave(Watcher watcher, String chat, long rev) {
        ChatKey key = new ChatKey(watcher.application(), chat);
        WatchedChat watched = chats.get(key);
        if (watched != null && watched.members().leaving(watcher.user(), rev).contains(watcher)) {
            forget(watcher, key);
        }
    }

    /** An event from the broker. */
    public void accept(Entry entry) {
        Envelope envelope = entry.envelope();
        ChatKey key = new ChatKey(envelope.application(), envelope.chat());
        WatchedChat watched = chats.get(key);
        if (watched != null) {
            offer(watched, entry);
            return;
        }
        if (!joinsHere(envelope)) {
            log.record(key, entry);
        } else {
            WatchedChat begun = new WatchedChat(key, envelope.rev() - 1, config.heldLimit());
            chats.put(key, begun);
            offer(begun, entry);
            // Later events may have overtaken this one and been ignored.
            repairs.check(List.of(key));
        }
    }

    private boolean joinsHere(Envelope envelope) {
        return Event.MEMBER_JOINED.equals(envelope.type())
                && users
                        .getOrDefault(new UserKey(envelope.application(), String.valueOf(envelope.member())), Set.of())
                        .stream()
                        .anyMatch(watcher -> !watcher.toldGone(envelope.chat(), envelope.rev()));
    }

    private void offer(WatchedChat watched, Entry entry) {
        watched.offer(entry, due(), passed -> passOn(watched, passed));
        if (watched.behind()) {
            repairs.hole(watched);
        }
    }

    private long due() {
        return clock.getAsLong() + config.holeDelay().toMillis();
    }

    /** Gives an event that follows directly to all who may see it. */
    void passOn(WatchedChat watched, Entry entry) {
        if (watched.isNew(entry.envelope().rev())) {
            log.record(watched.key(), entry);
        }
        deliver(watched, entry);
    }

    private void deliver(WatchedChat watched, Entry entry) {
        Envelope envelope = entry.envelope();
        String member = envelope.member();
        if (member != null && Event.MEMBER_JOINED.equals(envelope.type()) && watched.isNew(envelope.rev())) {
            joined(watched, envelope, member);
        }
        changed(watched, envelope);
        if (!watched.members().isEmpty()) {
            meter.delivered(watched.members().deliver(Frame.of(entry), envelope.seq(), envelope::visibleTo));
        }
        if (member != null && Event.MEMBER_LEFT.equals(envelope.type())) {
            left(watched, envelope, member);
        } else if (Event.CHAT_DELETED.equals(envelope.type())) {
            ended(watched);
        }
    }

    /** The chat is deleted: that was the last of it for everyone. */
    private void ended(WatchedChat watched) {
        watched.members().all().forEach(watcher -> forget(watcher, watched.key()));
    }

    private void joined(WatchedChat watched, Envelope envelope, String member) {
        for (Watcher watcher : users.getOrDefault(new UserKey(envelope.application(), member), Set.of())) {
            Set<ChatKey> keys = chatsOf.get(watcher);
            if (keys != null && !watcher.toldGone(envelope.chat(), envelope.rev()) && keys.add(watched.key())) {
                // An older chat-core does not say the role.
                Role role = Objects.requireNonNullElse(envelope.role(), Role.MEMBER);
                watched.members().add(watcher, role, envelope.rev(), envelope.rev() - 1, envelope.fromSeq());
                // The last local member may have left by the event before.
                chats.put(watched.key(), watched);
            }
        }
    }

    private static void changed(WatchedChat watched, Envelope envelope) {
        String member = envelope.member();
        Role role = envelope.role();
        if (member != null && role != null && Event.MEMBER_CHANGED.equals(envelope.type())) {
            watched.members().role(member, role);
        }
    }

    private void left(WatchedChat watched, Envelope envelope, String member) {
        watched.members().leaving(member, envelope.rev()).forEach(watcher -> forget(watcher, watched.key()));
    }

    /** Applies only what an event says about who is a member, and whether the chat is still there; used where the events themselves are too many. */
    void applyMembership(WatchedChat watched, Entry entry) {
        log.record(watched.key(), entry);
        Envelope envelope = entry.envelope();
        String member = envelope.member();
        if (member != null && Event.MEMBER_JOINED.equals(envelope.type())) {
            joined(watched, envelope, member);
        } else if (Event.MEMBER_CHANGED.equals(envelope.type())) {
            changed(watched, envelope);
        } else if (member != null && Event.MEMBER_LEFT.equals(envelope.type())) {
            Frame frame = Frame.of(entry);
            watched.members().leaving(member, envelope.rev()).forEach(watcher -> watcher.deliver(frame));
            left(watched, envelope, member);
        } else if (Event.CHAT_DELETED.equals(envelope.type())) {
            Frame frame = Frame.of(entry);
            watched.members().all().forEach(watcher -> watcher.deliver(frame));
            ended(watched);
        }
    }

    private void forget(Watcher watcher, ChatKey key) {
        Set<ChatKey> keys = chatsOf.get(watcher);
        if (keys != null) {
            keys.remove(key);
        }
        drop(watcher, key);
    }

    private void drop(Watcher watcher, ChatKey key) {
        WatchedChat watched = chats.get(key);
        if (watched != null) {
            watched.members().remove(watcher);
            if (watched.members().isEmpty()) {
                chats.remove(key);
            }
        }
    }

    boolean watches(WatchedChat watched) {
        return chats.get(watched.key()) == watched;
    }

    @Nullable
    WatchedChat find(ChatKey key) {
        return chats.get(key);
    }

    /** Compares all watched chats with chat-core and fetches what is missing: after the broker was away, and often. */
    public void checkAll() {
        repairs.check(chats.keySet());
    }

    /** Fetches what is overdue. To be called every few tens of milliseconds. */
    public void tick() {
        repairs.tick();
    }

    public int watchedChats() {
        return chats.size();
    }

    private static UserKey userOf(Watcher watcher) {
        return new UserKey(watcher.application(), watcher.user());
    }
}
