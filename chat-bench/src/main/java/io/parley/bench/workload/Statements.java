package io.parley.bench.workload;

import io.parley.bench.load.LoadException;
import io.parley.bench.target.ParleyTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Counts the statements that PostgreSQL runs for Parley, by pg_stat_statements, which counts nothing at other times. */
final class Statements implements AutoCloseable {
    private static final int SHOWN = 8;
    private static final int LENGTH = 110;
    private static final String OTHERS =
            " from pg_stat_statements where query not like '%pg_stat%' and query not like '%pg_reload_conf%'";

    private final Connection connection;

    private Statements(Connection connection) {
        this.connection = connection;
    }

    static Statements watch(ParleyTarget target) {
        try {
            Statements statements = new Statements(target.database());
            statements.execute("create extension if not exists pg_stat_statements");
            statements.track("all");
            statements.execute("select pg_stat_statements_reset()");
            return statements;
        } catch (SQLException e) {
            throw new LoadException("PostgreSQL does not count its statements: " + e.getMessage());
        }
    }

    private void track(String which) throws SQLException {
        execute("alter system set pg_stat_statements.track = '" + which + "'");
        execute("select pg_reload_conf()");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** So far. */
    long count() {
        return Long.parseLong(texts("select coalesce(sum(calls), 0)" + OTHERS).getFirst());
    }

    /** The most frequent ones, with how often each ran. */
    List<String> most() {
        return texts("select calls || ' x ' || left(regexp_replace(query, '\\s+', ' ', 'g'), " + LENGTH + ")" + OTHERS
                + " order by calls desc limit " + SHOWN);
    }

    private List<String> texts(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new LoadException("The statements cannot be counted: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try (connection) {
            track("none");
        } catch (SQLException e) {
            throw new LoadException("Counting statements cannot be ended: " + e.getMessage());
        }
    }
}
