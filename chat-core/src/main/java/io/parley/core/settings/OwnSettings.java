package io.parley.core.settings;

import io.parley.contract.frame.ServerFrame;
import io.parley.core.database.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A user's own settings in an application, as the socket tells them. */
public final class OwnSettings {
    static final String SELECT = """
            select coalesce((select presence_hidden from user_settings where application_id = ? and user_id = ?), false)
                       as presence_hidden,
                   array(select blocked_id from blocked_user where application_id = ? and user_id = ?
                          order by blocked_id) as blocked
            """;

    private OwnSettings() {}

    /** One statement. */
    public static ServerFrame.Self read(Connection connection, UUID application, String user) throws SQLException {
        return Sql.first(connection, SELECT, OwnSettings::self, application, user, application, user)
                .orElseThrow();
    }

    static ServerFrame.Self self(ResultSet row) throws SQLException {
        Array blocked = row.getArray("blocked");
        return new ServerFrame.Self(row.getBoolean("presence_hidden"), List.of((String[]) blocked.getArray()));
    }
}
