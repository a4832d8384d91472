package io.parley.core.sync;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.Check;
import io.parley.contract.Limits;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Internal;
import io.parley.core.database.Database;
import io.parley.core.database.Snapshot;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.timeline.Changes;
import io.parley.core.timeline.PublishedChanges;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For gateways of the same installation: is anything missing, and what. */
@Path("/internal/v1")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Internal.ROLE)
@RunOnVirtualThread
@Tag(name = "Internal")
public class InternalResource {
    private static final String HEADS = """
            select c.last_rev
              from unnest(?::uuid[], ?::text[]) with ordinality as t(application, id, ord)
              left join chat c on c.application_id = t.application and c.id = t.id
             order by t.ord
            """;

    private static final String KEY = "select key from chat where application_id = ? and id = ?";

    private final AgroalDataSource dataSource;
    private final Database database;

    InternalResource(AgroalDataSource dataSource, Database database) {
        this.dataSource = dataSource;
        this.database = database;
    }

    @POST
    @Path("heads")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The last revs of chats", description = "In the order in which they were asked for.")
    public Internal.Heads heads(Internal.@Nullable HeadsRequest body) {
        Internal.HeadsRequest request = present(body);
        if (request.chats().size() > Internal.MAX_HEADS) {
            throw ContractException.invalid("chats", "chats may name at most " + Internal.MAX_HEADS);
        }
        request.chats().forEach(chat -> Check.chatId(chat.chat(), "chats"));
        return Snapshot.of(dataSource, connection -> heads(connection, request.chats()));
    }

    private static Internal.Heads heads(Connection connection, List<Internal.ChatRef> chats) throws SQLException {
        return new Internal.Heads(Sql.list(
                connection,
                HEADS,
                row -> row.getObject(1, Long.class),
                SqlArrays.array(connection, "uuid", chats, Internal.ChatRef::application),
                SqlArrays.texts(connection, chats, Internal.ChatRef::chat)));
    }

    @POST
    @Path("changes")
    @Produces(EventBundle.MEDIA_TYPE)
    @Extension(name = "x-errors", value = "chat_not_found")
    @Operation(
            summary = "The changes of a chat after a rev, as they are published",
            description = "Whoever may see them; as a bundle of events.")
    @APIResponse(
            responseCode = "200",
            description = "A bundle of events: lines of JSON, an envelope and an event each",
            headers = {
                @Header(
                        name = Internal.COVERED_REV,
                        description = "Everything up to this rev is in the answer",
                        schema = @Schema(type = SchemaType.INTEGER)),
                @Header(
                        name = Internal.MORE,
                        description = "Whether there is more after the covered rev",
                        schema = @Schema(type = SchemaType.BOOLEAN))
            },
            content = @Content(mediaType = EventBundle.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING)))
    public Response changes(Internal.@Nullable ChangesRequest body) {
        Internal.ChangesRequest request = present(body);
        if (request.limit() < 1 || request.limit() > Limits.SYNC_CHANGES_MAX) {
            throw ContractException.invalid("limit", "limit must be 1 to " + Limits.SYNC_CHANGES_MAX);
        }
        String chat = Check.chatId(request.chat(), "chat");
        long key = database.first(KEY, row -> row.getLong(1), request.application(), chat)
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
        Changes.After after = new Changes.After(key, chat, request.after());
        Changes.Of changes = Snapshot.of(
                        dataSource, connection -> Changes.read(connection, List.of(after), request.limit(), null))
                .getFirst();
        return Response.ok(EventBundle.encode(PublishedChanges.entries(request.application(), changes)))
                .header(Internal.COVERED_REV, changes.covered())
                .header(Internal.MORE, changes.more())
                .build();
    }

    private static <T> T present(@Nullable T body) {
        if (body == null) {
            throw new ContractException(ErrorCode.INVALID_REQUEST, "A JSON object is required as the body");
        }
        return body;
    }
}
