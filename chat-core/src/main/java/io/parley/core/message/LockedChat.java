package io.parley.core.message;

import io.parley.contract.Role;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.event.Replies;
import io.parley.core.timeline.ChatProperties;
import io.parley.core.timeline.PublishableChanges;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A chat whose row this transaction has locked, and what the batch does to it. */
final class LockedChat {
    private final ChatRef ref;
    private final long key;
    private final CachedChat cached;
    private final Instant createdAt;
    private final boolean implicit;
    private final boolean createdHere;
    private final long firstRev;
    private final List<Message> changedMessages = new ArrayList<>();
    private final SlowMode slowMode;
    private final ChatSettings settings;
    private final Map<String, Long> seesFrom = new HashMap<>();
    private final Map<String, Role> roles = new HashMap<>();
    private final Set<String> left = new HashSet<>();
    private final List<EventBundle.Entry> entries = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private long lastSeq;
    private long lastRev;
    private long changedRev;

    /** @param createdHere whether this transaction created it: then its creation is still to be published */
    LockedChat(ChatRef ref, Row row, boolean createdHere) {
        this.ref = ref;
        this.key = row.key();
        this.cached = new CachedChat(row.key(), row.changedRev());
        this.createdAt = row.createdAt();
        this.implicit = row.implicit();
        this.createdHere = createdHere;
        this.settings = row.settings();
        this.slowMode = new SlowMode(row.slowModeSeconds());
        this.lastSeq = row.lastSeq();
        this.lastRev = createdHere ? 0 : row.lastRev();
        this.firstRev = lastRev + 1;
        this.changedRev = row.changedRev();
        if (createdHere) {
            append(rev -> ChatProperties.NONE.created(ref.chat(), rev, createdAt), createdAt);
        }
    }

    /** The row as it was when it was locked. */
    record Row(
            long key,
            long lastSeq,
            long lastRev,
            long changedRev,
            Instant createdAt,
            boolean implicit,
            int slowModeSeconds,
            ChatSettings settings) {}

    long key() {
        return key;
    }

    CachedChat cached() {
        return cached;
    }

    ChatRef ref() {
        return ref;
    }

    long lastSeq() {
        return lastSeq;
    }

    long lastRev() {
        return lastRev;
    }

    /** The rev of the last change of a message that was there already, those of this batch included. */
    long changedRev() {
        return changedRev;
    }

    /** Messages that were there already and that this batch changes, as they are then. */
    List<Message> changedMessages() {
        return changedMessages;
    }

    boolean changed() {
        return lastRev >= firstRev;
    }

    List<Message> messages() {
        return messages;
    }

    /** Notes a subscription as it stands in the database. */
    void subscribed(String user, Role role, boolean hasLeft) {
        if (hasLeft) {
            left.add(user);
        } else {
            roles.put(user, role);
        }
    }

    /** Notes the first message that a member may see. */
    void seesFrom(String user, long seq) {
        seesFrom.put(user, seq);
    }

    /** Whether a member, or the application, may see a message of the chat. */
    boolean sees(String user, Message message) {
        return message.visibleTo(user) && message.seq() >= seesFrom.getOrDefault(user, 0L);
    }

    ChatSettings settings() {
        return settings;
    }

    SlowMode slowMode() {
        return slowMode;
    }

    @Nullable
    Role role(String user) {
        return roles.get(user);
    }

    boolean isSubscribed(String user) {
        return roles.containsKey(user);
    }

    boolean mayBeSubscribed(String user) {
        return !left.contains(user);
    }

    /** What who creates it by sending to it becomes: the first its owner, who did so at the same time a member. */
    Role creatorsRole() {
        return createdHere && !roles.containsValue(Role.OWNER) ? Role.OWNER : Role.MEMBER;
    }

    /** Whether who asked at that time asked for this chat to be created, as far as anyone could know then. */
    boolean createdByThoseWhoSentAt(Instant receivedAt) {
        return createdHere
                || (implicit && !receivedAt.truncatedTo(ChronoUnit.MILLIS).isAfter(createdAt));
    }

    /** Subscribes a user, and gives the rev that the row gets. */
    long join(String user, Role role, LongFunction<Event> event, Instant now) {
        roles.put(user, role);
        return append(event, now);
    }

    /** Numbers a message. */
    Message append(MessageDraft draft, @Nullable Long thread, Instant now) {
        lastSeq++;
        Message message = draft.numbered(lastSeq, lastRev + 1, now, thread);
        append(rev -> new Event.MessageCreated(ref.chat(), rev, message), now);
        messages.add(message);
        return message;
    }

    /** Numbers the change of a message whose thread has grown. */
    Message change(Message root, Replies replies, Instant now) {
        Message changed = root.replied(lastRev + 1, replies);
        changedRev = append(rev -> new Event.MessageReplied(ref.chat(), rev, changed), now);
        changedMessages.add(changed);
        return changed;
    }

    private long append(LongFunction<Event> event, Instant now) {
        long rev = lastRev + 1;
        Event change = event.apply(rev);
        entries.add(EventBundle.Entry.of(Envelope.of(ref.application(), lastRev, change, now), change));
        lastRev = rev;
        return rev;
    }

    PublishableChanges publishable() {
        return new PublishableChanges(key, firstRev, lastRev, entries);
    }
}
