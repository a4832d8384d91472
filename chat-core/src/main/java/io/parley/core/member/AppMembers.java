package io.parley.core.member;

import io.parley.contract.rest.Page;
import io.parley.contract.rest.People;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of an application, with the bans that hold now. */
@Singleton
class AppMembers {
    private static final String NAME = "app-members";
    private static final String ADMIN = "admin";

    private static final String COLUMNS = """
            u.id, u.username, u.display_name, m.role, m.joined_at,
            b.user_id is not null as banned, b.reason, b.since, b.until
            """;

    private static final String PAGE = """
            select %s
              from application_member m
              join directory_user u on u.id = m.user_id
              left join application_ban b
                on b.application_id = m.application_id and b.user_id = m.user_id and (b.until is null or b.until > ?)
             where m.application_id = ? and m.user_id > ?
             order by m.user_id
             limit ?
            """.formatted(COLUMNS);

    private static final String ONE = """
            select %s
              from directory_user u
              left join application_member m on m.application_id = ? and m.user_id = u.id
              left join application_ban b
                on b.application_id = ? and b.user_id = u.id and (b.until is null or b.until > ?)
             where u.id = ? and (m.user_id is not null or b.user_id is not null)
            """.formatted(COLUMNS);

    private final Database database;
    private final Clock clock;

    @Inject
    AppMembers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Page<People.AppMember> of(UUID application, PageParameters page) {
        String after = page.cursor(NAME, 1).map(at -> at.text(0)).orElse("");
        return page.page(
                database.list(PAGE, AppMembers::read, clock.instant(), application, after, page.fetch()),
                last -> Cursor.of(NAME, last.user()));
    }

    /** A member, or somebody who is banned. */
    Optional<People.AppMember> one(UUID application, String user) {
        return database.first(ONE, AppMembers::read, application, application, clock.instant(), user);
    }

    private static People.AppMember read(ResultSet row) throws SQLException {
        People.Ban ban = row.getBoolean("banned")
                ? new People.Ban(row.getString("reason"), Sql.instant(row, "since"), Sql.maybeInstant(row, "until"))
                : null;
        return new People.AppMember(
                row.getString("id"),
                row.getString("username"),
                row.getString("display_name"),
                role(row),
                Sql.maybeInstant(row, "joined_at"),
                ban);
    }

    private static People.@Nullable AppRole role(ResultSet row) throws SQLException {
        if (row.getObject("joined_at") == null) {
            return null;
        }
        return ADMIN.equals(row.getString("role")) ? People.AppRole.ADMIN : People.AppRole.MEMBER;
    }
}
