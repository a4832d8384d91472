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
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Searches. What the caller may see is decided by the engine, as filters of the very query that finds: being in the chat
 * when the query runs, being in the audience, and not being what chat-core says at this moment that the caller may not see.
 */
@ApplicationScoped
class SearchService {
    private static final Logger LOG = Logger.getLogger(SearchService.class);

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
            if (visible.chats().isEmpty()) {
                return new Messages.Hits(List.of(), 0, null, freshness.lagMillis(), null);
            }
            Visibility visibility = new Visibility(
                    request.application(),
                    request.caller(),
                    members.filter(request.application(), request.caller()),
                    visible,
                    view);
            Messages.Hits hits = Found.read(execute(request, visibility, day), request, day, freshness.lagMillis());
            return request.context() == 0 ? hits : hits.with(around(hits.items(), request.context(), visibility));
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

    private List<Messages.Hit> around(List<Messages.Hit> hits, int count, Visibility visibility) {
        return new Surroundings(engine, indexes.messages(), config.timeout()).around(hits, count, visibility);
    }

    private JsonNode execute(SearchRequest request, Visibility visibility, long day) {
        // Copies of a shard may score a little differently: one caller always asks the same copy.
        String path = "/%s/_search?routing=%s&preference=%s&ignore_unavailable=true&allow_partial_search_results=false"
                .formatted(
                        indexes.messages(), request.application(), SearchEngine.encode("caller-" + request.caller()));
        return engine.call("POST", path, body(request, visibility, day), config.timeout());
    }

    private ObjectNode body(SearchRequest request, Visibility visibility, long day) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", request.limit() + 1);
        body.put("track_total_hits", 10_000);
        body.put("timeout", config.timeout().toMillis() + "ms");
        ObjectNode visible = visibility.query();
        ObjectNode bool = (ObjectNode) visible.path("bool");
        if (request.typed() != null) {
            ObjectNode query = Query.of(request.typed());
            bool.set("must", request.order() == Order.RELEVANCE ? Recency.weigh(query, day) : query);
        }
        request.filters().write((ArrayNode) bool.path("filter"));
        body.set("query", visible);
        Facet.ask(body, request.facets());
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
}
