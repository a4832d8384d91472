package io.parley.contract.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page; absent on the last one
 * @param prev the cursor of the page before, of lists that are walked both ways; absent on the first one
 */
public record Page<T>(
        List<T> items, @Nullable String next, @Nullable String prev) {
    @JsonCreator
    public Page {
        items = List.copyOf(items);
    }

    /** Of a list that is walked one way. */
    public Page(List<T> items, @Nullable String next) {
        this(items, next, null);
    }
}
