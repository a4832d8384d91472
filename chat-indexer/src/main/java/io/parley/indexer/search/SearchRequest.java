package io.parley.indexer.search;

import io.parley.contract.Check;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search that is well-formed.
 *
 * @param caller who asks: the token's subject
 * @param chat only in this chat
 * @param sender only by this user
 * @param limit hits on a page
 * @param after where the page before ended
 */
record SearchRequest(
        UUID application,
        String caller,
        String query,
        @Nullable String chat,
        @Nullable String sender,
        int limit,
        @Nullable Cursor after) {
    static final int LIMIT_MAX = 100;
    static final int LIMIT_DEFAULT = 20;

    /** The parameters as they came; an empty one is absent, as forms send what was not filled in. */
    record Parameters(
            @Nullable String query,
            @Nullable String chat,
            @Nullable String sender,
            @Nullable String limit,
            @Nullable String cursor) {
        Parameters {
            query = emptyToNull(query);
            chat = emptyToNull(chat);
            sender = emptyToNull(sender);
            limit = emptyToNull(limit);
            cursor = emptyToNull(cursor);
        }

        private static @Nullable String emptyToNull(@Nullable String value) {
            return value == null || value.isEmpty() ? null : value;
        }
    }

    /**
     * Checks parameters.
     *
     * @throws ContractException that names the parameter
     */
    static SearchRequest of(String application, String caller, Parameters given) {
        String query = query(given.query());
        String chat = given.chat() == null ? null : Check.chatId(given.chat(), "chat");
        String sender = given.sender() == null ? null : Check.userId(given.sender(), "sender");
        int limit = given.limit() == null ? LIMIT_DEFAULT : limit(given.limit());
        UUID id = application(application);
        Cursor after =
                given.cursor() == null ? null : Cursor.read(given.cursor(), fingerprint(id, query, chat, sender));
        return new SearchRequest(id, caller, query, chat, sender, limit, after);
    }

    /** Tells searches apart, so that a cursor of one is not taken for that of another. */
    int fingerprint() {
        return fingerprint(application, query, chat, sender);
    }

    private static int fingerprint(UUID application, String query, @Nullable String chat, @Nullable String sender) {
        return Arrays.asList(application, query, chat, sender).hashCode();
    }

    private static UUID application(String value) {
        try {
            UUID id = UUID.fromString(value);
            if (id.toString().equals(value.toLowerCase(Locale.ROOT))) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // What is not an id names no application.
        }
        throw new ContractException(ErrorCode.APPLICATION_NOT_FOUND);
    }

    private static String query(@Nullable String value) {
        if (value != null && value.length() > Limits.QUERY_CHARS) {
            throw ContractException.invalid(
                    "q", "q has %d characters; the limit is %d".formatted(value.length(), Limits.QUERY_CHARS));
        }
        return Check.text(value, "q");
    }

    private static int limit(String value) {
        if (value.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        }
        throw ContractException.invalid("limit", "limit must be a number from 1 to " + LIMIT_MAX);
    }
}
