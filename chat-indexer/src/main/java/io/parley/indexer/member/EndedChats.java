package io.parley.indexer.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.indexer.index.Bulk;
import io.parley.indexer.index.EngineAwayException;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.SearchEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Chats that have ended: a document each, beside those of the users, for whatever comes belatedly. */
@ApplicationScoped
class EndedChats {
    private static final int PAGE = 500;

    private final SearchEngine engine;
    private final Indexes indexes;

    EndedChats(SearchEngine engine, Indexes indexes) {
        this.engine = engine;
        this.indexes = indexes;
    }

    /** Notes them. A chat ends once, so that writing it again writes the same. */
    void write(List<MemberIndex.End> chats) {
        if (chats.isEmpty()) {
            return;
        }
        if (fates(chats).contains(new Bulk.Fate.NoIndex())) {
            indexes.ensure();
            if (fates(chats).contains(new Bulk.Fate.NoIndex())) {
                throw new EngineAwayException("The index of memberships is missing");
            }
        }
    }

    private List<Bulk.Fate> fates(List<MemberIndex.End> chats) {
        Bulk bulk = new Bulk(indexes.members());
        for (MemberIndex.End chat : chats) {
            MembershipChange end = MembershipChange.left(chat.application(), "", chat.chat(), chat.rev());
            bulk.add(
                    "index",
                    chat.id(),
                    chat.application().toString(),
                    Json.MAPPER.createObjectNode(),
                    Memberships.none(chat.application(), "").with(List.of(end)).json());
        }
        List<Bulk.Fate> fates = bulk.execute(engine);
        for (Bulk.Fate fate : fates) {
            switch (fate) {
                case Bulk.Fate.Written _, Bulk.Fate.NoIndex _ -> {}
                case Bulk.Fate.Conflict _ -> throw new EngineAwayException("The end of a chat is contended");
                case Bulk.Fate.Delayed(String reason) -> throw new EngineAwayException(reason);
                case Bulk.Fate.Refused(String reason) -> throw new EngineAwayException(reason);
            }
        }
        return fates;
    }

    /** Of these changes, those that make somebody a member of a chat that has ended, as what they are: no member. */
    List<MembershipChange> of(List<MembershipChange> changes) {
        List<MembershipChange> joins =
                changes.stream().filter(MembershipChange::member).toList();
        if (joins.isEmpty()) {
            return List.of();
        }
        ObjectNode question = Json.MAPPER.createObjectNode();
        ArrayNode docs = question.putArray("docs");
        for (MembershipChange join : joins) {
            docs.addObject()
                    .put("_index", indexes.members())
                    .put("_id", new MemberIndex.End(join.application(), join.chat(), join.rev()).id())
                    .put("routing", join.application().toString());
        }
        JsonNode answers = engine.call("POST", "/_mget", question).path("docs");
        List<MembershipChange> ended = new ArrayList<>();
        for (int i = 0; i < joins.size(); i++) {
            JsonNode answer = answers.path(i);
            if (!answer.path("error").isMissingNode()) {
                throw new EngineAwayException("The ends of chats cannot be read");
            }
            if (answer.path("found").asBoolean()) {
                ended.add(out(joins.get(i), answer.at("/_source/revs/0/rev").asLong()));
            }
        }
        return ended;
    }

    private static MembershipChange out(MembershipChange join, long rev) {
        return MembershipChange.left(join.application(), join.user(), join.chat(), rev);
    }

    /** Some of those who are still in it, as no members. */
    List<MembershipChange> members(MemberIndex.End chat) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", PAGE);
        body.putArray("_source").add("user");
        body.putArray("sort").addObject().put("user", "asc");
        ArrayNode filters = body.putObject("query").putObject("bool").putArray("filter");
        UUID application = chat.application();
        filters.addObject().putObject("term").put("application", application.toString());
        filters.addObject().putObject("term").put("chats", chat.chat());
        engine.call("POST", "/" + indexes.members() + "/_refresh", Json.MAPPER.createObjectNode());
        JsonNode answer = engine.call("POST", "/%s/_search?routing=%s".formatted(indexes.members(), application), body);
        List<MembershipChange> members = new ArrayList<>();
        answer.at("/hits/hits")
                .forEach(hit -> members.add(MembershipChange.left(
                        application, hit.at("/_source/user").asText(), chat.chat(), chat.rev())));
        return members;
    }
}
