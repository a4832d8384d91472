package io.parley.core.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The one server without which nothing here works: while it is away, this process is not ready. */
@Readiness
@Singleton
class PostgresCheck implements HealthCheck {
    private static final int TIMEOUT_SECONDS = 2;

    private final DataSource dataSource;

    @Inject
    PostgresCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("PostgreSQL")
                .status(answers())
                .withData("without", "nothing works: every read and write needs it")
                .build();
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
