package io.parley.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to search for: words, and what narrows the search. Immutable; each method gives another one. The syntax of the words and the
 * bounds are of {@code GET /v1/applications/{application}/search}.
 */
public final class Search {
    private final Map<String, Object> parameters;

    private Search(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    /** Words, {@code "phrases"} and {@code -excluded} words, at most 500 characters, in all that the caller may see. */
    public static Search text(String text) {
        return all().with("q", text);
    }

    /** Whatever is there, to be narrowed. */
    public static Search all() {
        return new Search(Map.of());
    }

    /** The same, in one chat. */
    public Search inChat(String id) {
        return with("chat", id);
    }

    /** The same, of one sender; {@code me}: the caller. */
    public Search from(String user) {
        return with("sender", user);
    }

    /** The same, where a user or everyone is mentioned; {@code me}: the caller. */
    public Search mentioning(String user) {
        return with("mention", user);
    }

    /** The same, where the caller is named as a recipient. */
    public Search directed() {
        return with("directed", true);
    }

    /** The same, with all of these: {@code attachment}, {@code link}, {@code reaction}, {@code pin}, {@code replies}. */
    public Search having(String... what) {
        return with("has", String.join(",", what));
    }

    /** The same, with a tag in the text, given without its {@code #}. */
    public Search tagged(String tag) {
        return with("tag", tag);
    }

    /** The same, of a message of the chat and the replies to it. */
    public Search inThread(long seq) {
        return with("thread", seq);
    }

    /** The same, from a time on. */
    public Search since(Instant time) {
        return with("since", time);
    }

    /** The same, before a time. */
    public Search until(Instant time) {
        return with("until", time);
    }

    /** The same, in an order: {@code relevance}, {@code newest}, {@code oldest}. */
    public Search sorted(String order) {
        return with("sort", order);
    }

    /** The same, with as many messages on either side of each hit, 0 to 5; pages may have at most 20 hits then. */
    public Search withContext(int messages) {
        return with("context", messages);
    }

    /** The same, with all hits counted by these: {@code chat}, {@code sender}. */
    public Search counted(String... by) {
        return with("facets", String.join(",", by));
    }

    /** The same, on pages of this size, 1 to 100. */
    public Search pagesOf(int hits) {
        return with("limit", hits);
    }

    /** The page that a cursor leads to. */
    public Search at(@Nullable String next) {
        return with("cursor", next);
    }

    private Search with(String name, @Nullable Object value) {
        Map<String, Object> with = new LinkedHashMap<>(parameters);
        if (value == null) {
            with.remove(name);
        } else {
            with.put(name, value);
        }
        return new Search(Collections.unmodifiableMap(with));
    }

    /** By the names of the query's parameters. */
    Map<String, Object> parameters() {
        return parameters;
    }
}
