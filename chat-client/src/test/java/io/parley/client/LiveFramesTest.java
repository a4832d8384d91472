package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the conformance cases do not say of watching, marking, typing, signals and tokens, since each client may do it its own way. */
@Timeout(30)
class LiveFramesTest {
    private final Told told = new Told();
    private Gateway gateway;
    private ParleyClient client;
    private ChatSocket socket;
    private volatile String token = "first";

    @BeforeEach
    void open() throws Exception {
        gateway = new Gateway();
        client = gateway.client(() -> token);
        socket = client.application(new UUID(0, 1))
                .socket()
                .listener(told)
                .retry(Duration.ofMillis(2), Duration.ofMillis(10))
                .connect();
    }

    @AfterEach
    void close() throws Exception {
        socket.close();
        client.close();
        gateway.close();
    }

    private Gateway.Device live() throws Exception {
        Gateway.Device device = gateway.accept();
        device.hello();
        device.ready();
        told.of("ready").poll(5, TimeUnit.SECONDS);
        return device;
    }

    @Test
    void aFrameThatWasRefusedForNowIsSaidAgainWhereItIsNotTooLate() throws Exception {
        // Given
        Gateway.Device device = live();
        socket.watch(List.of("kitchen"), List.of("bob"));
        ClientFrame watch = device.next();
        socket.markRead("kitchen", 4);
        ClientFrame mark = device.next();

        // When
        device.say(new ServerFrame.Refusal(ErrorCode.RATE_LIMITED, "slow", null, null, null, 200L));

        // Then
        assertTrue(device.silentFor(100));
        assertEquals(List.of(watch, mark), List.of(device.next(), device.next()));
    }

    @Test
    void whatWasAnsweredIsNotSaidAgain() throws Exception {
        // Given
        Gateway.Device device = live();
        socket.watch(List.of(), List.of("bob"));
        device.next();
        socket.mark("kitchen", 4, 5);
        device.next();
        device.say(new ServerFrame.Presence(List.of(new ServerFrame.UserPresence("bob", true, null))))
                .say(new ServerFrame.Inbox("kitchen", 4, 5, 0, 0));

        // When
        device.say(new ServerFrame.Refusal(ErrorCode.RATE_LIMITED, "slow", null, null, null, 50L));

        // Then
        assertTrue(device.silentFor(300));
    }

    @Test
    void aMarkThatIsRefusedForGoodIsForgotten() throws Exception {
        // Given
        Gateway.Device device = live();
        socket.markDelivered("gone", 4);
        assertEquals(new ClientFrame.Mark("gone", null, 4L), device.next());

        // When
        device.say(new ServerFrame.Refusal(ErrorCode.CHAT_NOT_FOUND, "no", null, "gone", null, null));
        told.of("refused").poll(5, TimeUnit.SECONDS);
        socket.interrupt();

        // Then
        assertTrue(live().silentFor(200));
    }

    @Test
    void marksOfOneChatAreOneAndNeverGoBack() throws Exception {
        // Given: said while there is no connection
        socket.mark("kitchen", 4, 0);
        socket.mark("kitchen", 2, 6);

        // When
        Gateway.Device device = live();

        // Then
        assertEquals(new ClientFrame.Mark("kitchen", 4L, 6L), device.next());
        socket.mark("kitchen", 3, 3);
        assertTrue(device.silentFor(100));
    }

    @Test
    void aThousandMarksDoNotUseUpWhatTheConnectionMaySay() throws Exception {
        // Given
        IntStream.range(0, 1_000).forEach(chat -> socket.markRead("chat-" + chat, 1));

        // When: within a second, with 100 frames a second allowed
        Gateway.Device device = live();
        assertFalse(device.silentFor(1_000));
        Thread.sleep(1_000);

        // Then
        int said = device.frames().size();
        assertTrue(said >= 20 && said <= 90, () -> said + " marks in a second");
    }

    @Test
    void typingAndSignalsAreNotKeptForLater() throws Exception {
        // Given
        assertFalse(socket.signal("kitchen", "call.ringing", null));
        socket.typing("kitchen");

        // When
        Gateway.Device device = live();

        // Then
        assertTrue(device.silentFor(100));
        assertTrue(socket.signal("kitchen", "call.ringing", null, "bob"));
        assertEquals(new ClientFrame.Signal("kitchen", "call.ringing", null, List.of("bob")), device.next());
    }

    @Test
    void aMessageThatWasSentEndsThatItIsWritten() throws Exception {
        // Given
        Gateway.Device device = live();
        socket.typing("kitchen");
        assertEquals(new ClientFrame.Typing("kitchen", true), device.next());
        var _ = socket.send("kitchen", "Dinner?");
        device.send();

        // When
        socket.stoppedTyping("kitchen");
        socket.typing("kitchen");

        // Then
        assertEquals(new ClientFrame.Typing("kitchen", true), device.next());
    }

    @Test
    void whoWritesIsNotWritingAnyMoreWhenTheConnectionIsGone() throws Exception {
        // Given
        Gateway.Device device = live();
        device.say(new ServerFrame.Typing("kitchen", "bob", 60_000));
        assertTrue(told.of("typing").poll(5, TimeUnit.SECONDS).path("typing").asBoolean());

        // When
        device.drop();

        // Then
        assertFalse(told.of("typing").poll(5, TimeUnit.SECONDS).path("typing").asBoolean());
    }

    @Test
    void whatIsBeyondABoundIsRefusedBeforeItIsSaid() {
        assertEquals(
                ErrorCode.LIMIT_REACHED,
                assertThrows(
                                ParleyException.class,
                                () -> socket.watch(
                                        IntStream.range(0, 101)
                                                .mapToObj(i -> "chat-" + i)
                                                .toList(),
                                        Set.of()))
                        .code());
        assertThrows(ParleyException.class, () -> socket.markRead("no such id!", 1));
        assertThrows(
                ParleyException.class,
                () -> socket.signal(
                        "kitchen", "big", Json.MAPPER.createObjectNode().put("x", "x".repeat(2_100))));
    }

    @Test
    void aTokenThatIsTheSameStillIsAskedForAgainUntilThereIsAnother() throws Exception {
        // Given: a token that is good for four seconds, and a supplier that keeps it for now
        Gateway.Device device = gateway.accept();
        device.hello();
        device.ready(Instant.now().plusSeconds(4));
        assertTrue(device.silentFor(2_300));

        // When
        token = "second";

        // Then
        assertEquals(new ClientFrame.Token("second"), device.next());
        device.say(new ServerFrame.Token(Instant.now().plusSeconds(300)));
        told.of("token");
        assertTrue(device.silentFor(300));
    }

    @Test
    void bothStepsOfADeliveryAreToldAndTheSecondImpliesTheFirst() throws Exception {
        // Given
        Gateway.Device device = live();
        Delivery one = socket.deliver(new ClientFrame.Send("kitchen", "c1", "one", null, null, null));
        Delivery two = socket.deliver(new ClientFrame.Send("kitchen", "c2", "two", null, null, null));
        ClientFrame.Send sent = device.send();
        assertEquals(true, sent.accepted());

        // When
        device.say(new ServerFrame.Accepted("kitchen", "c1")).say(Gateway.ack(device.send(), 2));

        // Then
        assertEquals("c1", one.accepted().get(5, TimeUnit.SECONDS).clientId());
        assertFalse(one.stored().isDone());
        assertEquals("c2", two.accepted().get(5, TimeUnit.SECONDS).clientId());
        socket.close();
        assertInstanceOf(
                ParleyException.class,
                assertThrows(CompletionException.class, () -> one.stored().join())
                        .getCause());
    }

    @Test
    void aRefusalForAReasonOfALaterVersionIsUnderstoodByWhetherItNamesATime() throws Exception {
        // Given
        Gateway.Device device = live();
        CompletableFuture<ServerFrame.Ack> answer = socket.send("kitchen", "hello");
        ClientFrame.Send send = device.send();

        // When
        device.say(Map.of(
                "type", "error", "code", "too_windy", "message", "no", "chat", "kitchen", "clientId", send.clientId()));

        // Then
        ParleyException failure = assertInstanceOf(
                ParleyException.class,
                assertThrows(CompletionException.class, answer::join).getCause());
        assertTrue(failure.getMessage().contains("too_windy"));
        assertNull(told.of("refused").peek());
    }
}
