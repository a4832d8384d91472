package io.parley.ledger.part;

import io.parley.stack.server.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** PostgreSQL as it is, past all proxies. */
public final class Databases {
    private Databases() {}

    /** Connects to the database of the installation. */
    public static Connection connect(Endpoint.Postgres postgres) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", postgres.user());
        properties.setProperty("password", postgres.password());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        return DriverManager.getConnection(
                postgres.jdbcUrl(io.parley.stack.service.Installation.DEFAULT.database()), properties);
    }
}
