package io.parley.tests.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Counts the statements that PostgreSQL runs for an installation, from its making on. */
public final class Statements implements AutoCloseable {
    private static final String OTHERS = """
             from pg_stat_statements
             where dbid = (select oid from pg_database where datname = current_database())
               and query not like '%pg_stat_statements%'
            """;

    private final Connection connection;

    public Statements(Database database) throws SQLException {
        connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            statement.execute("select pg_stat_statements_reset()");
        }
    }

    public long count() throws SQLException {
        return Long.parseLong(texts("select coalesce(sum(calls), 0)" + OTHERS).getFirst());
    }

    /** The most frequent ones, with how often each ran. */
    public List<String> most() throws SQLException {
        return texts("select calls || ' x ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 100)" + OTHERS
                + " order by calls desc limit 6");
    }

    private List<String> texts(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
