package io.parley.indexer.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.rest.Export;
import io.parley.indexer.index.EngineAwayException;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.SearchEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the index has of memberships, to be held against what is stored and made the same. */
@ApplicationScoped
public class MemberHoldings {
    private static final int ATTEMPTS = 8;

    private final SearchEngine engine;
    private final Indexes indexes;
    private final MemberDocuments documents;

    MemberHoldings(SearchEngine engine, Indexes indexes, MemberDocuments documents) {
        this.engine = engine;
        this.indexes = indexes;
        this.documents = documents;
    }

    /** What is stored. */
    @FunctionalInterface
    public interface Truth {
        /** Where users are and were; a user who is not among the keys never was in any chat. */
        Map<Export.User, List<MembershipChange>> of(List<Export.User> users);
    }

    /**
     * Users of whom there is a document, in one order.
     *
     * @param after the last that is known; null: from the first
     */
    public List<Export.User> users(Export.@Nullable User after, int limit) {
        ObjectNode question = Json.MAPPER.createObjectNode().put("size", limit).put("track_total_hits", false);
        question.putArray("_source").add("application").add("user");
        // The ends of chats are beside the users, and are of nobody.
        question.putObject("query")
                .putObject("bool")
                .putObject("must_not")
                .putObject("term")
                .put("user", "");
        ArrayNode sort = question.putArray("sort");
        sort.addObject().put("application", "asc");
        sort.addObject().put("user", "asc");
        if (after != null) {
            question.putArray("search_after")
                    .add(after.application().toString())
                    .add(after.user());
        }
        JsonNode answer =
                engine.call("POST", "/" + indexes.members() + "/_search?allow_partial_search_results=false", question);
        List<Export.User> users = new ArrayList<>();
        answer.at("/hits/hits")
                .forEach(hit -> users.add(new Export.User(
                        UUID.fromString(hit.at("/_source/application").asText()),
                        hit.at("/_source/user").asText())));
        return users;
    }

    /** Those of users of whom there is no document. */
    public List<Export.User> missing(List<Export.User> users) {
        return documents.read(users).stream()
                .filter(stored -> !stored.isThere())
                .map(MemberHoldings::user)
                .toList();
    }

    /** Those of users whose document says something else than is stored; also since a change is on its way. */
    public List<Export.User> differing(List<Export.User> users, Truth truth) {
        List<MemberDocuments.Stored> stored = documents.read(users);
        Map<Export.User, List<MembershipChange>> right = truth.of(users);
        return stored.stream()
                .filter(one -> !one.memberships().equals(right(one, right)))
                .map(MemberHoldings::user)
                .toList();
    }

    /**
     * Makes documents say what is stored, which is asked after they were read: a change that comes meanwhile makes the write
     * fail, and one that is still on its way is newer.
     *
     * @throws EngineAwayException when some could not be written now; doing it again does no harm
     */
    public void settle(List<Export.User> users, Truth truth) {
        List<Export.User> open = users;
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            List<MemberDocuments.Stored> stored = documents.read(open);
            Map<Export.User, List<MembershipChange>> right = truth.of(open);
            MemberDocuments.Writing writing = documents.writing();
            List<Export.User> left = new ArrayList<>();
            for (MemberDocuments.Stored one : stored) {
                Memberships after = right(one, right);
                if (!one.memberships().equals(after)) {
                    writing.put(one, after);
                    left.add(user(one));
                }
            }
            left.removeAll(writing.execute());
            open = left;
        }
        if (!open.isEmpty()) {
            throw new EngineAwayException("%d memberships are contended".formatted(open.size()));
        }
    }

    private static Memberships right(MemberDocuments.Stored stored, Map<Export.User, List<MembershipChange>> right) {
        Memberships none = Memberships.none(
                stored.memberships().application(), stored.memberships().user());
        return none.with(right.getOrDefault(user(stored), List.of()));
    }

    private static Export.User user(MemberDocuments.Stored stored) {
        return new Export.User(
                stored.memberships().application(), stored.memberships().user());
    }
}
