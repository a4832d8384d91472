package io.parley.indexer.core;

import io.parley.contract.Json;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.Problem;
import io.parley.contract.event.Event;
import io.parley.contract.rest.Export;
import io.parley.contract.rest.Internal;
import io.parley.indexer.index.MessageDocument;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** Asks chat-core what is stored. Every method blocks, and throws {@link CoreAwayException}. */
@Singleton
public class Core implements Views {
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(10);

    private final CoreApi api;
    private final OidcClient oidc;
    private final TokensHelper tokens = new TokensHelper();

    Core(@RestClient CoreApi api, OidcClient oidc) {
        this.api = api;
        this.oidc = oidc;
    }

    @Override
    public Internal.View view(String token, String application, Duration timeout) {
        try {
            return api.view("Bearer " + token, application).await().atMost(timeout);
        } catch (WebApplicationException e) {
            throw refusal(e.getResponse());
        } catch (RuntimeException e) {
            throw new CoreAwayException("chat-core cannot be asked: " + e);
        }
    }

    private static RuntimeException refusal(Response response) {
        if (response.getStatusInfo().getFamily() == Response.Status.Family.CLIENT_ERROR) {
            try {
                Problem problem = Json.read(response.readEntity(String.class), Problem.class);
                return new ContractException(
                        problem.code(),
                        Objects.requireNonNullElse(
                                problem.detail(), problem.code().meaning()));
            } catch (RuntimeException e) {
                // No problem of ours: a proxy's answer, perhaps.
            }
        }
        return new CoreAwayException("chat-core answered %d".formatted(response.getStatus()));
    }

    /** Chats of all applications after the one with this key, by their keys. */
    public List<Export.StoredChat> chats(long after, int limit) {
        return ask(token -> api.chats(token, new Export.StoredChatsRequest(after, limit)))
                .chats();
    }

    /** The last revs of chats; null where there is no such chat. */
    public List<@Nullable Long> heads(List<Internal.ChatRef> chats) {
        return ask(token -> api.heads(token, new Internal.HeadsRequest(chats))).revs();
    }

    /** What is in ranges, in their order. */
    public List<Export.Digest> digests(List<Export.Range> ranges) {
        return ask(token -> api.digests(token, new Export.RangesRequest(ranges)))
                .digests();
    }

    /** The messages of ranges. */
    public List<MessageDocument> messages(List<Export.Range> ranges) {
        byte[] bundle = ask(token -> answered(api.messages(token, new Export.RangesRequest(ranges))));
        List<MessageDocument> messages = new ArrayList<>();
        for (EventBundle.Entry entry : EventBundle.decode(bundle)) {
            if (entry.event() instanceof Event.OfMessage of) {
                messages.add(new MessageDocument(entry.envelope().application(), of.chat(), of.message()));
            }
        }
        return messages;
    }

    /** An empty body is no entity. */
    private static byte[] answered(byte @Nullable [] body) {
        return body == null ? new byte[0] : body;
    }

    /** Users after this one; null: from the first. */
    public List<Export.User> users(Export.@Nullable User after, int limit) {
        return ask(token -> api.users(token, new Export.UsersRequest(after, limit)))
                .users();
    }

    /** Where these users are and were. */
    public List<Export.Membership> memberships(List<Export.User> users) {
        List<Export.Membership> all = new ArrayList<>();
        int first = 0;
        long after = 0;
        while (true) {
            Export.MembershipsRequest request = new Export.MembershipsRequest(users, first, after);
            List<Export.Membership> page =
                    ask(token -> api.memberships(token, request)).memberships();
            all.addAll(page);
            if (page.size() < Export.MAX_MEMBERSHIPS) {
                return all;
            }
            first = page.getLast().user();
            after = page.getLast().key();
        }
    }

    private <T> T ask(Function<String, T> question) {
        try {
            return question.apply("Bearer "
                    + tokens.getTokens(oidc).await().atMost(TOKEN_TIMEOUT).getAccessToken());
        } catch (WebApplicationException e) {
            throw new CoreAwayException(
                    "chat-core answered %d".formatted(e.getResponse().getStatus()));
        } catch (RuntimeException e) {
            throw new CoreAwayException("chat-core cannot be asked: " + e);
        }
    }
}
