package io.parley.contract.rest;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of {@code /internal/v1/export}: everything that is stored, for services of the same installation that keep a copy
 * of it. Walked by keys, so that what comes to be meanwhile is at the end or not there yet.
 */
public final class Export {
    public static final int MAX_CHATS = 1_000;
    public static final int MAX_RANGES = 500;
    /** Messages in one answer. */
    public static final int MAX_MESSAGES = 500;
    /** Messages that are counted for one answer. */
    public static final int MAX_COUNTED = 100_000;

    public static final int MAX_USERS = 500;
    public static final int MAX_MEMBERSHIPS = 10_000;

    /** Of {@link #check}: a prime below 2^32. */
    public static final long CHECK_MODULUS = 4_294_967_291L;

    public static final long CHECK_SEQ = 2_654_435_761L;
    public static final long CHECK_REV = 40_503L;

    private Export() {}

    /**
     * A number below 2^32 that tells states of messages apart. The sum over a range is compared instead of the messages; of up
     * to two million it is exact also where it is added in doubles.
     */
    public static long check(long seq, long rev) {
        return ((seq % CHECK_MODULUS) * CHECK_SEQ % CHECK_MODULUS + (rev % CHECK_MODULUS) * CHECK_REV % CHECK_MODULUS)
                % CHECK_MODULUS;
    }

    /**
     * Chats of all applications.
     *
     * @param after the key of the last that is known; 0: from the first
     * @param limit 1 to {@value #MAX_CHATS}
     */
    public record StoredChatsRequest(long after, int limit) {
        public StoredChatsRequest {
            bound(limit, MAX_CHATS, "limit");
        }
    }

    /**
     * Chats of all applications.
     *
     * @param chats in the order of their keys; fewer than asked for: there are no more
     */
    public record StoredChats(List<StoredChat> chats) {
        public StoredChats {
            chats = List.copyOf(chats);
        }
    }

    /**
     * A chat.
     *
     * @param key of the installation; the order in which chats came to be
     * @param lastSeq of its last message; 0: none
     * @param deleted nobody can read it any more
     */
    public record StoredChat(long key, UUID application, String chat, long lastSeq, boolean deleted) {}

    /**
     * Messages of a chat.
     *
     * @param from the {@code seq} of the first
     * @param to the {@code seq} of the last
     */
    public record Range(UUID application, String chat, long from, long to) {
        public Range {
            if (application == null) {
                throw ContractException.invalid("ranges", "each of ranges must name an application");
            }
            Check.chatId(chat, "ranges");
            if (from < 1 || to < from) {
                throw ContractException.invalid("ranges", "each of ranges must be from 1 or more to as much or more");
            }
        }

        /** As many as there are at most. */
        public long size() {
            return to - from + 1;
        }
    }

    /**
     * Up to {@value #MAX_RANGES} ranges. Together of up to {@value #MAX_MESSAGES} messages where these are asked for, which are
     * answered as an {@link io.parley.contract.broker.EventBundle}; of up to {@value #MAX_COUNTED} where they are counted.
     *
     * @param ranges in the order in which they are answered
     */
    public record RangesRequest(List<Range> ranges) {
        public RangesRequest {
            ranges = bounded(ranges, MAX_RANGES, "ranges");
        }
    }

    /**
     * What is in ranges.
     *
     * @param digests in the order of the ranges
     */
    public record Digests(List<Digest> digests) {
        public Digests {
            digests = List.copyOf(digests);
        }
    }

    /**
     * What is in a range; nothing where there is no such chat, or where it is deleted.
     *
     * @param messages how many
     * @param check the sum of their {@link Export#check}
     */
    public record Digest(long messages, long check) {}

    /**
     * Users who are or were in any chat.
     *
     * @param after the last that is known; absent: from the first
     * @param limit 1 to {@value #MAX_USERS}
     */
    public record UsersRequest(@Nullable User after, int limit) {
        public UsersRequest {
            bound(limit, MAX_USERS, "limit");
        }
    }

    /**
     * Users who are or were in any chat.
     *
     * @param users in the order of users and applications; fewer than asked for: there are no more
     */
    public record Users(List<User> users) {
        public Users {
            users = List.copyOf(users);
        }
    }

    /**
     * A user of an application.
     *
     * @param user the id
     */
    public record User(UUID application, String user) {
        public User {
            if (application == null) {
                throw ContractException.invalid("users", "each of users must name an application");
            }
            Check.userId(user, "users");
        }
    }

    /**
     * Where users are and were, of up to {@value #MAX_USERS} users.
     *
     * @param first the position of the user in {@code users} to begin with
     * @param after the key of that user's last chat that is known; 0: from the first
     */
    public record MembershipsRequest(List<User> users, int first, long after) {
        public MembershipsRequest {
            users = bounded(users, MAX_USERS, "users");
            if (first < 0) {
                throw ContractException.invalid("first", "first must be 0 or more");
            }
        }
    }

    /**
     * Where users are and were.
     *
     * @param memberships in the order of users and keys; as many as {@value #MAX_MEMBERSHIPS}: there may be more
     */
    public record Memberships(List<Membership> memberships) {
        public Memberships {
            memberships = List.copyOf(memberships);
        }
    }

    /**
     * A user's place in a chat.
     *
     * @param user the position in the request
     * @param key of the chat
     * @param rev of the change that it is since
     * @param member whether the user is in it
     * @param fromSeq the first message that the user may see; absent: all
     */
    public record Membership(
            int user,
            long key,
            String chat,
            long rev,
            boolean member,
            @Nullable Long fromSeq) {}

    private static void bound(int value, int most, String field) {
        if (value < 1 || value > most) {
            throw ContractException.invalid(field, "%s must be 1 to %,d".formatted(field, most));
        }
    }

    private static <T> List<T> bounded(@Nullable List<T> values, int most, String field) {
        if (values == null || values.isEmpty() || values.size() > most) {
            throw ContractException.invalid(field, "%s must be 1 to %,d".formatted(field, most));
        }
        return List.copyOf(values);
    }
}
