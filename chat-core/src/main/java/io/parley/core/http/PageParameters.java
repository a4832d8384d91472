package io.parley.core.http;

import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.rest.Page;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list. Taken as text, so that a wrong one is refused in our words. */
public class PageParameters {
    @QueryParam("limit")
    @Parameter(
            description = "Items on the page: 1 to 200, default 50",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The next of the page before; absent: the first page")
    @Nullable
    String cursor;

    /**
     * Items on the page.
     *
     * @throws ContractException when it is not 1 to {@value Limits#PAGE_MAX}
     */
    public int limit() {
        return limit(limit, Limits.PAGE_DEFAULT, Limits.PAGE_MAX);
    }

    /** Items to ask the database for: one more than fits, which tells whether there is a next page. */
    public int fetch() {
        return limit() + 1;
    }

    /**
     * Where the page begins; absent: at the beginning.
     *
     * @param list the list's name: a cursor of another list is refused
     * @param parts how many parts a cursor of this list has
     */
    public Optional<Cursor> cursor(String list, int parts) {
        return cursor == null ? Optional.empty() : Optional.of(Cursor.read(list, cursor, parts));
    }

    /**
     * The page of what was fetched.
     *
     * @param fetched up to {@link #fetch()} items
     * @param next the cursor after an item
     */
    public <T> Page<T> page(List<T> fetched, Function<T, String> next) {
        int limit = limit();
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, limit);
        return new Page<>(items, next.apply(items.getLast()));
    }

    /**
     * A limit within its bounds.
     *
     * @param text as it came; absent: the default
     * @throws ContractException when it is not 1 to {@code max}
     */
    public static int limit(@Nullable String text, int byDefault, int max) {
        if (text == null) {
            return byDefault;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= max) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below, in the same words as a number out of bounds.
        }
        throw ContractException.invalid("limit", "limit must be a whole number from 1 to " + max);
    }
}
