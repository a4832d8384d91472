package io.parley.bench.machine;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;

/** How many rows of a message PostgreSQL takes, and what CPU a row costs it, when nothing else is done. */
public final class InsertFloor {
    /** What it takes: CPU microseconds a row, of all of PostgreSQL's processes. */
    public record Rate(double rowsPerSecond, double cpuMicros) {}

    /** The columns and keys of Parley's {@code message}, in one part and without its references. */
    private static final String TABLE = """
            drop table if exists floor;
            create table floor (
                chat_key     bigint         not null,
                seq          bigint         not null,
                rev          bigint         not null,
                sender       text           not null,
                client_id    text           not null,
                text         text           not null,
                recipients   text[],
                metadata     json,
                content_hash bytea          not null,
                created_at   timestamptz(3) not null,
                primary key (chat_key, seq),
                unique (chat_key, sender, client_id),
                unique (chat_key, rev)
            )
            """;

    private static final String INSERT = """
            insert into floor (chat_key, seq, rev, sender, client_id, text, content_hash, created_at)
            select * , ? from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bytea[])
            """;

    private static final int CHATS = 100;
    private static final String SENDER = "00000000-0000-4000-8000-0000000000";
    private static final String WORDS =
            " tenka lomira suvel nodri paestor unbel kalomi tenra velno driestor paunbel kalo";

    private final Connection connection;
    private final ProcessTrees postgres;
    private long rows;

    /** {@code postgres}: all of its processes, which do nothing else meanwhile. */
    public InsertFloor(Connection connection, ProcessTrees postgres) {
        this.connection = connection;
        this.postgres = postgres;
    }

    /** Inserts so many rows with each commit, for that long, after a quarter of it as a warm-up. */
    public Rate run(int batch, Duration time) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insertFor(insert, batch, time.dividedBy(4));
            long before = cpu();
            long first = rows;
            double seconds = insertFor(insert, batch, time);
            double inserted = rows - first;
            return new Rate(inserted / seconds, (cpu() - before) / inserted);
        }
    }

    private long cpu() {
        return postgres.cpuMicros().values().stream().mapToLong(Long::longValue).sum();
    }

    private double insertFor(PreparedStatement insert, int batch, Duration time) throws SQLException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < time.toNanos()) {
            insert(insert, batch);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private void insert(PreparedStatement insert, int batch) throws SQLException {
        Long[] chats = new Long[batch];
        Long[] numbers = new Long[batch];
        String[] senders = new String[batch];
        String[] ids = new String[batch];
        String[] texts = new String[batch];
        byte[][] hashes = new byte[batch][];
        for (int i = 0; i < batch; i++) {
            chats[i] = rows % CHATS;
            numbers[i] = 1 + rows / CHATS;
            senders[i] = SENDER + (10 + rows % 10);
            ids[i] = "~%012x~".formatted(rows);
            texts[i] = (ids[i] + WORDS + "                    ").substring(0, 99) + "z";
            hashes[i] = Arrays.copyOf(ids[i].getBytes(StandardCharsets.US_ASCII), 32);
            rows++;
        }
        insert.setTimestamp(1, new Timestamp(System.currentTimeMillis()));
        insert.setArray(2, connection.createArrayOf("bigint", chats));
        insert.setArray(3, connection.createArrayOf("bigint", numbers));
        insert.setArray(4, connection.createArrayOf("bigint", numbers));
        insert.setArray(5, connection.createArrayOf("text", senders));
        insert.setArray(6, connection.createArrayOf("text", ids));
        insert.setArray(7, connection.createArrayOf("text", texts));
        insert.setArray(8, connection.createArrayOf("bytea", hashes));
        insert.executeUpdate();
    }
}
