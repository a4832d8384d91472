package io.parley.core.view;

import io.parley.contract.rest.Internal;
import io.parley.core.database.Database;
import io.parley.core.identity.Access;
import io.parley.core.identity.CurrentCaller;
import io.parley.openapi.ApiDocument;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * For search, with the token of whoever searches: a copy of what is stored lags behind, and who may see what must not. Refused is
 * who is refused everywhere else.
 */
@Path("/internal/v1/applications/{application}/view")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalViewResource {
    private static final String VIEW = """
            with own as (select s.chat_key, c.id, s.left_at
                           from subscription s join chat c on c.key = s.chat_key
                          where s.user_id = ? and s.application_id = ?)
            select array(select id from own where left_at is not null order by left_at desc limit ?) as left_chats,
                   array(select blocked_id from blocked_user where user_id = ? and application_id = ?) as blocked,
                   array(select own.id || '|' || h.seq
                           from own join hidden_message h on h.chat_key = own.chat_key and h.user_id = ?
                          where own.left_at is null
                          order by h.hidden_at desc limit ?) as hidden
            """;

    private final Database database;
    private final Access access;
    private final CurrentCaller current;

    InternalViewResource(Database database, Access access, CurrentCaller current) {
        this.database = database;
        this.access = access;
        this.current = current;
    }

    @GET
    @Operation(
            summary = "What a user may not see though a copy may say otherwise",
            description = "For search, with the token of whoever searches.")
    @SecurityRequirement(name = ApiDocument.USER_TOKEN)
    public Internal.View view(@PathParam("application") String application) {
        String user = current.user().id();
        UUID id = access.application(application).application();
        return database.first(
                        VIEW,
                        row -> new Internal.View(
                                texts(row.getArray("left_chats")),
                                texts(row.getArray("blocked")),
                                texts(row.getArray("hidden"))),
                        user,
                        id,
                        Internal.MAX_LEFT,
                        user,
                        id,
                        user,
                        Internal.MAX_HIDDEN)
                .orElseThrow();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
