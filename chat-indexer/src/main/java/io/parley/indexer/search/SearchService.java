package io.parley.indexer.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Messages;
import io.parley.indexer.core.CoreAwayException;
import io.parley.indexer.core.Views;
import io.parley.indexer.index.EngineAwayException;
import io.parley.indexer.index.EngineRefusedException;
import io.parley.indexer.index.Freshness;
import io.parley.indexer.index.Indexes;
import io.parley.indexer.index.SearchConfig;
import io.parley.indexer.index.SearchEngine;
import io.parley.indexer.member.MemberIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Searches. What the caller may see is decided by the engine, as filters of the very query that finds: being in the chat
 * when the query runs, being in the audience, and not being what chat-core says at this moment that the caller may not see.
 */
@ApplicationScoped
class SearchService {
    private static final Logger LOG = Logger.getLogger(SearchService.class);

    /** Engines bound the clauses of a query: of more chats than these, in which the caller sees a part, nothing is found. */
    private static final int BOUNDS = 300;

    private final SearchEngine engine;
    private final Indexes indexes;
    private final MemberIndex members;
    private final Views views;
    private final Freshness freshness;
    private final SearchConfig config;
    private final Clock clock;

    SearchService(
            SearchEngine engine,
            Indexes indexes,
            MemberIndex members,
            Views views,
            Freshness freshness,
            SearchConfig config,
            Clock clock) {
        this.engine = engine;
        this.indexes = indexes;
        this.members = members;
        this.views = views;
        this.freshness = freshness;
        this.config = config;
        this.clock = clock;
    }

    /** @param token the caller's */
    Messages.Hits search(SearchRequest request, String token) {
        long day =
                request.after() == null ? Recency.today(clock) : request.after().day();
        try {
            Internal.View view = views.view(token, request.application().toString(), config.timeout());
            MemberIndex.Visible visible = knownTo(request, view);
            // Without a look into the index: there may be no document to look its chats up in.
            return visible.chats().isEmpty()
                    ? new Messages.Hits(List.of(), 0, freshness.lagMillis(), null)
                    : Found.read(execute(request, visible, view, day), request, day, freshness.lagMillis());
        } catch (CoreAwayException e) {
            LOG.debugf("A search was not answered: %s", e.getMessage());
            throw new ContractException(
                    ErrorCode.UNAVAILABLE, "What you may see cannot be checked for the moment; try again later");
        } catch (EngineAwayException e) {
            LOG.debugf("A search was not answered: %s", e.getMessage());
            throw new ContractException(ErrorCode.UNAVAILABLE, "Search is away for the moment; try again later");
        } catch (EngineRefusedException e) {
            if (e.because("too_many_nested_clauses") || e.because("too_many_clauses")) {
                throw ContractException.invalid("q", "q has too many words");
            }
            throw e;
        }
    }

    /** Says what is not there, instead of finding nothing in it. What may be found is decided by the query alone. */
    private MemberIndex.Visible knownTo(SearchRequest request, Internal.View view) {
        MemberIndex.Visible visible = members.visible(request.application(), request.caller(), config.timeout());
        String chat = request.filters().chat();
        if (chat != null && (!visible.chats().contains(chat) || view.left().contains(chat))) {
            throw new ContractException(ErrorCode.CHAT_NOT_FOUND);
        }
        return visible;
    }

    private JsonNode execute(SearchRequest request, MemberIndex.Visible visible, Internal.View view, long day) {
        // Copies of a shard may score a little differently: one caller always asks the same copy.
        String path = "/%s/_search?routing=%s&preference=%s&ignore_unavailable=true&allow_partial_search_results=false"
                .formatted(
                        indexes.messages(), request.application(), SearchEngine.encode("caller-" + request.caller()));
        return engine.call("POST", path, body(request, visible, view, day), config.timeout());
    }

    private ObjectNode body(SearchRequest request, MemberIndex.Visible visible, Internal.View view, long day) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", request.limit() + 1);
        body.put("track_total_hits", 10_000);
        body.put("timeout", config.timeout().toMillis() + "ms");
        ObjectNode bool = body.putObject("query").putObject("bool");
        if (request.typed() != null) {
            ObjectNode query = Query.of(request.typed());
            bool.set("must", request.order() == Order.RELEVANCE ? Recency.weigh(query, day) : query);
        }
        filters(bool.putArray("filter"), request);
        ArrayNode hidden = bool.putArray("must_not");
        hidden.addObject().putObject("exists").put("field", "deletedAt");
        hide(hidden, visible);
        none(hidden, "chat", view.left());
        none(hidden, "sender", view.blocked());
        none(hidden, "key", view.hidden());
        body.put("track_scores", true);
        body.set("sort", sort(request.order()));
        if (request.after() != null) {
            body.set("search_after", request.after().sort(request.order()));
        }
        Highlights.ask(body.putObject("highlight"));
        return body;
    }

    /** Chat and seq are unique together, and so the order is the same on every page. */
    private static ArrayNode sort(Order order) {
        ArrayNode sort = Json.MAPPER.createArrayNode();
        String time = order == Order.OLDEST ? "asc" : "desc";
        if (order == Order.RELEVANCE) {
            sort.addObject().put("_score", "desc");
        }
        sort.addObject().put("createdAt", time);
        sort.addObject().put("chat", "asc");
        sort.addObject().put("seq", time);
        return sort;
    }

    private void filters(ArrayNode filters, SearchRequest request) {
        Filters.term(filters, "application", request.application().toString());
        filters.add(members.filter(request.application(), request.caller()));
        ArrayNode audience = Filters.anyOf(filters);
        audience.addObject()
                .putObject("bool")
                .putObject("must_not")
                .putObject("exists")
                .put("field", "recipients");
        Filters.term(audience, "recipients", request.caller());
        Filters.term(audience, "sender", request.caller());
        request.filters().write(filters);
    }

    /** What was before a member joined who sees messages only from then on. */
    private static void hide(ArrayNode hidden, MemberIndex.Visible visible) {
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
