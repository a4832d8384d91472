package io.parley.core.settings;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.rest.Internal;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** When users were last online: kept, and told to who may know. One statement each. */
@ApplicationScoped
class LastSeen {
    // In key order, so that two gateways' reports wait for each other in one direction only.
    private static final String SEEN = """
            insert into last_seen as l (application_id, user_id, seen_at)
            select t.application, t.user_id, least(t.at, ?)
              from unnest(?::uuid[], ?::text[], ?::timestamptz[]) with ordinality as t(application, user_id, at, ord)
             cross join lateral (select from application where id = t.application limit 1) a
             order by t.ord
            on conflict (application_id, user_id) do update set seen_at = excluded.seen_at
             where l.seen_at < excluded.seen_at
            """;

    private static final String LAST = """
            select t.user_id, l.seen_at
              from unnest(?::text[]) as t(user_id)
             cross join lateral (select seen_at from last_seen
                                  where application_id = ? and user_id = t.user_id limit 1) l
             where not exists (select from user_settings
                                where application_id = ? and user_id = t.user_id and presence_hidden)
               and not exists (select from blocked_user
                                where application_id = ? and user_id = t.user_id and blocked_id = ?)
               and not exists (select from blocked_user
                                where application_id = ? and user_id = ? and blocked_id = t.user_id)
               and (exists (select from application_member where application_id = ? and user_id = t.user_id)
                    or exists (select from application where id = ? and owner_id = t.user_id))
            """;

    private static final Comparator<Internal.Seen> KEY_ORDER = Comparator.comparing(
                    (Internal.Seen seen) -> seen.application().toString())
            .thenComparing(Internal.Seen::user);

    private final AgroalDataSource dataSource;
    private final Clock clock;

    LastSeen(AgroalDataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /** Times move forward only, and not beyond now: a gateway's clock may be ahead. */
    void seen(List<Internal.Seen> users) {
        List<Internal.Seen> rows = users.stream().sorted(KEY_ORDER).toList();
        try (Connection connection = dataSource.getConnection()) {
            Sql.update(
                    connection,
                    SEEN,
                    clock.instant(),
                    SqlArrays.array(connection, "uuid", rows, Internal.Seen::application),
                    SqlArrays.texts(connection, rows, Internal.Seen::user),
                    SqlArrays.array(
                            connection, "timestamptz", rows, row -> row.at().atOffset(ZoneOffset.UTC)));
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }

    List<Internal.Seen> lastSeen(UUID application, String viewer, List<String> users) {
        try (Connection connection = dataSource.getConnection()) {
            return Sql.list(
                    connection,
                    LAST,
                    row -> new Internal.Seen(application, row.getString("user_id"), Sql.instant(row, "seen_at")),
                    SqlArrays.texts(connection, users, user -> user),
                    application,
                    application,
                    application,
                    viewer,
                    application,
                    viewer,
                    application,
                    application);
        } catch (SQLException e) {
            throw Database.failure(e);
        }
    }
}
