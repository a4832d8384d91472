package io.parley.bench.jmh;

import io.parley.contract.Json;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.Envelope;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.broker.Outcome;
import io.parley.contract.broker.OutcomeBundle;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What each message costs on its way over the broker, in bundles as large as the load makes them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CodecBenchmark {
    private static final UUID APPLICATION = new UUID(1, 2);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TEXT = "x".repeat(100);

    /** Messages in a bundle. */
    @Param({"1", "50"})
    public int size;

    private List<EventBundle.Entry> entries = List.of();
    private List<Event> events = List.of();
    private byte[] eventBytes = {};
    private CommandBundle commands = new CommandBundle("", List.of());
    private byte[] commandBytes = {};
    private OutcomeBundle outcomes = new OutcomeBundle(List.of());
    private byte[] outcomeBytes = {};

    /** Makes a bundle of each kind. */
    @Setup
    public void bundles() {
        events = IntStream.range(0, size).mapToObj(CodecBenchmark::event).toList();
        entries = encodedEvents();
        eventBytes = EventBundle.encode(entries);
        commands = new CommandBundle(
                "core-1",
                IntStream.range(0, size)
                        .<Command>mapToObj(CodecBenchmark::command)
                        .toList());
        commandBytes = Json.bytes(commands);
        outcomes = new OutcomeBundle(IntStream.range(0, size)
                .<Outcome>mapToObj(i -> new Outcome.Stored(i, i + 1, i + 2, NOW, false))
                .toList());
        outcomeBytes = Json.bytes(outcomes);
    }

    private static Event event(int number) {
        Message message = new Message(
                number + 1,
                number + 2,
                "client-" + number,
                "00000000-0000-4000-8000-000000000000",
                TEXT,
                null,
                null,
                NOW);
        return new Event.MessageCreated("chat-1", number + 2, message);
    }

    private static Command command(int number) {
        return new Command.SendMessage(
                number,
                APPLICATION,
                "chat-1",
                "00000000-0000-4000-8000-000000000000",
                "client-" + number,
                TEXT,
                null,
                null,
                NOW);
    }

    /** The JSON of events and their envelopes, as chat-core makes them after a commit. */
    @Benchmark
    public List<EventBundle.Entry> encodedEvents() {
        return events.stream()
                .map(event -> EventBundle.Entry.of(Envelope.of(APPLICATION, event.rev() - 1, event, NOW), event))
                .toList();
    }

    @Benchmark
    public byte[] writeEvents() {
        return EventBundle.encode(entries);
    }

    @Benchmark
    public List<EventBundle.Entry> readEvents() {
        return EventBundle.decode(eventBytes);
    }

    @Benchmark
    public byte[] writeCommands() {
        return Json.bytes(commands);
    }

    @Benchmark
    public CommandBundle readCommands() {
        return Json.read(commandBytes, CommandBundle.class);
    }

    @Benchmark
    public byte[] writeOutcomes() {
        return Json.bytes(outcomes);
    }

    @Benchmark
    public OutcomeBundle readOutcomes() {
        return Json.read(outcomeBytes, OutcomeBundle.class);
    }
}
