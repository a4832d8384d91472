package io.parley.core.subscription;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Member;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Page;
import io.parley.core.directory.Directory;
import io.parley.core.directory.DirectoryUser;
import io.parley.core.http.PageParameters;
import io.parley.core.idempotency.Idempotency;
import io.parley.core.identity.Access;
import io.parley.core.identity.ChatAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/applications/{application}/chats/{chat}/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Subscriptions", description = "Who is in a chat, and in which role.")
class SubscriptionResource {
    private final SubscriptionService subscriptions;
    private final MemberList members;
    private final Directory directory;
    private final Access access;
    private final Idempotency idempotency;

    @Inject
    SubscriptionResource(
            SubscriptionService subscriptions,
            MemberList members,
            Directory directory,
            Access access,
            Idempotency idempotency) {
        this.subscriptions = subscriptions;
        this.members = members;
        this.directory = directory;
        this.access = access;
        this.idempotency = idempotency;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-errors", value = "user_not_found, last_owner")
    @Operation(
            summary = "Subscribe a user, or change the user's role",
            description =
                    "By id or by username, also one who has never logged in; admits the user to the application. For the chat's owners and moderators, and the application, and where the chat says so its members; only owners and the application make owners.")
    @APIResponse(responseCode = "201", description = "The user was subscribed")
    @APIResponse(responseCode = "200", description = "The user was subscribed before, and has this role now")
    public RestResponse<Member> subscribe(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            Chats.@Nullable Subscribe subscribe) {
        ChatAccess to = access.chat(application, chat).require(Action.INVITE_OTHERS);
        if (subscribe == null) {
            throw new ContractException(ErrorCode.INVALID_REQUEST, "Say whom to subscribe: user or username");
        }
        DirectoryUser user = user(subscribe);
        return idempotency.answer(
                key, subscribe, Member.class, () -> answer(subscriptions.subscribe(to, user, subscribe.role())));
    }

    private static RestResponse<Member> answer(SubscriptionService.Subscribed done) {
        return RestResponse.ResponseBuilder.create(
                        done.joined() ? RestResponse.Status.CREATED : RestResponse.Status.OK, done.member())
                .build();
    }

    private DirectoryUser user(Chats.Subscribe subscribe) {
        String id = subscribe.user();
        String username = subscribe.username();
        if (id != null && username == null) {
            return directory.byId(id, "user");
        }
        if (username != null && id == null) {
            return directory.byUsername(username, "username");
        }
        throw ContractException.invalid("user", "Give one of user and username, to say whom to subscribe");
    }

    @GET
    @Operation(summary = "List who is in a chat", description = "By user id; for everyone who may see the chat.")
    public Page<Member> list(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @BeanParam PageParameters page) {
        return members.of(access.chat(application, chat), page);
    }

    @DELETE
    @Path("{user}")
    @Extension(name = "x-errors", value = "subscription_not_found, last_owner")
    @Operation(
            summary = "Remove a user from a chat",
            description =
                    "Everyone may remove themselves; for others as with subscribing. A chat keeps an owner while it has members.")
    @APIResponse(responseCode = "204", description = "The user is not subscribed any more")
    public void remove(
            @PathParam("application") String application,
            @PathParam("chat") String chat,
            @PathParam("user") String user) {
        ChatAccess to = access.chat(application, chat);
        Check.userId(user, "user");
        if (!to.inApplication().caller().sender().equals(user)) {
            to.require(Action.REMOVE_OTHERS);
        }
        subscriptions.remove(to, user);
    }
}
