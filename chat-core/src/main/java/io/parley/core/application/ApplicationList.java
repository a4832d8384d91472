package io.parley.core.application;

import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The applications that a caller may see, newest first. */
@Singleton
class ApplicationList {
    private static final String NAME = "applications";
    private static final UUID LAST = new UUID(-1, -1);

    private final Database database;

    @Inject
    ApplicationList(Database database) {
        this.database = database;
    }

    Page<Applications.Application> of(Caller caller, PageParameters page) {
        Optional<Cursor> cursor = page.cursor(NAME, 2);
        Instant before = cursor.map(at -> at.time(0)).orElse(Cursor.END);
        UUID beforeId = cursor.map(at -> at.uuid(1)).orElse(LAST);
        return page.page(
                fetch(caller, before, beforeId, page.fetch()), last -> Cursor.of(NAME, last.createdAt(), last.id()));
    }

    private List<Applications.Application> fetch(Caller caller, Instant before, UUID beforeId, int limit) {
        return switch (caller) {
            case Caller.User user ->
                database.list("""
                        select id, title, access, owner_id, created_at from application
                        where (owner_id = ? or id in (select application_id from application_member where user_id = ?))
                          and (created_at, id) < (?, ?)
                        order by created_at desc, id desc limit ?
                        """, ApplicationList::read, user.id(), user.id(), before, beforeId, limit);
            case Caller.ApplicationCaller own ->
                database.list("""
                        select id, title, access, owner_id, created_at from application
                        where id = ? and (created_at, id) < (?, ?) limit ?
                        """, ApplicationList::read, own.application(), before, beforeId, limit);
        };
    }

    private static Applications.Application read(ResultSet row) throws SQLException {
        return new Applications.Application(
                row.getObject("id", UUID.class),
                row.getString("title"),
                Applications.Access.valueOf(row.getString("access").toUpperCase(Locale.ROOT)),
                row.getString("owner_id"),
                Sql.instant(row, "created_at"));
    }
}
