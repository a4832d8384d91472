package io.parley.realtime.core;

import io.parley.contract.Json;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Sync;
import io.parley.realtime.live.LiveState;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.session.StateSource;
import io.parley.realtime.watch.ChangeSource;
import io.parley.realtime.watch.Changes;
import io.parley.realtime.watch.ChatKey;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * chat-core, as the gateway uses it. A user's state is read with that user's own token, so that chat-core decides what
 * the user may see; heads and changes of chats are read with the gateway's.
 *
 * <p>May be called from any thread; answers arrive on the hub.
 */
@Singleton
public final class Core implements ChangeSource, StateSource, LiveState {
    private final CoreApi api;
    private final OidcClient oidc;
    private final TokensHelper tokens = new TokensHelper();
    private final Hub hub;

    Core(@RestClient CoreApi api, OidcClient oidc, Hub hub) {
        this.api = api;
        this.oidc = oidc;
        this.hub = hub;
    }

    @Override
    public void sync(
            String token,
            UUID application,
            Sync.Request request,
            BiConsumer<Sync.@Nullable Response, @Nullable Throwable> answer) {
        hub.ask(
                api.sync("Bearer " + token, application, request)
                        .onFailure(WebApplicationException.class)
                        .transform(Core::refusal),
                answer);
    }

    private static Throwable refusal(Throwable failure) {
        if (failure instanceof WebApplicationException refused) {
            return switch (refused.getResponse().getStatus()) {
                case 401 -> new ContractException(ErrorCode.UNAUTHENTICATED);
                case 403 -> new ContractException(isBan(refused) ? ErrorCode.BANNED : ErrorCode.APPLICATION_NOT_FOUND);
                case 404 -> new ContractException(ErrorCode.APPLICATION_NOT_FOUND);
                case 400 -> new ContractException(ErrorCode.INVALID_REQUEST);
                default -> failure;
            };
        }
        return failure;
    }

    private static boolean isBan(WebApplicationException refused) {
        try {
            Problem problem = Json.read(refused.getResponse().readEntity(String.class), Problem.class);
            return problem.code() == ErrorCode.BANNED;
        } catch (RuntimeException e) {
            // No problem of ours: a proxy's answer, perhaps.
            return false;
        }
    }

    @Override
    public void changes(
            ChatKey chat, long after, int limit, BiConsumer<@Nullable Changes, @Nullable Throwable> answer) {
        Internal.ChangesRequest request = new Internal.ChangesRequest(chat.application(), chat.chat(), after, limit);
        hub.ask(authorization().chain(token -> api.changes(token, request)).map(Core::changes), answer);
    }

    private static Changes changes(RestResponse<byte[]> response) {
        if (response.getStatus() != 200) {
            throw new IllegalStateException("chat-core answered " + response.getStatus());
        }
        byte[] bundle = response.getEntity();
        return new Changes(
                // An empty body is no entity.
                bundle == null ? List.of() : EventBundle.decode(bundle),
                Long.parseLong(response.getHeaderString(Internal.COVERED_REV)),
                Boolean.parseBoolean(response.getHeaderString(Internal.MORE)));
    }

    @Override
    public void heads(List<ChatKey> chats, BiConsumer<@Nullable List<@Nullable Long>, @Nullable Throwable> answer) {
        List<Internal.ChatRef> refs = chats.stream()
                .map(key -> new Internal.ChatRef(key.application(), key.chat()))
                .toList();
        hub.ask(
                authorization()
                        .chain(token -> api.heads(token, new Internal.HeadsRequest(refs)))
                        .map(Internal.Heads::revs),
                answer);
    }

    @Override
    public void mark(List<Internal.Mark> marks, BiConsumer<@Nullable Boolean, @Nullable Throwable> answer) {
        hub.ask(
                authorization()
                        .chain(token -> api.mark(token, new Internal.MarksRequest(marks)))
                        .replaceWith(true)
                        .onFailure(WebApplicationException.class)
                        .transform(Core::refusal),
                answer);
    }

    @Override
    public void markers(
            ChatKey chat, String user, BiConsumer<ServerFrame.@Nullable Markers, @Nullable Throwable> answer) {
        Internal.MarkersRequest request = new Internal.MarkersRequest(chat.application(), chat.chat(), user);
        hub.ask(authorization().chain(token -> api.markers(token, request)), answer);
    }

    @Override
    public void seen(List<Internal.Seen> seen, BiConsumer<@Nullable Boolean, @Nullable Throwable> answer) {
        hub.ask(
                authorization()
                        .chain(token -> api.seen(token, new Internal.SeenRequest(seen)))
                        .replaceWith(true),
                answer);
    }

    @Override
    public void lastSeen(
            UUID application,
            String viewer,
            List<String> users,
            BiConsumer<@Nullable List<Internal.Seen>, @Nullable Throwable> answer) {
        Internal.LastSeenRequest request = new Internal.LastSeenRequest(application, viewer, users);
        hub.ask(authorization().chain(token -> api.lastSeen(token, request)).map(Internal.LastSeen::seen), answer);
    }

    private Uni<String> authorization() {
        // What is thrown at once, as after the shutdown, is a failure like any other.
        return Uni.createFrom()
                .deferred(() -> tokens.getTokens(oidc))
                .map(granted -> "Bearer " + granted.getAccessToken());
    }
}
