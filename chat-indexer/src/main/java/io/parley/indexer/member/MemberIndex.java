package io.parley.indexer.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.rest.Export;
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
    private final MemberDocuments documents;
    private final EndedChats ends;

    MemberIndex(SearchEngine engine, Indexes indexes, MemberDocuments documents, EndedChats ends) {
        this.engine = engine;
        this.indexes = indexes;
        this.documents = documents;
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
        Map<Export.User, List<MembershipChange>> open = new LinkedHashMap<>();
        changes.forEach(change -> open.computeIfAbsent(
                        new Export.User(change.application(), change.user()), user -> new ArrayList<>())
                .add(change));
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

    /** The chats of a user; none when the user is not known to be in any chat of the application. */
    public Visible visible(UUID application, String user, Duration timeout) {
        String path = "/%s/_doc/%s?routing=%s&_source_includes=chats,since"
                .formatted(indexes.members(), SearchEngine.encode(MembershipChange.id(application, user)), application);
        try {
            Set<String> chats = new HashSet<>();
            JsonNode source = engine.get(path, timeout).path("_source");
            source.path("chats").forEach(chat -> chats.add(chat.asText()));
            return new Visible(chats, Memberships.since(source));
        } catch (EngineRefusedException e) {
            if (e.status() == 404) {
                return new Visible(Set.of(), Map.of());
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
    private void attempt(Map<Export.User, List<MembershipChange>> open) {
        MemberDocuments.Writing writing = documents.writing();
        for (MemberDocuments.Stored stored : documents.read(open.keySet())) {
            Memberships before = stored.memberships();
            Export.User user = new Export.User(before.application(), before.user());
            Memberships after = before.with(open.getOrDefault(user, List.of()));
            if (after.equals(before)) {
                open.remove(user);
            } else {
                writing.put(stored, after);
            }
        }
        writing.execute().forEach(open::remove);
    }
}
