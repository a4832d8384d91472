package io.parley.bench.workload;

import io.parley.bench.load.Crowd;
import io.parley.bench.load.Room;
import io.parley.bench.load.Tally;
import io.parley.bench.load.Traffic;
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

/** Messages that are sent by REST and heard by sockets. No peer has the like. */
record RestSends(Layout layout, int perChat, int window) implements ParleyWorkload {
    @Override
    public String id() {
        return "w7";
    }

    @Override
    public String title() {
        return "messages by REST to 100 chats of 10, saturated";
    }

    @Override
    public Map<String, String> parameters(Options options) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("chats x members", layout.toString());
        parameters.put(
                "load",
                "closed loop, %,d in flight over %,d keep-alive connections"
                        .formatted(window, perChat * layout.chats()));
        parameters.put("payload", "100 bytes, unique");
        parameters.put("measured", options.measured().toSeconds() + " s");
        return parameters;
    }

    @Override
    public List<Outcome> run(ParleyTarget parley, Bench bench, int repetition) {
        Outcome outcome = new Outcome("");
        try (LoadLoop loop = new LoadLoop();
                Crowd listening = new Crowd(loop, parley.dialect(), parley.sockets());
                Crowd speaking = new Crowd(loop, new RestDialect(), List.of(parley.rest()))) {
            List<Room> rooms = Seats.rooms(parley, listening, layout);
            Seats.speakers(parley, speaking, layout, rooms, perChat);
            long base = bench.nextBase();
            Traffic.Shape shape = new Traffic.Shape.Closed(window);
            Traffic traffic = Traffic.by(speaking, listening, rooms, shape, base);
            traffic.start();
            Duration atMost = bench.options().warmUp(repetition > 1);
            outcome.put(Figure.WARM_UP, new WarmUp(traffic, parley, loop).run(atMost));
            Conversation.measure(traffic, parley, loop, bench.options().measured(), outcome);
            Tally tally = traffic.finish();
            Latencies.add(outcome, tally);
            Verdict.add(outcome, tally, parley, base);
        }
        return List.of(outcome);
    }
}
