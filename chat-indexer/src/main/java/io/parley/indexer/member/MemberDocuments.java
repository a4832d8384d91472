package io.parley.indexer.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.rest.Export;
import io.parley.indexer.index.Bulk;
import io.parley.indexer.index.EngineAwayException;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.SearchEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads documents of memberships, and writes them back only if nobody wrote them meanwhile. */
@ApplicationScoped
class MemberDocuments {
    private final SearchEngine engine;
    private final Indexes indexes;

    MemberDocuments(SearchEngine engine, Indexes indexes) {
        this.engine = engine;
        this.indexes = indexes;
    }

    /** A document as it was read, and where it stood then; {@code seqNo} is -1 where there was none. */
    record Stored(Memberships memberships, long seqNo, long primaryTerm) {
        boolean isThere() {
            return seqNo >= 0;
        }
    }

    /** What is to be written of users, in an order that {@link #execute} answers in. */
    final class Writing {
        private final Bulk bulk = new Bulk(indexes.members());
        private final List<Export.User> users = new ArrayList<>();

        /** In the place of this; without any place in a chat, the document is removed. */
        void put(Stored before, Memberships after) {
            String id = MembershipChange.id(after.application(), after.user());
            String routing = after.application().toString();
            ObjectNode parameters = Json.MAPPER.createObjectNode();
            if (before.isThere()) {
                parameters.put("if_seq_no", before.seqNo()).put("if_primary_term", before.primaryTerm());
            }
            if (after.places().isEmpty()) {
                bulk.remove(id, routing, parameters);
            } else {
                bulk.add(before.isThere() ? "index" : "create", id, routing, parameters, after.json());
            }
            users.add(new Export.User(after.application(), after.user()));
        }

        /**
         * Writes.
         *
         * @return those that are written
         * @throws EngineAwayException when the engine takes none now
         */
        List<Export.User> execute() {
            if (users.isEmpty()) {
                return List.of();
            }
            List<Export.User> written = new ArrayList<>();
            List<Bulk.Fate> fates = bulk.execute(engine);
            for (int i = 0; i < users.size(); i++) {
                switch (fates.get(i)) {
                    case Bulk.Fate.Written _ -> written.add(users.get(i));
                    case Bulk.Fate.Conflict _ -> {}
                    case Bulk.Fate.NoIndex _ -> indexes.ensure();
                    case Bulk.Fate.Delayed(String reason) -> throw new EngineAwayException(reason);
                    // Its fields are strings and numbers made here: only another mapping can be the reason.
                    case Bulk.Fate.Refused(String reason) -> throw new EngineAwayException(reason);
                }
            }
            return written;
        }
    }

    Writing writing() {
        return new Writing();
    }

    /** The documents of users, in their order. */
    List<Stored> read(Collection<Export.User> users) {
        if (users.isEmpty()) {
            return List.of();
        }
        ObjectNode question = Json.MAPPER.createObjectNode();
        ArrayNode docs = question.putArray("docs");
        for (Export.User user : users) {
            docs.addObject()
                    .put("_index", indexes.members())
                    .put("_id", MembershipChange.id(user.application(), user.user()))
                    .put("routing", user.application().toString());
        }
        JsonNode answers = engine.call("POST", "/_mget", question).path("docs");
        List<Stored> stored = new ArrayList<>();
        for (Export.User user : users) {
            stored.add(stored(user, answers.path(stored.size())));
        }
        return stored;
    }

    private static Stored stored(Export.User asked, JsonNode answer) {
        JsonNode error = answer.path("error").path("type");
        if (!error.isMissingNode() && !"index_not_found_exception".equals(error.asText())) {
            throw new EngineAwayException("Memberships cannot be read: " + error.asText());
        }
        if (!answer.path("found").asBoolean()) {
            return new Stored(Memberships.none(asked.application(), asked.user()), -1, -1);
        }
        return new Stored(
                Memberships.read(asked.application(), asked.user(), answer.path("_source")),
                answer.path("_seq_no").asLong(),
                answer.path("_primary_term").asLong());
    }
}
