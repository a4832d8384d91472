package io.parley.indexer.search;

import io.parley.contract.Check;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A search that is well-formed.
 *
 * @param caller who asks: the token's subject
 * @param typed absent: all that the filters let through
 * @param limit hits on a page
 * @param context messages on either side of each hit
 * @param facets by what all hits are counted
 * @param fingerprint tells searches apart, so that a cursor of one is not taken for that of another
 * @param after where the page before ended
 */
record SearchRequest(
        UUID application,
        String caller,
        @Nullable Typed typed,
        Filters filters,
        Order order,
        int limit,
        int context,
        Set<Facet> facets,
        int fingerprint,
        @Nullable Cursor after) {
    static final int LIMIT_MAX = 100;
    static final int LIMIT_DEFAULT = 20;
    /** Each hit costs two searches more then. */
    static final int LIMIT_WITH_CONTEXT = 20;

    static final int CONTEXT_MAX = 5;

    /**
     * Checks parameters; an empty one is absent, as forms send what was not filled in.
     *
     * @throws ContractException that names the parameter
     */
    static SearchRequest of(String application, String caller, SearchParameters given) {
        Filters filters = Filters.of(given, caller);
        String query = query(given.q, filters);
        Typed typed = query == null ? null : Typed.of(query);
        Order order = order(given.sort, typed);
        int limit = limit(given.limit);
        int context = context(given.context);
        if (context > 0 && limit > LIMIT_WITH_CONTEXT) {
            throw ContractException.invalid(
                    "limit", "limit may be at most %d together with context".formatted(LIMIT_WITH_CONTEXT));
        }
        UUID id = application(application);
        int fingerprint =
                Arrays.asList(id, query, order.wire(), filters.fingerprint()).hashCode();
        Cursor after = cursor(given.cursor, fingerprint);
        return new SearchRequest(
                id, caller, typed, filters, order, limit, context, Facet.read(given.facets), fingerprint, after);
    }

    private static Order order(@Nullable String sort, @Nullable Typed typed) {
        if (sort != null && !sort.isEmpty()) {
            return Order.of(sort);
        }
        return typed != null && typed.ranks() ? Order.RELEVANCE : Order.NEWEST;
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

    private static @Nullable String query(@Nullable String value, Filters filters) {
        if (value == null || value.isEmpty()) {
            if (filters.isEmpty()) {
                throw ContractException.invalid("q", "q must say what to look for, or another parameter where");
            }
            return null;
        }
        if (value.length() > Limits.QUERY_CHARS) {
            throw ContractException.invalid(
                    "q", "q has %d characters; the limit is %d".formatted(value.length(), Limits.QUERY_CHARS));
        }
        return Check.text(value, "q");
    }

    private static @Nullable Cursor cursor(@Nullable String value, int fingerprint) {
        return value == null || value.isEmpty() ? null : Cursor.read(value, fingerprint);
    }

    private static int context(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return 0;
        }
        if (value.matches("[0-" + CONTEXT_MAX + "]")) {
            return Integer.parseInt(value);
        }
        throw ContractException.invalid("context", "context must be a number from 0 to " + CONTEXT_MAX);
    }

    private static int limit(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        if (value.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        }
        throw ContractException.invalid("limit", "limit must be a number from 1 to " + LIMIT_MAX);
    }
}
