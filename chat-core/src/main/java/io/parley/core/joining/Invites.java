package io.parley.core.joining;

import io.parley.contract.Check;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Joining;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.ApplicationToken;
import io.parley.core.identity.ChatAccess;
import io.parley.core.ops.Ids;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invites of chats: made, listed, taken back. Of a token only the hash is kept. */
@Singleton
class Invites {
    private static final String NAME = "invites";
    private static final int MAX_USES = 100_000;
    /** Invites of one chat, used up and expired ones too, which are to be deleted. */
    private static final int MAX_INVITES = 200;

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int TOKEN_CHARS = 32;

    private static final String INSERT = """
            insert into invite (id, chat_key, hash, role, created_by, created_at, expires_at, max_uses)
            select ?::uuid, ?::bigint, ?::bytea, ?, ?, ?::timestamptz, ?::timestamptz, ?::integer where (
                select count(*) from (select from invite where chat_key = ? limit ?) few) < ?
            """;

    private static final String PAGE = """
            select id, role, created_by, created_at, expires_at, max_uses, uses from invite
             where chat_key = ? and (created_at, id) > (?, ?) order by created_at, id limit ?
            """;

    private static final String DELETE = "delete from invite where chat_key = ? and id = ?";

    private static final String FIND = """
            select i.id, i.role, c.id as chat from invite i join chat c on c.key = i.chat_key
             where i.hash = ? and c.application_id = ? and c.deleted_at is null
               and (i.expires_at is null or i.expires_at > ?) and (i.max_uses is null or i.uses < i.max_uses)
            """;

    private final Database database;
    private final Ids ids;
    private final Clock clock;

    @Inject
    Invites(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** An invite that is good, as far as can be told before its chat is locked. */
    record Good(UUID id, String chat, Role role) {}

    Joining.Invite make(ChatAccess access, Joining.@Nullable InviteCreate request) {
        Joining.InviteCreate asked = request == null ? new Joining.InviteCreate(null, null, null) : request;
        Role role = asked.role() == null ? Role.MEMBER : asked.role();
        if (role != Role.MEMBER && role != Role.READER) {
            throw ContractException.invalid("role", "An invite makes members or readers");
        }
        Instant now = clock.instant();
        Check.end(asked.expiresAt(), now, "expiresAt");
        if (asked.maxUses() != null && (asked.maxUses() < 1 || asked.maxUses() > MAX_USES)) {
            throw ContractException.invalid("maxUses", "maxUses must be 1 to " + MAX_USES);
        }
        String token = ids.text(BASE62, TOKEN_CHARS);
        Joining.Invite invite = new Joining.Invite(
                ids.uuid(),
                role,
                access.inApplication().caller().sender(),
                now,
                asked.expiresAt(),
                asked.maxUses(),
                0,
                token);
        store(access, invite, token);
        return invite;
    }

    private void store(ChatAccess access, Joining.Invite invite, String token) {
        int stored = database.update(
                INSERT,
                invite.id(),
                access.chatKey(),
                ApplicationToken.hash(token),
                invite.role().wire(),
                invite.createdBy(),
                invite.createdAt(),
                invite.expiresAt(),
                invite.maxUses(),
                access.chatKey(),
                MAX_INVITES,
                MAX_INVITES);
        if (stored == 0) {
            throw new ContractException(
                    ErrorCode.LIMIT_REACHED, "This chat has %d invites: delete some first".formatted(MAX_INVITES));
        }
    }

    Page<Joining.Invite> of(ChatAccess access, PageParameters page) {
        Optional<Cursor> cursor = page.cursor(NAME, 2);
        Instant after = cursor.map(at -> at.time(0)).orElse(Instant.EPOCH);
        UUID afterId = cursor.map(at -> at.uuid(1)).orElse(new UUID(0, 0));
        return page.page(
                database.list(PAGE, Invites::read, access.chatKey(), after, afterId, page.fetch()),
                last -> Cursor.of(NAME, last.createdAt(), last.id()));
    }

    void delete(ChatAccess access, UUID id) {
        if (database.update(DELETE, access.chatKey(), id) == 0) {
            throw notGood();
        }
    }

    /** The invite of a token. */
    Good find(UUID application, String token) {
        return database.first(
                        FIND,
                        row -> new Good(
                                row.getObject("id", UUID.class), row.getString("chat"), Role.of(row.getString("role"))),
                        ApplicationToken.hash(token),
                        application,
                        clock.instant())
                .orElseThrow(Invites::notGood);
    }

    static ContractException notGood() {
        return new ContractException(
                ErrorCode.NOT_FOUND, "There is no such invite, or it has expired or been used as often as it may be.");
    }

    private static Joining.Invite read(ResultSet row) throws SQLException {
        return new Joining.Invite(
                row.getObject("id", UUID.class),
                Role.of(row.getString("role")),
                row.getString("created_by"),
                Sql.instant(row, "created_at"),
                Sql.maybeInstant(row, "expires_at"),
                row.getObject("max_uses", Integer.class),
                row.getInt("uses"),
                null);
    }
}
