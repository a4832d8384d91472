package io.parley.ledger.fault;

import io.parley.ledger.evidence.Locked;
import io.parley.ledger.part.Databases;
import io.parley.stack.server.Endpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The messages' table is locked for everybody: until it is released nothing may be acknowledged or delivered. */
record TableLock(Endpoint.Postgres postgres, Consumer<Locked> locked) implements Fault.Steps {
    @Override
    public String run(RandomGenerator random, Pace pace) throws InterruptedException {
        try (Connection connection = Databases.connect(postgres);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
            long from = System.currentTimeMillis();
            Thread.sleep(pace.lockedMillis());
            statement.execute("SELECT 1");
            long to = System.currentTimeMillis();
            connection.commit();
            locked.accept(new Locked(from, to));
            return "the messages' table locked for %d s".formatted(pace.lockedMillis() / 1_000);
        } catch (SQLException e) {
            return "the messages' table could not be locked, since PostgreSQL went away";
        }
    }
}
