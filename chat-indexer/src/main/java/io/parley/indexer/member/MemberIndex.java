package io.parley.indexer.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.indexer.index.Bulk;
import io.parley.indexer.index.EngineAwayException;
import io.parley.indexer.index.EngineRefusedException;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.SearchEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps who is in which chat. A document is read, merged and written back only if nobody wrote it meanwhile; so any
 * number of indexers may apply any changes, in any order and repeatedly, and end with the latest of each chat.
 */
@ApplicationScoped
public class MemberIndex {
    private static final int ATTEMPTS = 8;

    private final SearchEngine engine;
    private final Indexes indexes;
    private final EndedChats ends;

    MemberIndex(SearchEngine engine, Indexes indexes, EndedChats ends) {
        this.engine = engine;
        this.indexes = indexes;
        this.ends = ends;
    }

    /**
     * Nobody is in a chat any more.
     *
     * @param rev the chat's last
     */
    public record End(UUID application, String chat, long rev) {
        String id() {
            return "chat|" + application + "|" + chat;
        }
    }

    /** A document as it was read, and where it stood then; {@code seqNo} is -1 where there was none. */
    private record Stored(Memberships memberships, long seqNo, long primaryTerm) {}

    /**
     * Applies changes. Who is said to have joined a chat that has ended since is not in it: looked for after writing, as
     * {@link #end} looks for members after writing that it has ended, so that one of them finds the other.
     *
     * @throws EngineAwayException when some could not be applied now; applying all again does no harm
     */
    public void apply(List<MembershipChange> changes) {
        applyAll(changes);
        applyAll(ends.of(changes));
    }

    /**
     * Takes everyone out of chats that have ended, also whoever is said later to have joined before then.
     *
     * @throws EngineAwayException as {@link #apply}
     */
    public void end(List<End> chats) {
        ends.write(chats);
        for (End chat : chats) {
            List<MembershipChange> found = ends.members(chat);
            List<MembershipChange> before = List.of();
            while (!found.isEmpty() && !found.equals(before)) {
                applyAll(found);
                before = found;
                found = ends.members(chat);
            }
        }
    }

    private void applyAll(List<MembershipChange> changes) {
        Map<String, List<MembershipChange>> open = new LinkedHashMap<>();
        changes.forEach(change ->
                open.computeIfAbsent(change.id(), id -> new ArrayList<>()).add(change));
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            attempt(open);
        }
        if (!open.isEmpty()) {
            throw new EngineAwayException("%d memberships are contended".formatted(open.size()));
        }
    }

    /**
     * What a user may see.
     *
     * @param since the first message that the user may see, of chats where that is not the first
     */
    public record Visible(Set<String> chats, Map<String, Long> since) {}

    /** The chats of a user; empty when the user is not known to be, or to have been, in any chat of the application. */
    public Optional<Visible> visible(UUID application, String user, Duration timeout) {
        String path = "/%s/_doc/%s?routing=%s&_source_includes=chats,since"
                .formatted(indexes.members(), SearchEngine.encode(MembershipChange.id(application, user)), application);
        try {
            Set<String> chats = new HashSet<>();
            JsonNode source = engine.get(path, timeout).path("_source");
            source.path("chats").forEach(chat -> chats.add(chat.asText()));
            return Optional.of(new Visible(chats, Memberships.since(source)));
        } catch (EngineRefusedException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The filter of a query that lets pass only what is in the user's chats when the query runs. */
    public ObjectNode filter(UUID application, String user) {
        ObjectNode filter = Json.MAPPER.createObjectNode();
        filter.putObject("terms")
                .putObject("chat")
                .put("index", indexes.members())
                .put("id", MembershipChange.id(application, user))
                .put("path", "chats")
                .put("routing", application.toString());
        return filter;
    }

    /** Applies what it can, and takes that out of the open ones. */
    private void attempt(Map<String, List<MembershipChange>> open) {
        Bulk bulk = new Bulk(indexes.members());
        List<String> written = new ArrayList<>();
        for (Stored stored : read(open)) {
            Memberships before = stored.memberships();
            String id = MembershipChange.id(before.application(), before.user());
            Memberships after = before;
            for (MembershipChange change : open.getOrDefault(id, List.of())) {
                after = after.with(change);
            }
            if (after.equals(before)) {
                open.remove(id);
            } else {
                written.add(id);
                add(bulk, id, stored, after);
            }
        }
        if (!written.isEmpty()) {
            settle(open, written, bulk.execute(engine));
        }
    }

    private static void add(Bulk bulk, String id, Stored stored, Memberships after) {
        ObjectNode parameters = Json.MAPPER.createObjectNode();
        String routing = after.application().toString();
        if (stored.seqNo() < 0) {
            bulk.add("create", id, routing, parameters, after.json());
        } else {
            parameters.put("if_seq_no", stored.seqNo()).put("if_primary_term", stored.primaryTerm());
            bulk.add("index", id, routing, parameters, after.json());
        }
    }

    private void settle(Map<String, List<MembershipChange>> open, List<String> written, List<Bulk.Fate> fates) {
        for (int i = 0; i < written.size(); i++) {
            switch (fates.get(i)) {
                case Bulk.Fate.Written _ -> open.remove(written.get(i));
                case Bulk.Fate.Conflict _ -> {}
                case Bulk.Fate.NoIndex _ -> indexes.ensure();
                case Bulk.Fate.Delayed(String reason) -> throw new EngineAwayException(reason);
                // Its fields are strings and numbers made here: only another mapping can be the reason.
                case Bulk.Fate.Refused(String reason) -> throw new EngineAwayException(reason);
            }
        }
    }

    private List<Stored> read(Map<String, List<MembershipChange>> open) {
        ObjectNode question = Json.MAPPER.createObjectNode();
        ArrayNode docs = question.putArray("docs");
        List<MembershipChange> asked = new ArrayList<>();
        open.forEach((id, changes) -> {
            MembershipChange any = changes.getFirst();
            asked.add(any);
            docs.addObject()
                    .put("_index", indexes.members())
                    .put("_id", id)
                    .put("routing", any.application().toString());
        });
        JsonNode answers = engine.call("POST", "/_mget", question).path("docs");
        List<Stored> stored = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            stored.add(stored(asked.get(i), answers.path(i)));
        }
        return stored;
    }

    private static Stored stored(MembershipChange asked, JsonNode answer) {
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
