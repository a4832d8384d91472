package io.parley.realtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.Role;
import io.parley.contract.broker.EventBundle.Entry;
import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Sync;
import io.parley.realtime.Settings;
import io.parley.realtime.watch.Timeline;
import io.parley.realtime.watch.TimelineSource;
import io.parley.realtime.watch.WatchConfig;
import io.parley.realtime.watch.WatchMeter;
import io.parley.realtime.watch.Watches;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class HelloTest {
    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Timeline chat = new Timeline("lobby");
    private final TimelineSource source = new TimelineSource().with(chat);
    private final Watches watches = new Watches(
            Settings.of(WatchConfig.class, Map.of()),
            source,
            new WatchMeter() {
                @Override
                public void delivered(int deliveries) {}

                @Override
                public void repaired() {}

                @Override
                public void reset(int connections) {}
            },
            clock::get);
    private final Deque<BiConsumer<Sync.Response, Throwable>> questions = new ArrayDeque<>();
    private final List<Sync.Request> requests = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final OutboundTest.Line line = new OutboundTest.Line();

    /** Who is live, by the id of the connection, and what else was heard of it. */
    private final List<String> arrived = new ArrayList<>();

    private final Arrivals arrivals = new Arrivals() {
        @Override
        public void joined(Session session) {
            arrived.add("joined " + session.id());
        }

        @Override
        public void settled(Session session) {
            arrived.add("settled " + session.id());
        }

        @Override
        public void left(Session session) {
            arrived.add("left " + session.id());
        }
    };

    private Greeter greeter;

    private Session greet(Map<String, Long> known, Map<String, String> settings) {
        SessionConfig config = Settings.of(SessionConfig.class, settings);
        greeter = new Greeter(
                "node-1",
                config,
                watches,
                (token, application, request, answer) -> {
                    requests.add(request);
                    questions.add(answer);
                },
                source,
                Runnable::run,
                (delay, task) -> later.add(task),
                new Turns(1),
                arrivals,
                10,
                20,
                256,
                100);
        Session session = new Session(
                "s1",
                new Caller(Timeline.APPLICATION, "alice", "token", "", Instant.ofEpochSecond(10_000)),
                line,
                config,
                new SessionMeter() {
                    @Override
                    public void slowConsumer() {}

                    @Override
                    public void refused(ErrorCode code) {}
                },
                clock.get());
        greeter.greet(session, known);
        return session;
    }

    private Sync.ChatChanges state(long known) {
        List<Entry> missed = chat.after(known);
        boolean more = missed.size() > 10;
        List<Entry> given = more ? missed.subList(0, 10) : missed;
        long rev = more ? given.getLast().envelope().rev() : chat.head();
        return new Sync.ChatChanges(
                "lobby",
                null,
                Role.MEMBER,
                0,
                0,
                0,
                rev,
                more,
                false,
                given.stream().map(Entry::event).toList());
    }

    private void answer(Sync.ChatChanges... chats) {
        questions.removeFirst().accept(new Sync.Response(List.of(chats), null, null), null);
    }

    /** Of a user who left. */
    private static Sync.ChatChanges gone(Entry left) {
        return new Sync.ChatChanges(
                "lobby", null, null, 0, 0, 0, left.envelope().rev(), false, true, List.of(left.event()));
    }

    /** Connected, and given one message. */
    private Session live() {
        Session session = greet(Map.of("lobby", 0L), Map.of());
        chat.message("bob");
        answer(state(0));
        return session;
    }

    /** What was sent: {@code ready}, {@code self}, {@code reset:<rev>}, or an event's rev. */
    private List<String> sent() {
        return line.texts.stream()
                .map(text -> Json.read(text, JsonNode.class))
                .map(frame -> switch (frame.path("type").asText()) {
                    case "ready", "self" -> frame.path("type").asText();
                    case "reset" -> "reset:" + frame.path("rev").asLong();
                    default -> frame.path("rev").asText();
                })
                .toList();
    }

    @Test
    void missedChangesThenReadyThenWhatHappenedMeanwhileEachOnce() {
        // Given
        chat.message("bob");
        chat.message("bob");
        greet(Map.of("lobby", 1L), Map.of());
        Entry meanwhile = chat.message("bob");
        watches.accept(meanwhile);

        // When
        answer(state(1));
        watches.accept(meanwhile);
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of("2", "3", "ready", "self", "4"), sent());
    }

    @Test
    void withoutKnownNothingIsReplayed() {
        // Given
        chat.message("bob");
        greet(null, Map.of());

        // When
        answer(new Sync.ChatChanges("lobby", null, Role.MEMBER, 1, 0, 0, 1, false, false, List.of()));
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of("ready", "self", "2"), sent());
    }

    @Test
    void tooMuchToReplayIsAReset() {
        // Given
        for (int i = 0; i < 30; i++) {
            chat.message("bob");
        }
        greet(Map.of("lobby", 1L), Map.of());

        // When
        answer(state(1));
        chat.message("bob");
        answer(state(requests.getLast().known().get("lobby")));
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of("reset:30", "31", "ready", "self", "32"), sent());
    }

    @Test
    void whoJoinsAChatWhileTheBrokerIsAwayIsGivenItOnceTheLinkIsBack() {
        // Given
        Session session = greet(Map.of(), Map.of());
        answer();
        chat.message("bob");

        // When
        greeter.catchUp(session);
        Entry meanwhile = chat.message("bob");
        watches.accept(meanwhile);
        answer(state(0));
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of("ready", "self", "1", "2", "3"), sent());
    }

    @Test
    void whatALiveConnectionHasIsNotSentAgainWhenTheLinkIsBack() {
        // Given
        Session session = live();
        Entry missed = chat.message("bob");

        // When
        greeter.catchUp(session);
        greeter.catchUp(session);
        long known = requests.getLast().known().get("lobby");
        answer(state(known));
        answer(state(2));
        watches.accept(missed);
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(1, known);
        assertEquals(List.of("1", "ready", "self", "2", "3"), sent());
    }

    @Test
    void whoLeavesWhileTheirChatsAreReadAgainIsToldSoOnceAndLast() {
        // Given
        Session session = live();

        // When
        greeter.catchUp(session);
        watches.accept(chat.message("bob"));
        Entry left = chat.left("alice");
        watches.accept(left);
        answer(gone(left));
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of("1", "ready", "self", "3"), sent());
    }

    @Test
    void whoIsBackAlreadyWhenTheirLeavingIsReadStays() {
        // Given
        Session session = live();

        // When
        greeter.catchUp(session);
        Entry left = chat.left("alice");
        watches.accept(left);
        watches.accept(chat.joined("alice"));
        answer(gone(left));
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of("1", "ready", "self", "2", "3", "4"), sent());
    }

    @Test
    void aConnectionThatReadsWhenTheLinkComesBackReadsOnceMore() {
        // Given
        Session session = greet(Map.of("lobby", 0L), Map.of());
        chat.message("bob");
        Sync.ChatChanges before = state(0);
        chat.message("bob");

        // When
        greeter.catchUp(session);
        answer(before);
        answer(state(1));

        // Then
        assertEquals(List.of("1", "ready", "self", "2"), sent());
    }

    @Test
    void aChatThatIsGoneIsNotWatchedAndNotInReady() {
        // Given
        greet(Map.of("lobby", 0L), Map.of());
        Entry left = chat.left("alice");

        // When
        answer(gone(left));
        watches.accept(chat.message("bob"));

        // Then
        assertEquals(List.of("1", "ready", "self"), sent());
        assertEquals(
                0, Json.read(line.texts.getLast(), JsonNode.class).path("chats").size());
    }

    @Test
    void aLongReplayWaitsForTheClientAndLiveEventsWaitForTheReplay() {
        // Given
        for (int i = 0; i < 10; i++) {
            chat.message("bob");
        }
        greet(Map.of(), Map.of("parley.session.outbound-bytes", "2000"));

        // When
        answer(state(0));
        watches.accept(chat.message("bob"));
        int sentBeforeReading = line.texts.size();
        for (int i = 0; i < 20; i++) {
            line.read();
        }

        // Then
        assertEquals(List.of(), line.closes);
        assertTrue(sentBeforeReading < 10);
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "ready", "self", "11"), sent());
    }

    @Test
    void allPagesAreRead() {
        // Given
        greet(Map.of("lobby", 0L), Map.of());
        chat.message("bob");

        // When
        questions.removeFirst().accept(new Sync.Response(List.of(), "page-2", null), null);
        answer(state(0));

        // Then
        assertEquals("page-2", requests.getLast().cursor());
        assertEquals(List.of("1", "ready", "self"), sent());
    }

    @Test
    void anUnknownApplicationIsNotToBeComeBackTo() {
        greet(null, Map.of());
        questions.removeFirst().accept(null, new ContractException(ErrorCode.APPLICATION_NOT_FOUND));
        assertEquals(List.of(CloseCode.APPLICATION_NOT_FOUND), line.closes);
    }

    @Test
    void aCoreThatIsAwayIsAskedAgainAndThenTheClientIsSentAway() {
        greet(null, Map.of());
        for (int i = 0; i < 4; i++) {
            questions.removeFirst().accept(null, new IllegalStateException("away"));
            later.removeFirst().run();
        }
        assertEquals(List.of(), line.closes);
        questions.removeFirst().accept(null, new IllegalStateException("away"));
        assertEquals(List.of(CloseCode.UNAVAILABLE), line.closes);
    }
}
