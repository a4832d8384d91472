package io.parley.core.identity;

import io.parley.contract.Check;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.permission.Action;
import io.parley.core.database.Database;
import io.parley.core.identity.ApplicationAccess.Relation;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a caller may see, manage and write. What a caller must not know of is <em>not found</em>, in the same
 * words as what does not exist; {@link ErrorCode#FORBIDDEN} is only for what the caller may see.
 */
@Singleton
public class Access {
    private static final String OPEN = "open";

    private final Database database;
    private final Clock clock;
    private final CurrentCaller current;

    @Inject
    Access(Database database, Clock clock, CurrentCaller current) {
        this.database = database;
        this.clock = clock;
        this.current = current;
    }

    /**
     * The current caller in an application.
     *
     * @param application an id as it came in the path
     * @throws ContractException {@link ErrorCode#APPLICATION_NOT_FOUND} when there is none, or not for this caller;
     *     {@link ErrorCode#BANNED}
     */
    public ApplicationAccess application(String application) {
        return application(current.get(), uuid(application));
    }

    /** As {@link #application(String)}, of a caller at hand. */
    public ApplicationAccess application(Caller caller, UUID application) {
        return relation(caller, application).orElseThrow(Access::applicationNotFound);
    }

    /**
     * As {@link #application(String)}, but the caller is about to act: where the application is open, this makes a
     * user its member.
     */
    public ApplicationAccess admit(String application) {
        return admit(current.get(), uuid(application));
    }

    /** As {@link #admit(String)}, of a caller at hand. */
    public ApplicationAccess admit(Caller caller, UUID application) {
        return relation(caller, application)
                .or(() -> admitted(caller, application))
                .orElseThrow(Access::applicationNotFound);
    }

    /**
     * The current caller in a chat.
     *
     * @param application an id as it came in the path
     * @param chat an id as it came in the path
     * @throws ContractException {@link ErrorCode#APPLICATION_NOT_FOUND} or {@link ErrorCode#CHAT_NOT_FOUND} when there
     *     is none, or not for this caller
     */
    public ChatAccess chat(String application, String chat) {
        return chat(application(application), chat);
    }

    /** As {@link #chat(String, String)}, with the application known. */
    public ChatAccess chat(ApplicationAccess application, String chat) {
        return find(application, Check.chatId(chat, "chat"), false)
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
    }

    /** As {@link #chat(ApplicationAccess, String)}, but also of one that users of the application may join, or ask to. */
    public ChatAccess open(ApplicationAccess application, String chat) {
        return find(application, Check.chatId(chat, "chat"), true)
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
    }

    /**
     * The application that a user may be invited to, who need not be of it yet.
     *
     * @throws ContractException {@link ErrorCode#BANNED}
     */
    public UUID invitable(String application, Caller.User user) {
        UUID id = uuid(application);
        // Whoever has no invite is answered as if there were no such application, by there being no such invite.
        database.first("""
                        select true as banned, reason as ban_reason, until as ban_until from application_ban
                         where application_id = ? and user_id = ? and (until is null or until > ?)
                        """, row -> Optional.ofNullable(Ban.read(row)), id, user.id(), clock.instant())
                .flatMap(ban -> ban)
                .ifPresent(ban -> {
                    relation(user, id);
                    throw new ContractException(ErrorCode.NOT_FOUND);
                });
        return id;
    }

    private Optional<ChatAccess> find(ApplicationAccess application, String chat, boolean open) {
        return database.first(
                """
                select c.key, c.last_seq, c.changed_rev, s.role, s.from_seq,
                       exists (select from hidden_message h where h.chat_key = c.key and h.user_id = s.user_id) as hides
                  from chat c
                left join subscription s on s.chat_key = c.key and s.user_id = ? and s.left_at is null
                where c.application_id = ? and c.id = ? and c.deleted_at is null
                  and (? or s.role is not null
                       or (? and c.settings ->> 'joining' is not null
                           and c.settings ->> 'state' is distinct from 'archived'))
                """,
                row -> new ChatAccess(
                        application,
                        row.getLong("key"),
                        chat,
                        role(row),
                        row.getLong("from_seq"),
                        row.getLong("last_seq"),
                        row.getLong("changed_rev"),
                        row.getBoolean("hides")),
                application.caller().sender(),
                application.application(),
                chat,
                application.may(Action.READ_CHAT),
                open);
    }

    private static @Nullable Role role(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return role == null ? null : Role.of(role);
    }

    private Optional<ApplicationAccess> relation(Caller caller, UUID application) {
        return switch (caller) {
            case Caller.ApplicationCaller own ->
                own.application().equals(application)
                        ? Optional.of(new ApplicationAccess(application, caller, Relation.TOKEN))
                        : Optional.empty();
            case Caller.User user -> relation(user, application);
        };
    }

    private Optional<ApplicationAccess> relation(Caller.User user, UUID application) {
        return database.first("""
                        select a.owner_id = ? as owner, a.access = 'open' as open,
                               m.user_id is not null as member, m.role = 'admin' as admin,
                               b.user_id is not null as banned, b.reason as ban_reason, b.until as ban_until
                          from application a
                          left join application_member m on m.application_id = a.id and m.user_id = ?
                          left join application_ban b
                            on b.application_id = a.id and b.user_id = ? and (b.until is null or b.until > ?)
                         where a.id = ?
                        """, Access::relation, user.id(), user.id(), user.id(), clock.instant(), application)
                .flatMap(relation -> relation)
                .map(relation -> new ApplicationAccess(application, user, relation));
    }

    private static Optional<Relation> relation(ResultSet row) throws SQLException {
        if (row.getBoolean("owner")) {
            return Optional.of(Relation.OWNER);
        }
        Ban ban = Ban.read(row);
        // Whom the application would not know without the ban learns nothing by it.
        if (ban != null && (row.getBoolean("member") || row.getBoolean("open"))) {
            throw ban.refusal();
        }
        if (!row.getBoolean("member")) {
            return Optional.empty();
        }
        return Optional.of(row.getBoolean("admin") ? Relation.ADMIN : Relation.MEMBER);
    }

    private Optional<ApplicationAccess> admitted(Caller caller, UUID application) {
        if (!(caller instanceof Caller.User user)) {
            return Optional.empty();
        }
        database.update("""
                insert into application_member (application_id, user_id, joined_at)
                select id, ?, ? from application where id = ? and access = ?
                on conflict do nothing
                """, user.id(), clock.instant(), application, OPEN);
        return relation(user, application);
    }

    private static UUID uuid(String id) {
        try {
            UUID application = UUID.fromString(id);
            // UUID.fromString takes "1-1-1-1-1" too; one thing has one name here.
            if (application.toString().equals(id)) {
                return application;
            }
            throw applicationNotFound();
        } catch (IllegalArgumentException e) {
            throw applicationNotFound();
        }
    }

    private static ContractException applicationNotFound() {
        return new ContractException(ErrorCode.APPLICATION_NOT_FOUND);
    }
}
