package io.parley.core.subscription;

import io.parley.contract.Role;
import io.parley.contract.event.Member;
import io.parley.core.database.Sql;
import io.parley.core.directory.DirectoryUser;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it lies in its row.
 *
 * @param left whether only the tombstone is there
 */
record SubscriptionRow(
        Role role,
        long joinedSeq,
        Instant joinedAt,
        @Nullable Long fromSeq,
        boolean left) {
    private static final String SELECT = """
            select role, joined_seq, joined_at, from_seq, left_at is not null as gone from subscription
            where chat_key = ? and user_id = ?
            """;

    /** The user's subscription, also one that was left. */
    static Optional<SubscriptionRow> find(Connection connection, long chatKey, String user) throws SQLException {
        return Sql.first(connection, SELECT, SubscriptionRow::read, chatKey, user);
    }

    private static SubscriptionRow read(ResultSet row) throws SQLException {
        return new SubscriptionRow(
                Role.of(row.getString("role")),
                row.getLong("joined_seq"),
                Sql.instant(row, "joined_at"),
                row.getObject("from_seq", Long.class),
                row.getBoolean("gone"));
    }

    Member toMember(DirectoryUser user, Role newRole) {
        return new Member(user.id(), user.username(), user.displayName(), newRole, joinedSeq, joinedAt, fromSeq);
    }
}
