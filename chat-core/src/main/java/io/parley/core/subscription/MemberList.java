package io.parley.core.subscription;

import io.parley.contract.Role;
import io.parley.contract.event.Member;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.ChatAccess;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Who is in a chat, in the order of user ids: an order that nothing changes while one pages through it. */
@Singleton
class MemberList {
    private static final String NAME = "members";

    private static final String SELECT = """
            select s.user_id, u.username, u.display_name, s.role, s.joined_seq, s.joined_at, s.from_seq
            from subscription s join directory_user u on u.id = s.user_id
            where s.chat_key = ? and s.left_at is null and s.user_id > ?
            order by s.user_id limit ?
            """;

    private final Database database;

    @Inject
    MemberList(Database database) {
        this.database = database;
    }

    Page<Member> of(ChatAccess access, PageParameters page) {
        String after = page.cursor(NAME, 1).map(at -> at.text(0)).orElse("");
        List<Member> members = database.list(SELECT, MemberList::read, access.chatKey(), after, page.fetch());
        return page.page(members, last -> Cursor.of(NAME, last.user()));
    }

    private static Member read(ResultSet row) throws SQLException {
        return new Member(
                row.getString("user_id"),
                row.getString("username"),
                row.getString("display_name"),
                Role.of(row.getString("role")),
                row.getLong("joined_seq"),
                Sql.instant(row, "joined_at"),
                row.getObject("from_seq", Long.class));
    }
}
