package io.parley.bench.workload;

import io.parley.bench.load.Crowd;
import io.parley.bench.load.Missed;
import io.parley.bench.load.Room;
import io.parley.bench.load.Tally;
import io.parley.bench.report.Figure;
import io.parley.bench.report.Outcome;
import io.parley.bench.target.Layout;
import io.parley.bench.target.ParleyTarget;
import io.parley.bench.wire.LoadLoop;
import io.parley.bench.wire.RestDialect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All connections break at once, messages are sent meanwhile, and all come back at once and go on where they were. No peer
 * gives what was missed by itself.
 */
record ReconnectStorm(Layout layout, Conversation.Idle idle, int missed) implements ParleyWorkload {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long PATIENCE_SECONDS = 120;
    /** One that came twice would come in this time. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    @Override
    public String id() {
        return "w5";
    }

    @Override
    public String title() {
        return "reconnect storm: %,d connections drop and resume at once".formatted(connections());
    }

    private int connections() {
        return idle.connections() + layout.chats() * layout.members();
    }

    @Override
    public Map<String, String> parameters(Options options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("connections", "%,d".formatted(connections()));
        parameters.put("missed", "%,d messages in %s chats, sent by REST meanwhile".formatted(missed, layout));
        parameters.put("statements", "of PostgreSQL, by pg_stat_statements, from the first connection to completeness");
        return parameters;
    }

    @Override
    public List<Outcome> run(ParleyTarget parley, Bench bench, int repetition) {
        Outcome outcome = new Outcome("");
        try (LoadLoop loop = new LoadLoop();
                Crowd crowd = new Crowd(loop, parley.dialect(), parley.sockets());
                Crowd speaking = new Crowd(loop, new RestDialect(), List.of(parley.rest()))) {
            List<Room> rooms = Seats.rooms(parley, crowd, layout);
            Seats.devices(parley, crowd, idle.layout(), 0, idle.connections());
            Seats.speakers(parley, speaking, layout, rooms, 1);
            long base = bench.nextBase();
            Missed messages = new Missed(crowd, speaking, rooms, base, missed);
            crowd.drop();
            messages.send(PATIENCE);
            storm(parley, crowd, messages, outcome);
            Waiting.pass(AFTERWARDS);
            Tally tally = messages.finish();
            Verdict.add(outcome, tally, parley, base);
        }
        return List.of(outcome);
    }

    private void storm(ParleyTarget parley, Crowd crowd, Missed messages, Outcome outcome) {
        try (Statements statements = Statements.watch(parley)) {
            Map<String, Long> before = parley.processes().cpuMicros();
            long begun = System.nanoTime();
            crowd.reconnect(PATIENCE_SECONDS);
            outcome.put(Figure.ALL_READY, (System.nanoTime() - begun) / 1e9);
            messages.awaitComplete(PATIENCE);
            outcome.put(Figure.ALL_COMPLETE, (System.nanoTime() - begun) / 1e9);
            outcome.put(Figure.CONNECTIONS, connections()).put(Figure.MISSED, missed);
            outcome.put(Figure.STATEMENTS, statements.count());
            statements.most().forEach(outcome::note);
            Map<String, Long> after = parley.processes().cpuMicros();
            outcome.note("CPU ms: " + Gauge.between(before, after));
        }
    }
}
