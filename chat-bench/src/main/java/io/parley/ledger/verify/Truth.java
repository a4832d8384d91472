package io.parley.ledger.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL holds: everything else is compared with this. */
public record Truth(List<Chat> chats) {
    public Truth {
        chats = List.copyOf(chats);
    }

    /** The chat of that name in that application. */
    public Optional<Chat> chat(UUID application, String id) {
        return chats.stream()
                .filter(chat ->
                        chat.application().equals(application) && chat.id().equals(id))
                .findFirst();
    }

    /** A message as it is stored. */
    public record Stored(
            long seq,
            long rev,
            String sender,
            String clientId,
            @Nullable List<String> recipients,
            long digest,
            long createdMillis) {
        public Stored {
            recipients = recipients == null ? null : List.copyOf(recipients);
        }

        /** Whether a member of the chat may see it. */
        public boolean visibleTo(String user) {
            return recipients == null || sender.equals(user) || recipients.contains(user);
        }
    }

    /** What a change other than a message is about. */
    public enum Kind {
        JOINED,
        CHANGED,
        LEFT,
        PROPERTIES
    }

    /**
     * A change that is no message; all that ever were, noted by a trigger in the same transaction.
     *
     * @param user whom it is about; null for the chat's own properties
     * @param role of the user from then on
     */
    public record Change(
            long rev,
            Kind kind,
            @Nullable String user,
            @Nullable String role,
            long atMillis) {}

    /**
     * A time in which a user was in a chat with one role.
     *
     * @param toRev of the change that ended it, at which the user is told so; {@link Long#MAX_VALUE} while it lasts
     */
    public record Membership(
            long fromRev,
            long toRev,
            long fromMillis,
            long toMillis,
            @Nullable String role) {}

    /** A chat with its whole past. */
    public record Chat(
            UUID application,
            String id,
            long key,
            long lastSeq,
            long lastRev,
            long publishedRev,
            List<Stored> messages,
            List<Change> changes) {
        public Chat {
            messages = List.copyOf(messages);
            changes = List.copyOf(changes);
        }

        /** What a member sees, in the order of its numbers. */
        public List<Stored> visibleTo(String user) {
            return messages.stream().filter(message -> message.visibleTo(user)).toList();
        }

        /** The last change that a member is told of. */
        public long lastVisibleRev(String user) {
            long last = changes.isEmpty() ? 0 : changes.getLast().rev();
            for (Stored message : messages.reversed()) {
                if (message.visibleTo(user)) {
                    return Math.max(last, message.rev());
                }
            }
            return last;
        }

        /** The message of that number. */
        public Optional<Stored> message(long seq) {
            return seq >= 1
                            && seq <= messages.size()
                            && messages.get((int) seq - 1).seq() == seq
                    ? Optional.of(messages.get((int) seq - 1))
                    : messages.stream().filter(each -> each.seq() == seq).findFirst();
        }

        /** The times in which the user was in the chat; another role begins another one. */
        public List<Membership> memberships(String user) {
            List<Membership> all = new ArrayList<>();
            Change since = null;
            for (Change change : changes) {
                if (user.equals(change.user())) {
                    if (since != null) {
                        all.add(new Membership(
                                since.rev(), change.rev(), since.atMillis(), change.atMillis(), since.role()));
                    }
                    since = change.kind() == Kind.LEFT ? null : change;
                }
            }
            if (since != null) {
                all.add(new Membership(since.rev(), Long.MAX_VALUE, since.atMillis(), Long.MAX_VALUE, since.role()));
            }
            return all;
        }

        /** Whether the user is in it now. */
        public boolean member(String user) {
            return memberships(user).stream().anyMatch(each -> each.toRev() == Long.MAX_VALUE);
        }

        /** The changes that were not overtaken by a later one of the same thing. */
        public List<Change> current() {
            Map<String, Change> latest = new HashMap<>();
            changes.forEach(change -> latest.put(String.valueOf(change.user()), change));
            return latest.values().stream()
                    .sorted(Comparator.comparingLong(Change::rev))
                    .toList();
        }

        /** All revs that are taken, each with what took it. */
        Map<Long, List<String>> revs() {
            Map<Long, List<String>> revs = new TreeMap<>();
            messages.forEach(message ->
                    revs.computeIfAbsent(message.rev(), _ -> new ArrayList<>()).add("message " + message.seq()));
            changes.forEach(change -> revs.computeIfAbsent(change.rev(), _ -> new ArrayList<>())
                    .add(change.kind() + (change.user() == null ? "" : " of " + change.user())));
            return revs;
        }
    }
}
