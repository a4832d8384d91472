package io.parley.indexer.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes messages. The document's version is the message's {@code rev}: an older state never replaces a newer one,
 * whatever order and however often they come.
 */
@ApplicationScoped
public class MessageIndex {
    /** After this time every indexer writes into an index that is to take over as well. */
    public static final Duration NEXT_KNOWN = Duration.ofSeconds(2);

    private final SearchEngine engine;
    private final Indexes indexes;
    private final Clock clock;
    /** Whether the mapping of the index is known to be at least of this version. */
    private volatile boolean current;
    /** Whether an index is filled that is to take over, and since when that is known; for any thread. */
    private volatile boolean next;

    private volatile long nextKnownAt = Long.MIN_VALUE;

    MessageIndex(SearchEngine engine, Indexes indexes, Clock clock) {
        this.engine = engine;
        this.indexes = indexes;
        this.clock = clock;
    }

    /**
     * A message that the engine will never take.
     *
     * @param position in what was to be written
     */
    public record Refused(int position, String reason) {}

    /**
     * Writes messages, also into an index that is to take over.
     *
     * @return those that can never be written
     * @throws EngineAwayException when some could not be written now; writing all again does no harm
     */
    public List<Refused> write(List<MessageDocument> documents) {
        if (documents.isEmpty()) {
            return List.of();
        }
        if (!current) {
            indexes.update();
            current = true;
        }
        List<Refused> refused = searched(documents);
        if (!isNextThere()) {
            return refused;
        }
        List<Bulk.Fate> fates = execute(indexes.next(), documents);
        if (fates.contains(new Bulk.Fate.NoIndex())) {
            // It has taken over meanwhile, perhaps after the write.
            nextKnownAt = Long.MIN_VALUE;
            return searched(documents);
        }
        return Stream.of(refused, refused(fates))
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        Refused::position, Function.identity(), (first, ignored) -> first, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    private List<Refused> searched(List<MessageDocument> documents) {
        List<Bulk.Fate> fates = execute(indexes.messages(), documents);
        if (fates.contains(new Bulk.Fate.NoIndex())) {
            indexes.ensure();
            fates = execute(indexes.messages(), documents);
        }
        return refused(fates);
    }

    /** Asked every {@link #NEXT_KNOWN} at most. */
    private boolean isNextThere() {
        long now = System.nanoTime();
        if (nextKnownAt == Long.MIN_VALUE || now - nextKnownAt > NEXT_KNOWN.toNanos()) {
            next = indexes.isNextThere();
            nextKnownAt = now;
        }
        return next;
    }

    /**
     * Writes messages into the index behind this alias, which must be there.
     *
     * @return those that can never be written
     */
    public List<Refused> writeTo(String alias, List<MessageDocument> documents) {
        return documents.isEmpty() ? List.of() : refused(execute(alias, documents));
    }

    private static List<Refused> refused(List<Bulk.Fate> fates) {
        List<Refused> refused = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            switch (fates.get(i)) {
                case Bulk.Fate.Written _, Bulk.Fate.Conflict _ -> {}
                case Bulk.Fate.NoIndex _ -> throw new EngineAwayException("The index of messages is missing");
                case Bulk.Fate.Delayed(String reason) -> throw new EngineAwayException(reason);
                case Bulk.Fate.Refused(String reason) -> refused.add(new Refused(i, reason));
            }
        }
        return refused;
    }

    private List<Bulk.Fate> execute(String alias, List<MessageDocument> documents) {
        Bulk bulk = new Bulk(alias);
        Instant now = clock.instant();
        documents.forEach(document ->
                bulk.add("index", document.id(), document.routing(), version(document), document.json(now)));
        return bulk.execute(engine);
    }

    private static ObjectNode version(MessageDocument document) {
        return Json.MAPPER
                .createObjectNode()
                .put("version", document.message().rev())
                .put("version_type", "external_gte");
    }
}
