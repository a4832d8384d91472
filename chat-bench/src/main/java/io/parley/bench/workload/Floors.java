package io.parley.bench.workload;

import io.parley.bench.load.LoadException;
import io.parley.bench.machine.InsertFloor;
import io.parley.bench.machine.SyncFloor;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.report.Result;
import io.parley.bench.target.PeerServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the machine can do at all: what any server that stores messages must pay. */
public final class Floors {
    private static final String ID = "floor";
    private static final String POSTGRES = "postgresql";
    private static final String DISK = "disk";
    private static final int BATCH = 256;

    private final PeerServers servers;
    private final Options options;

    public Floors(Bench bench) {
        this.servers = bench.servers();
        this.options = bench.options();
    }

    /** Measures them once. */
    public List<Result> run(int repetition) {
        return List.of(
                result(POSTGRES, "PostgreSQL, one connection", repetition, insert(BATCH, "256 rows a commit")),
                result(POSTGRES, "PostgreSQL, one connection", repetition, insert(1, "1 row a commit")),
                result(DISK, "the disk of PostgreSQL's data", repetition, sync()));
    }

    private Duration time() {
        return options.measured().dividedBy(2);
    }

    private Result result(String target, String title, int repetition, Outcome outcome) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("row", "that of a message of 100 bytes, with the columns and unique keys of Parley's table");
        parameters.put("commits", "durable");
        parameters.put("fsync", "of 8 KiB");
        parameters.put("measured", time().toSeconds() + " s");
        return new Result(ID, "what the machine can do at all", target, title, repetition, parameters, outcome);
    }

    private Outcome insert(int batch, String variant) {
        Outcome outcome = new Outcome(variant);
        try (Connection connection = connect()) {
            InsertFloor.Rate rate = new InsertFloor(connection, servers.processes()).run(batch, time());
            return outcome.put(Figure.ROWS_PER_SECOND, rate.rowsPerSecond()).put(Figure.CPU_PER_ROW, rate.cpuMicros());
        } catch (SQLException e) {
            return outcome.fault(String.valueOf(e.getMessage()));
        }
    }

    private Connection connect() throws SQLException {
        var postgres = servers.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
    }

    private Outcome sync() {
        try {
            return new Outcome("").put(Figure.FSYNCS_PER_SECOND, SyncFloor.perSecond(servers.data(), time()));
        } catch (IOException e) {
            throw new LoadException("Nothing can be written to the disk: " + e.getMessage());
        }
    }
}
