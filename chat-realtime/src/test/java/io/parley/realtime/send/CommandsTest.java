package io.parley.realtime.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.Lane;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final UUID APPLICATION = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final AtomicLong clock = new AtomicLong(1_000_000);
    private final Wire wire = new Wire();
    private final List<ServerFrame> answers = new ArrayList<>();
    private final Commands commands = commands(Map.of());

    private Commands commands(Map<String, String> settings) {
        return new Commands(Settings.of(SendConfig.class, settings), "node-1", wire, clock::get);
    }

    /** The broker's end: takes bundles, and answers when told to. */
    private static final class Wire implements Publisher {
        final List<CommandBundle> bundles = new ArrayList<>();
        final List<Consumer<@Nullable Throwable>> unanswered = new ArrayList<>();
        boolean up = true;

        @Override
        public boolean isUp() {
            return up;
        }

        @Override
        public void publish(int lane, CommandBundle bundle, Consumer<@Nullable Throwable> answer) {
            bundles.add(bundle);
            unanswered.add(answer);
        }

        void answer(@Nullable Throwable failure) {
            unanswered.removeFirst().accept(failure);
        }

        List<String> clientIds(int bundle) {
            return bundles.get(bundle).commands().stream()
                    .map(command -> ((Command.SendMessage) command).clientId())
                    .toList();
        }

        long id(int bundle, int command) {
            return bundles.get(bundle).commands().get(command).id();
        }
    }

    private void send(String chat, String clientId) {
        send(commands, chat, clientId, 300);
    }

    private void send(Commands to, String chat, String clientId, int bytes) {
        to.submit(new Commands.Submission(
                answers::add,
                APPLICATION,
                new Commands.Draft(chat, "alice", clientId, "hi", null, null, false, null, null, null),
                bytes));
    }

    private void stored(long id) {
        commands.outcomes(List.of(new Outcome.Stored(id, 7, 9, Instant.EPOCH, false)));
    }

    @Test
    void theFirstCommandGoesAtOnceAndThoseThatComeMeanwhileGoTogether() {
        // When
        send("lobby", "a");
        send("lobby", "b");
        send("lobby", "c");
        wire.answer(null);
        assertEquals(1, wire.bundles.size());
        stored(wire.id(0, 0));

        // Then
        assertEquals(List.of("a"), wire.clientIds(0));
        assertEquals(List.of("b", "c"), wire.clientIds(1));
        assertEquals("node-1", wire.bundles.getFirst().origin());
    }

    @Test
    void commandsOfOtherLanesDoNotWait() {
        // When
        for (int chat = 0; chat < 100; chat++) {
            send("chat-" + chat, "a" + chat);
        }

        // Then
        assertEquals(Lane.COUNT, wire.bundles.size());
    }

    @Test
    void anOutcomeThatStaysAwayHoldsItsLaneUpForAMomentOnly() {
        // Given
        send("lobby", "a");
        wire.answer(null);
        send("lobby", "b");

        // When
        clock.addAndGet(249);
        commands.tick();
        int before = wire.bundles.size();
        clock.addAndGet(1);
        commands.tick();

        // Then
        assertEquals(1, before);
        assertEquals(List.of("b"), wire.clientIds(1));
    }

    @Test
    void whatTheBrokerRefusedAfterItsLaneWentOnIsSentAgainAsWhatHasNoOutcome() {
        // Given
        send("lobby", "a");
        send("lobby", "b");
        clock.addAndGet(250);
        commands.tick();
        wire.answer(new IllegalStateException("late"));

        // When
        clock.addAndGet(5_000);
        commands.tick();

        // Then
        assertEquals(List.of("a"), wire.clientIds(2));
    }

    @Test
    void aBundleHasAtMost256CommandsAnd256KiB() {
        // Given
        send("lobby", "first");
        for (int i = 0; i < 300; i++) {
            send("lobby", "small" + i);
        }
        for (int i = 0; i < 10; i++) {
            send(commands, "lobby", "large" + i, 60_000);
        }

        // When
        for (int i = 0; i < 5; i++) {
            wire.answer(null);
            wire.bundles.getLast().commands().forEach(command -> stored(command.id()));
        }

        // Then
        assertEquals(
                List.of(1, 256, 48, 4, 2),
                wire.bundles.stream().map(bundle -> bundle.commands().size()).toList());
    }

    @Test
    void onlyAStoredCommandIsAcknowledged() {
        // Given
        send("lobby", "a");
        wire.answer(null);
        assertEquals(List.of(), answers);

        // When
        stored(wire.id(0, 0));
        stored(wire.id(0, 0));

        // Then
        assertEquals(List.of(new ServerFrame.Ack("lobby", "a", 7, 9, Instant.EPOCH, false)), answers);
        assertEquals(0, commands.pending());
    }

    @Test
    void aRefusalSaysWhichMessageAndWhy() {
        // Given
        send("lobby", "a");

        // When
        commands.outcomes(
                List.of(new Outcome.Refused(wire.id(0, 0), ErrorCode.CHAT_NOT_FOUND, "chat", "no such chat")));

        // Then
        assertEquals(
                List.of(new ServerFrame.Refusal(ErrorCode.CHAT_NOT_FOUND, "no such chat", "chat", "lobby", "a", null)),
                answers);
    }

    @Test
    void whatHasNoOutcomeWhenTheLinkComesBackIsSentAgainInItsOrder() {
        // Given
        send("lobby", "a");
        wire.answer(null);
        send("lobby", "b");
        send("lobby", "c");
        wire.up = false;
        send("lobby", "d");

        // When
        wire.up = true;
        commands.linkUp();

        // Then
        assertEquals(List.of("a", "b", "c", "d"), wire.clientIds(wire.bundles.size() - 1));
    }

    @Test
    void aCommandWithoutOutcomeIsSentAgainAndGivenUpInTheEnd() {
        // Given
        send("lobby", "a");
        wire.answer(null);

        // When
        clock.addAndGet(5_000);
        commands.tick();
        wire.answer(null);

        // Then
        assertEquals(List.of("a"), wire.clientIds(1));
        assertEquals(wire.id(0, 0), wire.id(1, 0));

        // When
        clock.addAndGet(25_000);
        commands.tick();

        // Then
        ServerFrame.Refusal refusal = assertInstanceOf(ServerFrame.Refusal.class, answers.getFirst());
        assertEquals(ErrorCode.UNAVAILABLE, refusal.code());
        assertEquals("a", refusal.clientId());
        assertEquals(1_000, refusal.retryAfterMillis());
        assertEquals(0, commands.pending());
    }

    @Test
    void whatTheBrokerRefusedIsTriedAgain() {
        // Given
        send("lobby", "a");
        send("lobby", "b");
        wire.answer(new IllegalStateException("full"));

        // When
        commands.tick();

        // Then
        assertEquals(List.of("a", "b"), wire.clientIds(1));
    }

    @Test
    void commandsOfAllConnectionsAreBounded() {
        // Given
        Commands small = commands(Map.of("parley.send.pending-bytes", "1000"));
        send(small, "lobby", "a", 900);

        // When
        send(small, "lobby", "b", 900);

        // Then
        ServerFrame.Refusal refusal = assertInstanceOf(ServerFrame.Refusal.class, answers.getFirst());
        assertEquals(ErrorCode.OVERLOADED, refusal.code());
        assertEquals("b", refusal.clientId());
        assertEquals(1, small.pending());
    }
}
