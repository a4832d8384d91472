package io.parley.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What narrows a search; all of it must hold.
 *
 * @param chat only in this chat
 * @param sender only by this user
 * @param mention only where this user is mentioned, or everyone
 * @param directedTo only where this user is named as a recipient
 * @param has only what has all of these
 * @param tag only with this tag in the text
 * @param thread only this message of the chat and its replies
 * @param since only from this time on
 * @param until only before this time
 */
record Filters(
        @Nullable String chat,
        @Nullable String sender,
        @Nullable String mention,
        @Nullable String directedTo,
        List<String> has,
        @Nullable String tag,
        @Nullable Long thread,
        @Nullable Instant since,
        @Nullable Instant until) {
    private static final String ME = "me";
    /** As of the index: see {@code Traits}. */
    private static final Set<String> HAS = new TreeSet<>(List.of("attachment", "link", "pin", "reaction", "replies"));

    private static final int TAG_CHARS = 256;
    private static final int TIME_CHARS = 40;
    private static final int LAST_YEAR = 9999;

    Filters {
        has = List.copyOf(has);
    }

    /**
     * Checks parameters.
     *
     * @param caller who is meant by {@code me}
     * @throws ContractException that names the parameter
     */
    static Filters of(SearchParameters given, String caller) {
        String chat = absent(given.chat) ? null : Check.chatId(given.chat, "chat");
        Long thread = thread(given.thread);
        if (thread != null && chat == null) {
            throw ContractException.invalid("thread", "thread is a message of a chat: give chat, too");
        }
        return new Filters(
                chat,
                user(given.sender, "sender", caller),
                user(given.mention, "mention", caller),
                directed(given.directed) ? caller : null,
                has(given.has),
                tag(given.tag),
                thread,
                time(given.since, "since"),
                time(given.until, "until"));
    }

    private static boolean absent(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    private static @Nullable String user(@Nullable String value, String field, String caller) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return value.equals(ME) ? caller : Check.userId(value, field);
    }

    private static boolean directed(@Nullable String value) {
        if (absent(value) || "false".equals(value)) {
            return false;
        }
        if ("true".equals(value)) {
            return true;
        }
        throw ContractException.invalid("directed", "directed must be true or false");
    }

    private static List<String> has(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return List.of();
        }
        Set<String> asked = new TreeSet<>(Arrays.asList(value.split(",", -1)));
        if (!HAS.containsAll(asked)) {
            throw ContractException.invalid("has", "has must be some of %s".formatted(String.join(",", HAS)));
        }
        return List.copyOf(asked);
    }

    private static @Nullable String tag(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > TAG_CHARS) {
            throw ContractException.invalid(
                    "tag", "tag has %d characters; the limit is %d".formatted(value.length(), TAG_CHARS));
        }
        return Check.text(value, "tag");
    }

    private static @Nullable Long thread(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (!value.matches("[1-9][0-9]{0,17}")) {
            throw ContractException.invalid("thread", "thread must be the seq of a message");
        }
        return Long.valueOf(value);
    }

    private static @Nullable Instant time(@Nullable String value, String field) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            OffsetDateTime time = value.length() > TIME_CHARS ? null : OffsetDateTime.parse(value);
            if (time != null && time.getYear() > 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // Refused below, in words that do not quote a parser.
        }
        throw ContractException.invalid(field, field + " must be an RFC 3339 time, such as 2026-11-23T09:00:00Z");
    }

    boolean isEmpty() {
        return fingerprint().stream().allMatch(part -> part == null || part.equals(List.of()));
    }

    /** All of it, for telling searches apart; the same on all indexers. */
    List<@Nullable Object> fingerprint() {
        return Arrays.asList(chat, sender, mention, directedTo, has, tag, thread, since, until);
    }

    /** As filters of the engine's query. */
    void write(ArrayNode filters) {
        term(filters, "chat", chat);
        term(filters, "sender", sender);
        if (mention != null) {
            ArrayNode ways = anyOf(filters);
            term(ways, "mentions.users", mention);
            ways.addObject().putObject("term").put("mentions.everyone", true);
        }
        term(filters, "recipients", directedTo);
        has.forEach(what -> term(filters, "has", what));
        term(filters, "tags", tag);
        if (thread != null) {
            ArrayNode ways = anyOf(filters);
            ways.addObject().putObject("term").put("thread", thread);
            ways.addObject().putObject("term").put("seq", thread);
        }
        if (since != null || until != null) {
            ObjectNode range = filters.addObject().putObject("range").putObject("createdAt");
            if (since != null) {
                range.put("gte", since.toString());
            }
            if (until != null) {
                range.put("lt", until.toString());
            }
        }
    }

    /** One of what is put into the answer must hold. */
    static ArrayNode anyOf(ArrayNode filters) {
        ObjectNode bool = filters.addObject().putObject("bool");
        bool.put("minimum_should_match", 1);
        return bool.putArray("should");
    }

    static void term(ArrayNode to, String field, @Nullable String value) {
        if (value != null) {
            to.addObject().putObject("term").put(field, value);
        }
    }
}
