package io.parley.indexer.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.event.Message;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a message can be filtered by besides its own fields.
 *
 * @param has of {@code attachment}, {@code link}, {@code reaction}, {@code pin}, {@code replies}
 * @param handles names behind an {@code @} in its text
 * @param tags words behind a {@code #} in its text
 * @param hosts of the links in its text
 */
record Traits(Set<String> has, Set<String> handles, Set<String> tags, Set<String> hosts) {
    /** As many of a kind as one message is indexed by; what is beyond is still found as words. */
    private static final int MOST = 100;

    private static final Pattern LINK = Pattern.compile(
            "\\bhttps?://([\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?)", Pattern.CASE_INSENSITIVE);
    private static final String NAME = "([\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_.-]*[\\p{L}\\p{M}\\p{N}_])?)";
    /** Not within a word: that would be an address of mail, or the part of a link behind its {@code #}. */
    private static final String ALONE = "(?<![\\p{L}\\p{N}_/?&=.#@-])";

    private static final Pattern HANDLE = Pattern.compile(ALONE + "[@＠]" + NAME);
    private static final Pattern TAG = Pattern.compile(ALONE + "[#＃]" + NAME);

    static Traits of(Message message) {
        String text = message.text() == null ? "" : message.text();
        Set<String> hosts = all(LINK, text, host -> host.toLowerCase(Locale.ROOT));
        Set<String> has = new LinkedHashSet<>();
        JsonNode metadata = message.metadata();
        if (metadata != null && !metadata.path("attachments").isEmpty()) {
            has.add("attachment");
        }
        if (!hosts.isEmpty()) {
            has.add("link");
        }
        if (message.reactions() != null) {
            has.add("reaction");
        }
        if (message.pinned() != null) {
            has.add("pin");
        }
        if (message.replies() != null) {
            has.add("replies");
        }
        return new Traits(has, all(HANDLE, text, Function.identity()), all(TAG, text, Function.identity()), hosts);
    }

    private static Set<String> all(Pattern pattern, String text, Function<String, String> form) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> form.apply(found.group(1)))
                .limit(MOST)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    void write(ObjectNode json) {
        put(json, "has", has);
        put(json, "handles", handles);
        put(json, "tags", tags);
        put(json, "hosts", hosts);
    }

    private static void put(ObjectNode json, String field, Set<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(field);
            values.forEach(array::add);
        }
    }
}
