package io.parley.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.error.ContractException;
import io.parley.contract.rest.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By what all that is found is counted. */
enum Facet {
    CHAT,
    SENDER;

    /** Of each as many are named: those with the most hits. */
    private static final int MOST = 20;

    /**
     * Reads a parameter.
     *
     * @throws ContractException when it names something else
     */
    static Set<Facet> read(@Nullable String value) {
        Set<Facet> facets = EnumSet.noneOf(Facet.class);
        if (value == null || value.isEmpty()) {
            return facets;
        }
        for (String name : value.split(",", -1)) {
            facets.add(Arrays.stream(values())
                    .filter(facet -> facet.wire().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ContractException.invalid("facets", "facets must be some of chat,sender")));
        }
        return facets;
    }

    private String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static void ask(ObjectNode body, Set<Facet> facets) {
        for (Facet facet : facets) {
            body.withObject("/aggs")
                    .putObject(facet.wire())
                    .putObject("terms")
                    .put("field", facet.wire())
                    .put("size", MOST);
        }
    }

    static Messages.@Nullable Facets found(JsonNode answer, Set<Facet> facets) {
        return facets.isEmpty() ? null : new Messages.Facets(CHAT.counts(answer), SENDER.counts(answer));
    }

    private @Nullable List<Messages.Count> counts(JsonNode answer) {
        JsonNode buckets = answer.path("aggregations").path(wire()).path("buckets");
        if (buckets.isMissingNode()) {
            return null;
        }
        List<Messages.Count> counts = new ArrayList<>();
        buckets.forEach(bucket -> counts.add(new Messages.Count(
                bucket.path("key").asText(), bucket.path("doc_count").asLong())));
        return counts;
    }
}
