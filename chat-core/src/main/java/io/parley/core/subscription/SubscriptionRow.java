package io.parley.core.subscription;

import io.parley.contract.Role;
import io.parley.contract.event.Member;
import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.directory.DirectoryUser;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    private static final String SELECT_MANY = """
            select user_id, role, joined_seq, joined_at, from_seq, false as gone from subscription
            where chat_key = ? and user_id = any (?) and left_at is null
            """;

    /** The user's subscription, also one that was left. */
    static Optional<SubscriptionRow> find(Connection connection, long chatKey, String user) throws SQLException {
        return Sql.first(connection, SELECT, SubscriptionRow::read, chatKey, user);
    }

    /** The members among many users. */
    static Map<String, Member> find(Connection connection, long chatKey, Map<String, DirectoryUser> users)
            throws SQLException {
        Map<String, Member> found = new HashMap<>();
        Sql.each(
                connection,
                SELECT_MANY,
                row -> {
                    SubscriptionRow subscription = read(row);
                    DirectoryUser user = Objects.requireNonNull(users.get(row.getString("user_id")));
                    found.put(user.id(), subscription.toMember(user, subscription.role()));
                },
                chatKey,
                SqlArrays.texts(connection, List.copyOf(users.keySet()), user -> user));
        return found;
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
