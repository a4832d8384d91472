package io.parley.core.settings;

import io.parley.contract.Check;
import io.parley.contract.Limits;
import io.parley.contract.broker.Live;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.People;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.directory.Directory;
import io.parley.core.http.Cursor;
import io.parley.core.http.MergePatch;
import io.parley.core.http.PageParameters;
import io.parley.core.live.LivePublisher;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;

/** A user's own settings in an application. Each change is told to all of the user's connections after the commit. */
@Singleton
class SettingsService {
    private static final String NAME = "blocked";

    private static final String SET = """
            insert into user_settings (application_id, user_id, presence_hidden) values (?, ?, ?)
            on conflict (application_id, user_id) do update set presence_hidden = excluded.presence_hidden
            """;

    // The row is the lock under which the user's blocked users are counted.
    private static final String LOCK = """
            insert into user_settings as s (application_id, user_id) values (?, ?)
            on conflict (application_id, user_id) do update set presence_hidden = s.presence_hidden
            """;

    private static final String BLOCK = """
            insert into blocked_user (application_id, user_id, blocked_id, since)
            select ?, ?, ?, ?
             where (select count(*) from blocked_user where application_id = ? and user_id = ?) < ?
            on conflict do nothing
            """;

    private static final String IS_BLOCKED =
            "select true from blocked_user where application_id = ? and user_id = ? and blocked_id = ?";

    private static final String UNBLOCK =
            "delete from blocked_user where application_id = ? and user_id = ? and blocked_id = ?";

    private static final String PAGE = """
            select b.blocked_id, u.username, u.display_name, b.since
              from blocked_user b join directory_user u on u.id = b.blocked_id
             where b.application_id = ? and b.user_id = ? and b.blocked_id > ?
             order by b.blocked_id
             limit ?
            """;

    private final Database database;
    private final Directory directory;
    private final LivePublisher live;
    private final Clock clock;

    @Inject
    SettingsService(Database database, Directory directory, LivePublisher live, Clock clock) {
        this.database = database;
        this.directory = directory;
        this.live = live;
        this.clock = clock;
    }

    ServerFrame.Self self(UUID application, String user) {
        return database.first(OwnSettings.SELECT, OwnSettings::self, application, user, application, user)
                .orElseThrow();
    }

    People.Settings patch(UUID application, String user, MergePatch<People.SettingsPatch> patch) {
        if (!patch.names("presenceHidden")) {
            return new People.Settings(self(application, user).presenceHidden());
        }
        Boolean wanted = patch.value().presenceHidden();
        boolean hidden = wanted != null && wanted;
        database.update(SET, application, user, hidden);
        tell(application, user);
        return new People.Settings(hidden);
    }

    Page<People.Blocked> blocked(UUID application, String user, PageParameters page) {
        String after = page.cursor(NAME, 1).map(at -> at.text(0)).orElse("");
        return page.page(
                database.list(PAGE, SettingsService::blocked, application, user, after, page.fetch()),
                last -> Cursor.of(NAME, last.user()));
    }

    private static People.Blocked blocked(ResultSet row) throws SQLException {
        return new People.Blocked(
                row.getString("blocked_id"),
                row.getString("username"),
                row.getString("display_name"),
                Sql.instant(row, "since"));
    }

    void block(UUID application, String user, String whom) {
        if (user.equals(Check.userId(whom, "user"))) {
            throw ContractException.invalid("user", "You cannot block yourself");
        }
        String known = directory.byId(whom, "user").id();
        QuarkusTransaction.requiringNew().run(() -> {
            database.update(LOCK, application, user);
            int added = database.update(
                    BLOCK, application, user, known, clock.instant(), application, user, Limits.BLOCKED_USERS);
            if (added == 0
                    && database.first(IS_BLOCKED, row -> row.getBoolean(1), application, user, known)
                            .isEmpty()) {
                throw new ContractException(
                        ErrorCode.LIMIT_REACHED,
                        "You have blocked %,d users, which is the most: unblock somebody first."
                                .formatted(Limits.BLOCKED_USERS));
            }
        });
        tell(application, user);
    }

    void unblock(UUID application, String user, String whom) {
        if (database.update(UNBLOCK, application, user, Check.userId(whom, "user")) > 0) {
            tell(application, user);
        }
    }

    /** Read after the commit: of two changes at once, what is told last has both. */
    private void tell(UUID application, String user) {
        live.publish(new Live.Self(application, user, self(application, user)));
    }
}
