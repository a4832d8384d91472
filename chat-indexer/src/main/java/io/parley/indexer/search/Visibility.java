package io.parley.indexer.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.rest.Internal;
import io.parley.indexer.member.MemberIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a caller may see, as conditions of a query: membership when it runs, the audience, the first message that a member may see, and what
 * chat-core says at this moment that the caller may not see.
 *
 * @param members the condition of membership
 */
record Visibility(
        UUID application, String caller, ObjectNode members, MemberIndex.Visible visible, Internal.View view) {
    /** Engines bound the clauses of a query: of more chats than these, in which the caller sees a part, nothing is found. */
    private static final int BOUNDS = 300;

    /** A query that lets pass what the caller may see, to be narrowed by its {@code must} and {@code filter}. */
    ObjectNode query() {
        ObjectNode query = Json.MAPPER.createObjectNode();
        ObjectNode bool = query.putObject("bool");
        ArrayNode filters = bool.putArray("filter");
        Filters.term(filters, "application", application.toString());
        filters.add(members);
        ArrayNode audience = Filters.anyOf(filters);
        audience.addObject()
                .putObject("bool")
                .putObject("must_not")
                .putObject("exists")
                .put("field", "recipients");
        Filters.term(audience, "recipients", caller);
        Filters.term(audience, "sender", caller);
        ArrayNode hidden = bool.putArray("must_not");
        hidden.addObject().putObject("exists").put("field", "deletedAt");
        beforeJoining(hidden);
        none(hidden, "chat", view.left());
        none(hidden, "sender", view.blocked());
        none(hidden, "key", view.hidden());
        return query;
    }

    /** What was before a member joined who sees messages only from then on. */
    private void beforeJoining(ArrayNode hidden) {
        List<String> whole = new ArrayList<>();
        int bounds = 0;
        for (Map.Entry<String, Long> since : visible.since().entrySet()) {
            if (bounds++ < BOUNDS) {
                ArrayNode both = hidden.addObject().putObject("bool").putArray("filter");
                Filters.term(both, "chat", since.getKey());
                both.addObject().putObject("range").putObject("seq").put("lt", since.getValue());
            } else {
                whole.add(since.getKey());
            }
        }
        none(hidden, "chat", whole);
    }

    private static void none(ArrayNode hidden, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode terms = hidden.addObject().putObject("terms").putArray(field);
            values.forEach(terms::add);
        }
    }
}
