package io.parley.core.member;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.People;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Access;
import io.parley.core.identity.ApplicationAccess;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/applications/{application}/members")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Members", description = "Who is part of an application, and who is banned from it.")
class MemberResource {
    private final AppMembers members;
    private final MemberService service;
    private final Access access;

    @Inject
    MemberResource(AppMembers members, MemberService service, Access access) {
        this.members = members;
        this.service = service;
        this.access = access;
    }

    @GET
    @Operation(
            summary = "List the members of an application",
            description = "By user id, with their bans. For the application's owner and admins, and its token.")
    public Page<People.AppMember> list(@PathParam("application") String application, @BeanParam PageParameters page) {
        return members.of(managed(application).application(), page);
    }

    @GET
    @Path("{user}")
    @Extension(name = "x-errors", value = "user_not_found")
    @Operation(summary = "Read a member of an application", description = "Or somebody who is banned and no member.")
    public People.AppMember one(@PathParam("application") String application, @PathParam("user") String user) {
        UUID id = managed(application).application();
        return members.one(id, Check.userId(user, "user"))
                .orElseThrow(() -> new ContractException(
                        ErrorCode.USER_NOT_FOUND, "The user is no member of this application, and not banned."));
    }

    @PUT
    @Path("{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-errors", value = "user_not_found")
    @Operation(
            summary = "Admit a user to an application, or make a member an admin",
            description =
                    "Any user of the realm, also one who has never logged in. Only the application's owner and its token make and unmake admins.")
    public People.AppMember admit(
            @PathParam("application") String application,
            @PathParam("user") String user,
            People.@Nullable Admit admit) {
        ApplicationAccess managed = managed(application);
        service.admit(managed, user, admit == null ? null : admit.role());
        return members.one(managed.application(), user)
                .orElseThrow(() -> new ContractException(ErrorCode.USER_NOT_FOUND, "The user was removed meanwhile."));
    }

    @DELETE
    @Path("{user}")
    @Extension(name = "x-errors", value = "user_not_found")
    @Operation(
            summary = "Remove a user from an application",
            description =
                    "From all of its chats, too; the user's connections are closed. Where the application is open the user may come back.")
    @APIResponse(responseCode = "204", description = "The user is no member any more")
    public void remove(@PathParam("application") String application, @PathParam("user") String user) {
        service.remove(managed(application), user);
    }

    @PUT
    @Path("{user}/ban")
    @Consumes(MediaType.APPLICATION_JSON)
    @Extension(name = "x-errors", value = "user_not_found")
    @Operation(
            summary = "Ban a user from an application, or change the ban",
            description = "Everything there is answered 403 from then on; the user's connections are closed.")
    public People.AppMember ban(
            @PathParam("application") String application,
            @PathParam("user") String user,
            People.@Nullable BanRequest ban) {
        ApplicationAccess managed = managed(application);
        service.ban(managed, user, ban);
        return members.one(managed.application(), user)
                .orElseThrow(() -> new ContractException(ErrorCode.USER_NOT_FOUND, "The ban was lifted meanwhile."));
    }

    @DELETE
    @Path("{user}/ban")
    @Extension(name = "x-errors", value = "user_not_found")
    @Operation(summary = "Lift a ban", description = "At once; also where there is none.")
    @APIResponse(responseCode = "204", description = "The user is not banned")
    public void lift(@PathParam("application") String application, @PathParam("user") String user) {
        service.lift(managed(application).application(), user);
    }

    private ApplicationAccess managed(String application) {
        return access.application(application).require(Action.MANAGE_MEMBERS);
    }
}
