package io.parley.ledger.verify;

import io.parley.ledger.evidence.Digest;
import io.parley.ledger.part.Databases;
import io.parley.stack.StackException;
import io.parley.stack.server.Endpoint;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what PostgreSQL holds. A chat's row and a subscription's row keep only their latest state; so that the whole past is
 * known, a trigger of the ledger's own notes each change of them in the same transaction.
 */
public final class Database {
    private static final String AUDIT = """
            create table if not exists ledger_audit (
                id bigserial primary key, chat_key bigint not null, rev bigint not null, kind text not null,
                user_id text, role text, at timestamptz not null default clock_timestamp());
            create or replace function ledger_subscription() returns trigger language plpgsql as $$ begin
                insert into ledger_audit (chat_key, rev, kind, user_id, role) values (new.chat_key, new.rev,
                    case when new.left_at is not null then 'LEFT' when new.joined_rev = new.rev then 'JOINED' else 'CHANGED' end,
                    new.user_id, new.role);
                return null; end $$;
            create or replace function ledger_chat() returns trigger language plpgsql as $$ begin
                insert into ledger_audit (chat_key, rev, kind) values (new.key, new.properties_rev, 'PROPERTIES');
                return null; end $$;
            create or replace trigger ledger_joined after insert on subscription
                for each row execute function ledger_subscription();
            create or replace trigger ledger_changed after update on subscription
                for each row when (old.rev is distinct from new.rev) execute function ledger_subscription();
            create or replace trigger ledger_created after insert on chat
                for each row execute function ledger_chat();
            create or replace trigger ledger_renamed after update of properties_rev on chat
                for each row when (old.properties_rev is distinct from new.properties_rev) execute function ledger_chat();
            """;

    private final Endpoint.Postgres postgres;

    public Database(Endpoint.Postgres postgres) {
        this.postgres = postgres;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Begins to note changes; before anything is in the database. */
    public void audit() {
        try (Connection connection = Databases.connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(AUDIT);
        } catch (SQLException e) {
            throw new StackException("PostgreSQL cannot be audited: " + e.getMessage(), e);
        }
    }

    /** Whether everything that was committed is published. */
    public boolean published() {
        try (Connection connection = Databases.connect(postgres)) {
            return list(
                            connection,
                            "select count(*) from chat where published_rev < last_rev",
                            row -> row.getLong(1),
                            null)
                    .equals(List.of(0L));
        } catch (SQLException e) {
            return false;
        }
    }

    /** All of it, in one snapshot. */
    public Truth read() {
        try (Connection connection = Databases.connect(postgres)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Truth(list(
                    connection,
                    "select application_id, id, key, last_seq, last_rev, published_rev from chat order by key",
                    row -> chat(connection, row),
                    null));
        } catch (SQLException e) {
            throw new StackException("PostgreSQL cannot be read: " + e.getMessage(), e);
        }
    }

    private static Truth.Chat chat(Connection connection, ResultSet row) throws SQLException {
        long key = row.getLong("key");
        return new Truth.Chat(
                row.getObject("application_id", UUID.class),
                row.getString("id"),
                key,
                row.getLong("last_seq"),
                row.getLong("last_rev"),
                row.getLong("published_rev"),
                list(connection, """
                        select seq, rev, sender, client_id, text, recipients, created_at
                          from message where chat_key = ? order by seq
                        """, Database::message, key),
                list(
                        connection,
                        "select rev, kind, user_id, role, at from ledger_audit where chat_key = ? order by rev, id",
                        Database::change,
                        key));
    }

    private static Truth.Stored message(ResultSet row) throws SQLException {
        Array array = row.getArray("recipients");
        List<String> recipients = array == null ? null : List.of((String[]) array.getArray());
        String sender = row.getString("sender");
        String clientId = row.getString("client_id");
        return new Truth.Stored(
                row.getLong("seq"),
                row.getLong("rev"),
                sender,
                clientId,
                recipients,
                Digest.of(sender, clientId, row.getString("text"), recipients),
                row.getTimestamp("created_at").getTime());
    }

    private static Truth.Change change(ResultSet row) throws SQLException {
        return new Truth.Change(
                row.getLong("rev"),
                Truth.Kind.valueOf(row.getString("kind")),
                row.getString("user_id"),
                row.getString("role"),
                row.getTimestamp("at").getTime());
    }

    private static <T> List<T> list(Connection connection, String sql, Reader<T> reader, @Nullable Long parameter)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (parameter != null) {
                statement.setLong(1, parameter);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        }
    }
}
