package io.parley.bench.workload;

import io.parley.bench.load.LoadException;
import io.parley.bench.target.ParleyTarget;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How PostgreSQL reads for Parley: its counters of sequential scans, and the plans that it really runs. */
final class Plans {
    /** PostgreSQL's processes tell their counters when they have been idle for so long. */
    private static final Duration COUNTED = Duration.ofSeconds(11);

    private static final String SCANS = """
            select coalesce(sum(seq_scan), 0) from pg_stat_user_tables
             where relname in ('subscription', 'chat') or relname like 'message%'
            """;

    private static final Pattern SCAN = Pattern.compile(
            "((?:Parallel )?(?:Seq|Index Only|Index|Bitmap Heap|Bitmap Index) Scan) (?:Backward )?(?:using (\\S+) )?on (\\S+)");

    private final ParleyTarget target;

    Plans(ParleyTarget target) {
        this.target = target;
    }

    /** Sequential scans of the large tables so far. */
    long sequentialScans() {
        Waiting.pass(COUNTED);
        try (Connection connection = target.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SCANS)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new LoadException("The scans cannot be counted: " + e.getMessage());
        }
    }

    /** The scans in the plans of all statements that run meanwhile, partitions taken together. */
    Set<String> during(Runnable work) {
        try {
            long begin = Files.size(target.postgresLog());
            explain("0");
            work.run();
            explain("-1");
            return scans(begin);
        } catch (IOException e) {
            throw new LoadException("PostgreSQL's log cannot be read: " + e.getMessage());
        }
    }

    private void explain(String millis) {
        try (Connection connection = target.database();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set auto_explain.log_min_duration = '" + millis + "'");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new LoadException("PostgreSQL does not explain its plans: " + e.getMessage());
        }
        // Each process hears of it before its next statement.
        Waiting.pass(Duration.ofMillis(300));
    }

    private Set<String> scans(long begin) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(target.postgresLog().toFile(), "r")) {
            log.seek(begin);
            byte[] written = new byte[(int) Math.min(Integer.MAX_VALUE / 2, log.length() - begin)];
            log.readFully(written);
            Set<String> scans = new TreeSet<>();
            Matcher scan = SCAN.matcher(new String(written, StandardCharsets.UTF_8));
            while (scan.find()) {
                String index = scan.group(2) == null ? "" : " by " + whole(scan.group(2));
                scans.add(scan.group(1) + " of " + whole(scan.group(3)) + index);
            }
            return scans;
        }
    }

    /** Without the number of a partition. */
    private static String whole(String name) {
        return name.replaceAll("_\\d+", "");
    }
}
