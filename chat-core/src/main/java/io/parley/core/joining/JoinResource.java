package io.parley.core.joining;

import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.event.Member;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Joining;
import io.parley.contract.rest.Page;
import io.parley.core.chat.ChatRow;
import io.parley.core.chat.OpenChats;
import io.parley.core.http.PageParameters;
import io.parley.core.idempotency.Idempotency;
import io.parley.core.identity.Access;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.Caller;
import io.parley.core.identity.ChatAccess;
import io.parley.core.identity.CurrentCaller;
import io.parley.core.subscription.SubscriptionService;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/applications/{application}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Joining", description = "How users come into chats by themselves, or many at once.")
class JoinResource {
    private final Entry entry;
    private final Invites invites;
    private final JoinRequests requests;
    private final DirectChats direct;
    private final OpenChats open;
    private final Access access;
    private final CurrentCaller current;
    private final Idempotency idempotency;

    @Inject
    JoinResource(
            Entry entry,
            Invites invites,
            JoinRequests requests,
            DirectChats direct,
            OpenChats open,
            Access access,
            CurrentCaller current,
            Idempotency idempotency) {
        this.entry = entry;
        this.invites = invites;
        this.requests = requests;
        this.direct = direct;
        this.open = open;
        this.access = access;
        this.current = current;
        this.idempotency = idempotency;
    }

    @PUT
    @Path("direct-chats/{user}")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "user_not_found")
    @Operation(
            summary = "The direct chat with a user",
            description =
                    "The same chat for the same two people, whoever asks, also when both do at once; both are in it then, as members.")
    @APIResponse(responseCode = "201", description = "The chat, which was not there before")
    @APIResponse(responseCode = "200", description = "The chat")
    public RestResponse<Chats.Chat> direct(
            @PathParam("application") String application, @PathParam("user") String user) {
        ApplicationAccess in = access.admit(application);
        DirectChats.Direct chat = direct.with(in, current.user(), user);
        ChatRow row = open.read(access.chat(in, chat.chat()));
        return RestResponse.ResponseBuilder.create(
                        chat.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, row.chat())
                .location(URI.create("/v1/applications/%s/chats/%s".formatted(in.application(), chat.chat())))
                .build();
    }

    @GET
    @Path("open-chats")
    @Operation(
            summary = "List and search chats that one may join",
            description =
                    "Those whose joining is open or request, by title; with name those in whose title a word begins with it.")
    public Page<Chats.Chat> openChats(
            @PathParam("application") String application,
            @QueryParam("name") @Parameter(description = "what a word of the title begins with") @Nullable String name,
            @BeanParam PageParameters page) {
        if (name != null && (name.length() > Limits.TITLE_CHARS || name.indexOf(0) >= 0)) {
            throw ContractException.invalid(
                    "name", "name must have at most %d characters, and not U+0000".formatted(Limits.TITLE_CHARS));
        }
        return open.find(access.application(application), name, page);
    }

    @POST
    @Path("chats/{chat}/join")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(summary = "Join an open chat", description = "For users of the application, where joining is open.")
    @APIResponse(responseCode = "201", description = "The caller is a member now")
    @APIResponse(responseCode = "200", description = "The caller was subscribed before")
    public RestResponse<Member> join(@PathParam("application") String application, @PathParam("chat") String chat) {
        ChatAccess to = access.open(access.admit(application), chat);
        SubscriptionService.Subscribed done = entry.open(to, current.user());
        return RestResponse.ResponseBuilder.create(
                        done.joined() ? RestResponse.Status.CREATED : RestResponse.Status.OK, done.member())
                .build();
    }

    @POST
    @Path("join")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Operation(
            summary = "Join a chat by an invite",
            description = "Admits the user to the application, too. Who is in the chat already uses nothing up.")
    public Joining.Joined joinInvited(@PathParam("application") String application, Joining.@Nullable Join join) {
        return entry.invited(application, current.user(), join == null ? null : join.invite());
    }

    @POST
    @Path("chats/{chat}/invites")
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-errors", value = "limit_reached")
    @Operation(
            summary = "Make an invite",
            description = "Its token is shown this once. For the chat's owners and moderators, and the application.")
    @APIResponseSchema(value = Joining.Invite.class, responseCode = "201", responseDescription = "The invite")
    public RestResponse<Joining.Invite> invite(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Joining.@Nullable InviteCreate request) {
        ChatAccess in = managed(application, chat);
        return idempotency.secret(key, request, Joining.Invite.class, () -> {
            Joining.Invite invite = invites.make(in, request);
            return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, invite)
                    .location(URI.create(
                            "/v1/applications/%s/chats/%s/invites/%s".formatted(application, chat, invite.id())))
                    .build();
        });
    }

    @GET
    @Path("chats/{chat}/invites")
    @Operation(summary = "List the invites of a chat", description = "Oldest first, without their tokens.")
    public Page<Joining.Invite> invites(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @BeanParam PageParameters page) {
        return invites.of(managed(application, chat), page);
    }

    @DELETE
    @Path("chats/{chat}/invites/{invite: [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}")
    @Operation(summary = "Take an invite back", description = "Who came by it stays.")
    @APIResponse(responseCode = "204", description = "The invite is good no more")
    public void deleteInvite(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("invite") String invite) {
        invites.delete(managed(application, chat), UUID.fromString(invite));
    }

    @POST
    @Path("chats/{chat}/join-requests")
    @Consumes(MediaType.APPLICATION_JSON)
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    @Extension(name = "x-errors", value = "limit_reached")
    @Operation(
            summary = "Ask to be let into a chat",
            description = "For users of the application, where joining is request. Who asks again replaces the note.")
    @APIResponse(responseCode = "201", description = "The caller waits for an answer now")
    @APIResponse(responseCode = "200", description = "The caller waited before")
    public RestResponse<Joining.Request> ask(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Joining.@Nullable Ask body) {
        ChatAccess of = access.open(access.admit(application), chat);
        Caller.User caller = current.user();
        return idempotency.answer(key, body, Joining.Request.class, () -> answer(of, requests.ask(of, caller, body)));
    }

    private static RestResponse<Joining.Request> answer(ChatAccess of, JoinRequests.Asked asked) {
        return RestResponse.ResponseBuilder.create(
                        asked.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK, asked.request())
                .location(URI.create("/v1/applications/%s/chats/%s/join-requests/%s"
                        .formatted(
                                of.inApplication().application(),
                                of.chat(),
                                asked.request().user())))
                .build();
    }

    @GET
    @Path("chats/{chat}/join-requests")
    @Operation(summary = "List who asks to be let in", description = "Who waits longest comes first.")
    public Page<Joining.Request> joinRequests(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @BeanParam PageParameters page) {
        return requests.of(managed(application, chat), page);
    }

    @POST
    @Path("chats/{chat}/join-requests/{user}/accept")
    @Operation(summary = "Let in who asked", description = "As a member. One who came in meanwhile stays as is.")
    public Member accept(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("user") String user) {
        return requests.accept(managed(application, chat), user);
    }

    @DELETE
    @Path("chats/{chat}/join-requests/{user}")
    @Operation(
            summary = "Decline a request, or take one's own back",
            description = "The user is not told, and may ask again.")
    @APIResponse(responseCode = "204", description = "Nobody waits under this address any more")
    public void removeRequest(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("user") String user) {
        ChatAccess of = access.open(access.application(application), chat);
        if (!user.equals(of.inApplication().caller().sender())) {
            managed(application, chat);
        }
        requests.remove(of, user);
    }

    @POST
    @Path("chats/{chat}/subscriptions/batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Subscribe many users",
            description =
                    "1 to 1,000 in one transaction, as members, moderators or readers; each answered in its place. Who is subscribed stays in that role.")
    public RestResponse<Joining.SubscribedMany> subscribeMany(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Joining.@Nullable SubscribeMany body) {
        Supplier<Joining.SubscribedMany> many = entry.many(managed(application, chat), body);
        return idempotency.answer(key, body, Joining.SubscribedMany.class, () -> RestResponse.ok(many.get()));
    }

    private ChatAccess managed(String application, String chat) {
        return access.chat(application, chat).require(Action.SUBSCRIBE_OTHERS);
    }
}
