package io.parley.bench.workload;

import io.parley.bench.load.Traffic;
import io.parley.bench.target.Layout;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that there is to choose from. */
public final class Workloads {
    /** Messages in flight that saturate a target. */
    static final int WINDOW = 256;

    private static final int MEMBERS = 1_000;
    private static final Layout SMALL_CHATS = Layout.of("small", 100, 10);
    private static final Layout LARGE_CHAT = Layout.of("large", 1, MEMBERS);
    private static final Layout MIDDLE_CHATS = Layout.of("middle", 10, 100);
    /** Of other users, so that nothing that is sent to the loaded chats is for them. */
    static final Layout SILENT_CHATS = new Layout("silent", 100, 10, MEMBERS);

    private static final int SILENT = 5_000;
    private static final int PER_SECOND = 500;
    private static final List<Integer> IDLE_STEPS = List.of(1_000, 5_000, 20_000);
    private static final int MISSED = 1_000;
    private static final int SPEAKING = 5;

    private static final StoredReads STORED = new StoredReads();

    /** Those that run when none is named, and what else there is. */
    public static final String OPTIONAL = "scaling";

    /** What {@code --workloads} may name. The memory of connections first: before anything has stretched a heap. */
    public static final List<String> NAMES = List.of("w4", "w1", "w2", "w3", "w5", "w7", "w6");

    /** In which they run. */
    public static final List<String> ORDER =
            Stream.concat(NAMES.stream(), Stream.of(OPTIONAL)).toList();

    private Workloads() {}

    /** The workloads of that name. */
    public static List<Workload> named(String name) {
        return switch (name) {
            case "w1" -> List.of(closed("w1", "100 chats of 10 members, saturated", SMALL_CHATS));
            case "w2" ->
                List.of(
                        closed("w2-1x1000", "1 chat of 1,000 members, saturated", LARGE_CHAT),
                        closed("w2-10x100", "10 chats of 100 members, saturated", MIDDLE_CHATS));
            case "w3" ->
                List.of(new Conversation(
                        "w3",
                        "500 messages/s to 100 chats of 10, beside 5,000 idle connections",
                        SMALL_CHATS,
                        new Traffic.Shape.Open(PER_SECOND),
                        Optional.of(new Conversation.Idle(SILENT_CHATS, SILENT))));
            case "w4" -> List.of(new IdleMemory(SILENT_CHATS, IDLE_STEPS));
            case "w5" -> List.of(new ReconnectStorm(SMALL_CHATS, new Conversation.Idle(SILENT_CHATS, SILENT), MISSED));
            case "w6" -> List.of(STORED);
            case "scaling" -> List.of(new Scaling(STORED));
            case "w7" -> List.of(new RestSends(SMALL_CHATS, SPEAKING, WINDOW));
            default ->
                throw new IllegalArgumentException("No workload " + name + "; there are " + NAMES + " and " + OPTIONAL);
        };
    }

    private static Workload closed(String id, String title, Layout layout) {
        return new Conversation(id, title, layout, new Traffic.Shape.Closed(WINDOW), Optional.empty());
    }
}
