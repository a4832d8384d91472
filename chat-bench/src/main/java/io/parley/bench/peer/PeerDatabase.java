package io.parley.bench.peer;

import io.parley.stack.StackException;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.PostgresServer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of PostgreSQL that belongs to one peer. */
public record PeerDatabase(Endpoint.Postgres server, String name) {
    /** Makes it, empty. */
    public static PeerDatabase create(Endpoint.Postgres server, String name) {
        PostgresServer.createDatabase(server, name);
        return new PeerDatabase(server, name);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(name), server.user(), server.password());
    }

    /** Runs a script of many statements. */
    void run(String script) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        } catch (SQLException e) {
            throw new StackException("The tables of " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Runs a statement whose parameters are arrays of text. */
    void insert(String sql, String[]... columns) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.length; i++) {
                Array column = connection.createArrayOf("text", columns[i]);
                statement.setArray(i + 1, column);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new StackException("The tables of " + name + " cannot be filled: " + e.getMessage(), e);
        }
    }
}
