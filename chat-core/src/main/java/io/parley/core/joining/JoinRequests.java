package io.parley.core.joining;

import io.parley.contract.Check;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Member;
import io.parley.contract.rest.Joining;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.directory.Directory;
import io.parley.core.directory.DirectoryUser;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Caller;
import io.parley.core.identity.ChatAccess;
import io.parley.core.subscription.SubscriptionService;
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Users who ask to be let into a chat, until somebody answers. A request ends with the subscription, however the user comes by it;
 * one of a user who is not of the application any more, or banned, is not shown and cannot be accepted.
 */
@Singleton
class JoinRequests {
    private static final String NAME = "join-requests";
    /** Requests of one chat that wait; more are refused. */
    private static final int MAX_WAITING = 1_000;

    private static final String WAITING = """
            select r.user_id, u.username, u.display_name, r.note, r.asked_at
              from join_request r
              join application_member m on m.application_id = ? and m.user_id = r.user_id
              join directory_user u on u.id = r.user_id
             where r.chat_key = ? and not exists (
                select from application_ban b
                 where b.application_id = m.application_id and b.user_id = r.user_id and (b.until is null or b.until > ?))
            """;

    private static final String PAGE =
            WAITING + " and (r.asked_at, r.user_id) > (?, ?) order by r.asked_at, r.user_id limit ?";

    private static final String ONE = WAITING + " and r.user_id = ?";

    private static final String AGAIN =
            "update join_request set note = ? where chat_key = ? and user_id = ? returning asked_at";

    private static final String ASK = """
            insert into join_request (chat_key, user_id, note, asked_at)
            select ?::bigint, ?, ?::text, ?::timestamptz where (
                select count(*) from (select from join_request where chat_key = ? limit ?) few) < ?
            """;

    private static final String DELETE = "delete from join_request where chat_key = ? and user_id = ?";

    private final Database database;
    private final Timeline timeline;
    private final SubscriptionService subscriptions;
    private final Directory directory;
    private final Clock clock;

    @Inject
    JoinRequests(
            Database database, Timeline timeline, SubscriptionService subscriptions, Directory directory, Clock clock) {
        this.database = database;
        this.timeline = timeline;
        this.subscriptions = subscriptions;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param created whether the caller had not asked before */
    record Asked(Joining.Request request, boolean created) {}

    /** The caller asks; who asked before says something else now, and keeps the place in the row. */
    Asked ask(ChatAccess chat, Caller.User caller, Joining.@Nullable Ask body) {
        String note = body == null ? null : Check.joinNote(body.note(), "note");
        DirectoryUser user = directory.byId(caller.id(), "user");
        return timeline.write(chat.inApplication().application(), chat.chat(), tx -> {
            requireAskable(tx, user);
            Optional<Instant> before = Sql.first(
                    tx.connection(), AGAIN, row -> Sql.instant(row, "asked_at"), note, tx.chatKey(), user.id());
            if (before.isEmpty()) {
                insert(tx, user, note);
            }
            return new Asked(
                    new Joining.Request(user.id(), user.username(), user.displayName(), note, before.orElse(tx.now())),
                    before.isEmpty());
        });
    }

    private void requireAskable(TimelineTransaction tx, DirectoryUser user) throws SQLException {
        if (subscriptions.subscribed(tx, user).isPresent()) {
            throw new ContractException(ErrorCode.FORBIDDEN, "You are in this chat already.");
        }
        if (tx.settings().joining() != ChatSettings.Joining.REQUEST) {
            throw new ContractException(ErrorCode.FORBIDDEN, "Nobody is asked in this chat: join it, or be invited.");
        }
    }

    private static void insert(TimelineTransaction tx, DirectoryUser user, @Nullable String note) throws SQLException {
        int stored = Sql.update(
                tx.connection(), ASK, tx.chatKey(), user.id(), note, tx.now(), tx.chatKey(), MAX_WAITING, MAX_WAITING);
        if (stored == 0) {
            throw new ContractException(
                    ErrorCode.LIMIT_REACHED,
                    "%d users wait to be let into this chat: ask again later".formatted(MAX_WAITING));
        }
    }

    /** Who waits, longest first. */
    Page<Joining.Request> of(ChatAccess chat, PageParameters page) {
        Optional<Cursor> cursor = page.cursor(NAME, 2);
        Instant after = cursor.map(at -> at.time(0)).orElse(Instant.EPOCH);
        String afterUser = cursor.map(at -> at.text(1)).orElse("");
        return page.page(
                database.list(
                        PAGE,
                        JoinRequests::read,
                        chat.inApplication().application(),
                        chat.chatKey(),
                        clock.instant(),
                        after,
                        afterUser,
                        page.fetch()),
                last -> Cursor.of(NAME, last.askedAt(), last.user()));
    }

    /** Subscribes who asked, as a member; one who came in meanwhile stays in the role from then. */
    Member accept(ChatAccess chat, String user) {
        String id = Check.userId(user, "user");
        UUID application = chat.inApplication().application();
        return timeline.write(application, chat.chat(), tx -> {
            Joining.Request request = Sql.first(
                            tx.connection(), ONE, JoinRequests::read, application, tx.chatKey(), tx.now(), id)
                    .orElseThrow(JoinRequests::none);
            DirectoryUser newcomer = new DirectoryUser(id, request.username(), request.displayName());
            return subscriptions.enter(tx, application, newcomer, Role.MEMBER).member();
        });
    }

    /** Ends a request without letting the user in. */
    void remove(ChatAccess chat, String user) {
        if (database.update(DELETE, chat.chatKey(), Check.userId(user, "user")) == 0) {
            throw none();
        }
    }

    private static ContractException none() {
        return new ContractException(ErrorCode.NOT_FOUND, "This user does not wait to be let into the chat.");
    }

    private static Joining.Request read(ResultSet row) throws SQLException {
        return new Joining.Request(
                row.getString("user_id"),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("note"),
                Sql.instant(row, "asked_at"));
    }
}
