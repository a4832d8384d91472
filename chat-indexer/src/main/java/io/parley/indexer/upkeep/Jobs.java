package io.parley.indexer.upkeep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.indexer.index.EngineAwayException;
import io.parley.indexer.index.EngineRefusedException;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.SearchEngine;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What is to be done by one indexer at a time, and how far it is: a document each in the engine. Who does it holds a lease, which
 * is renewed whenever the state is saved; another one goes on from there when it ends. Two that do the same for a moment do no
 * harm.
 */
@ApplicationScoped
class Jobs {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 20;

    private final SearchEngine engine;
    private final Indexes indexes;
    private final Clock clock;
    private final String self = UUID.randomUUID().toString();

    Jobs(SearchEngine engine, Indexes indexes, Clock clock) {
        this.engine = engine;
        this.indexes = indexes;
        this.clock = clock;
    }

    /** @param initial the state of one that was never begun */
    record Job<T>(String id, Class<T> type, T initial) {}

    /** Somebody else has it by now, or asked for something. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException() {
            super("The lease is lost", null, false, false);
        }
    }

    private record Document<T>(T state, String owner, Instant until, long seqNo, long primaryTerm) {
        boolean isThere() {
            return seqNo >= 0;
        }
    }

    /** The right to do it, until it is not saved for half a minute. */
    final class Lease<T> {
        private final Job<T> job;
        private Document<T> document;

        private Lease(Job<T> job, Document<T> document) {
            this.job = job;
            this.document = document;
        }

        T state() {
            return document.state();
        }

        /** @throws LostException when it is no longer this one's */
        void save(T state) {
            document = write(job, document, state, self, clock.instant().plus(LEASE));
        }

        /** Gives it back. */
        void end(T state) {
            document = write(job, document, state, "", Instant.EPOCH);
        }
    }

    <T> T state(Job<T> job) {
        return read(job).state();
    }

    /** Takes a job whose state is like this, unless somebody else has it. */
    <T> Optional<Lease<T>> take(Job<T> job, Predicate<T> due) {
        Document<T> document = read(job);
        boolean free = document.owner().equals(self) || !document.until().isAfter(clock.instant());
        if (!free || !due.test(document.state())) {
            return Optional.empty();
        }
        try {
            Lease<T> lease = new Lease<>(job, document);
            lease.save(document.state());
            return Optional.of(lease);
        } catch (LostException e) {
            return Optional.empty();
        }
    }

    /** Changes the state, whoever has the job; who has it starts again from there. */
    <T> T change(Job<T> job, UnaryOperator<T> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Document<T> document = read(job);
            try {
                return write(job, document, change.apply(document.state()), document.owner(), document.until())
                        .state();
            } catch (LostException e) {
                // Changed meanwhile: once more.
            }
        }
        throw new EngineAwayException("The state of %s is contended".formatted(job.id()));
    }

    private <T> Document<T> read(Job<T> job) {
        try {
            JsonNode answer = engine.get("/%s/_doc/%s".formatted(indexes.upkeep(), job.id()), TIMEOUT);
            JsonNode source = answer.path("_source");
            return new Document<>(
                    Json.MAPPER.treeToValue(source.path("state"), job.type()),
                    source.path("owner").asText(),
                    Instant.parse(source.path("until").asText()),
                    answer.path("_seq_no").asLong(),
                    answer.path("_primary_term").asLong());
        } catch (EngineRefusedException e) {
            if (e.status() == 404) {
                return new Document<>(job.initial(), "", Instant.EPOCH, -1, -1);
            }
            throw e;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> Document<T> write(Job<T> job, Document<T> before, T state, String owner, Instant until) {
        indexes.ensure();
        String condition = before.isThere()
                ? "if_seq_no=%d&if_primary_term=%d".formatted(before.seqNo(), before.primaryTerm())
                : "op_type=create";
        ObjectNode source = Json.MAPPER.createObjectNode().put("owner", owner).put("until", until.toString());
        source.set("state", Json.MAPPER.valueToTree(state));
        try {
            JsonNode answer = engine.call(
                    "PUT",
                    "/%s/_doc/%s?require_alias=true&%s".formatted(indexes.upkeep(), job.id(), condition),
                    source);
            return new Document<>(
                    state,
                    owner,
                    until,
                    answer.path("_seq_no").asLong(),
                    answer.path("_primary_term").asLong());
        } catch (EngineRefusedException e) {
            if (e.status() == 409) {
                throw new LostException();
            }
            throw e;
        }
    }
}
