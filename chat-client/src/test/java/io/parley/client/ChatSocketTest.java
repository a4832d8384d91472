package io.parley.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChatSocketTest {
    private Gateway gateway;
    private ParleyClient client;
    private final Heard heard = new Heard();

    @BeforeEach
    void open() throws Exception {
        gateway = new Gateway();
        client = gateway.client(() -> "token");
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        gateway.close();
    }

    @Test
    void aSendIsAnsweredByItsAck() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device device = gateway.accept();
            device.hello();
            device.ready();

            // When
            CompletableFuture<ServerFrame.Ack> answer = socket.send("chat", "hello", "bob");
            ClientFrame.Send send = device.send();
            device.say(Gateway.ack(send, 7));

            // Then
            assertEquals(7, answer.get(5, TimeUnit.SECONDS).seq());
            assertEquals(List.of("bob"), send.recipients());
            assertEquals("Bearer token", device.socket().headers().get("Authorization"));
            assertEquals("parley.v1", device.socket().subProtocol());
        }
    }

    @Test
    void whatWasNotAcknowledgedIsSentAgainOnTheNextConnectionUnderTheSameClientId() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device first = gateway.accept();
            first.ready();
            first.hello();
            CompletableFuture<ServerFrame.Ack> one = socket.send("chat", "one");
            CompletableFuture<ServerFrame.Ack> two = socket.send("chat", "two");
            ClientFrame.Send sentOne = first.send();
            ClientFrame.Send sentTwo = first.send();
            first.say(Gateway.ack(sentOne, 1));
            one.get(5, TimeUnit.SECONDS);

            // When
            first.close(CloseCode.DRAINING.code());
            Gateway.Device second = gateway.accept();
            second.hello();
            second.ready();

            // Then
            assertEquals(sentTwo, second.send());
            second.say(Gateway.ack(sentTwo, 2));
            assertEquals(2, two.get(5, TimeUnit.SECONDS).seq());
        }
    }

    @Test
    void anEventThatIsKnownGoesNoFurtherAndTheNextHelloNamesTheHighestRevs() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device first = gateway.accept();
            assertEquals(Map.of(), first.hello().known());
            first.say(Gateway.message("a", 1, "one")).say(Gateway.message("a", 2, "two"));
            first.ready(Gateway.Device.head("a", 2), Gateway.Device.head("b", 9));
            socket.ready().get(5, TimeUnit.SECONDS);

            // When
            first.say(Gateway.message("a", 2, "two"))
                    .say(Gateway.message("b", 9, "old"))
                    .say(Gateway.message("a", 5, "five"))
                    .say(new ServerFrame.Reset("c", 40))
                    .say(Gateway.message("c", 40, "old"))
                    .say(Gateway.message("c", 41, "new"));

            // Then
            assertEquals(List.of("a1", "a2", "a5", "c41"), heard.take(4));
            assertEquals(List.of("c"), heard.resets);
            socket.interrupt();
            assertEquals(
                    Map.of("a", 5L, "b", 9L, "c", 41L), gateway.accept().hello().known());
        }
    }

    @Test
    void aChatThatTheUserLeftIsForgottenAndOneThatAnotherLeftIsNot() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device first = gateway.accept();
            first.hello();

            // When: before anybody has said who the user is, and afterwards.
            first.say(new Event.MemberLeft("before", 3, Gateway.USER, Gateway.NOW))
                    .say(new Event.MemberLeft("other", 4, "somebody else", Gateway.NOW))
                    .ready()
                    .say(Gateway.message("after", 1, "one"))
                    .say(new Event.MemberLeft("after", 2, Gateway.USER, Gateway.NOW))
                    .say(Gateway.message("last", 1, "one"));
            heard.take(5);
            socket.interrupt();

            // Then
            assertEquals(
                    Map.of("other", 4L, "last", 1L), gateway.accept().hello().known());
        }
    }

    @Test
    void fromNowAsksForNothingOldAtFirstAndResumesLater() throws Exception {
        // Given
        try (ChatSocket socket = builder().fromNow().connect()) {
            Gateway.Device first = gateway.accept();
            assertNull(first.hello().known());
            first.ready(Gateway.Device.head("a", 3));
            socket.ready().get(5, TimeUnit.SECONDS);

            // When
            first.close(CloseCode.SLOW_CONSUMER.code());

            // Then
            assertEquals(Map.of("a", 3L), gateway.accept().hello().known());
        }
    }

    @Test
    void aCloseCodeFrom4500OnEndsTheSocketAndFailsWhatIsPending() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device device = gateway.accept();
            CompletableFuture<ServerFrame.Ack> pending = socket.send("chat", "never");

            // When
            device.close(CloseCode.APPLICATION_NOT_FOUND.code());

            // Then
            ParleyException failure = failure(pending);
            assertTrue(failure.getMessage().contains("4504"), failure.getMessage());
            assertEquals(4504, heard.closed.get(5, TimeUnit.SECONDS).code());
            assertThrows(ExecutionException.class, () -> socket.ready().get(5, TimeUnit.SECONDS));
            assertEquals(
                    ErrorCode.UNAVAILABLE, failure(socket.send("chat", "later")).code());
            assertTrue(gateway.noneConnectsWithin(300));
        }
    }

    @Test
    void aRefusalFailsItsSendWithCodeAndField() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device device = gateway.accept();
            device.hello();
            device.ready();
            CompletableFuture<ServerFrame.Ack> answer = socket.send("chat", "hello", "nobody");
            ClientFrame.Send send = device.send();

            // When
            device.say(new ServerFrame.Refusal(
                    ErrorCode.RECIPIENT_NOT_SUBSCRIBED, "no", "recipients", "chat", send.clientId(), null));

            // Then
            ParleyException failure = failure(answer);
            assertEquals(ErrorCode.RECIPIENT_NOT_SUBSCRIBED, failure.code());
            assertEquals("recipients", failure.field().orElseThrow());
            assertFalse(failure.retryable());
        }
    }

    @Test
    void aRefusalWithATimeIsSentAgainAfterIt() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device device = gateway.accept();
            device.hello();
            device.ready();
            CompletableFuture<ServerFrame.Ack> answer = socket.send("chat", "hello");
            ClientFrame.Send send = device.send();
            long refusedAt = System.nanoTime();

            // When
            device.say(new ServerFrame.Refusal(ErrorCode.RATE_LIMITED, "slow", null, "chat", send.clientId(), 200L));

            // Then
            assertEquals(send, device.send());
            assertTrue(System.nanoTime() - refusedAt >= TimeUnit.MILLISECONDS.toNanos(200));
            device.say(Gateway.ack(send, 1));
            assertEquals(1, answer.get(5, TimeUnit.SECONDS).seq());
        }
    }

    @Test
    void noMoreIsOnTheWireThanTheServerAllows() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device device = gateway.accept();
            device.hello();
            device.ready(2, 30);

            // When
            for (int i = 0; i < 5; i++) {
                var _ = socket.send("chat", "text " + i);
            }

            // Then
            ClientFrame.Send first = device.send();
            assertEquals("text 1", device.send().text());
            assertTrue(device.silentFor(200));
            device.say(Gateway.ack(first, 1));
            assertEquals("text 2", device.send().text());
            assertTrue(device.silentFor(200));
        }
    }

    @Test
    void theSameSendTwiceHasOneAnswerAndAnotherContentIsAConflict() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            gateway.accept();
            ClientFrame.Send send = new ClientFrame.Send("chat", "id", "text", null, null, null);

            // When
            CompletableFuture<ServerFrame.Ack> once = socket.send(send);
            CompletableFuture<ServerFrame.Ack> twice = socket.send(send);
            CompletableFuture<ServerFrame.Ack> other =
                    socket.send(new ClientFrame.Send("chat", "id", "other", null, null, null));

            // Then
            assertEquals(once, twice);
            assertEquals(ErrorCode.CLIENT_ID_CONFLICT, failure(other).code());
        }
    }

    @Test
    void whatCannotBeSentFailsAtOnce() throws Exception {
        // Given
        try (ChatSocket socket = builder().pendingSends(1).connect()) {
            // When
            CompletableFuture<ServerFrame.Ack> tooLarge = socket.send("chat", "x".repeat(70_000));
            CompletableFuture<ServerFrame.Ack> badChat = socket.send("no such id!", "text");
            CompletableFuture<ServerFrame.Ack> kept = socket.send("chat", "one");
            CompletableFuture<ServerFrame.Ack> tooMany = socket.send("chat", "two");

            // Then
            assertEquals(ErrorCode.PAYLOAD_TOO_LARGE, failure(tooLarge).code());
            assertEquals("chat", failure(badChat).field().orElseThrow());
            assertEquals(ErrorCode.OVERLOADED, failure(tooMany).code());
            assertFalse(kept.isDone());
            kept.cancel(false);
            assertFalse(socket.send("chat", "three").isDone());
        }
    }

    @Test
    void aServerThatFallsSilentIsAskedAndThenGivenUp() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device first = gateway.accept();
            first.hello();

            // When
            first.ready(64, 1);

            // Then
            assertInstanceOf(ClientFrame.Ping.class, first.next());
            gateway.accept().ready();
            await().until(socket::live);
            assertTrue(heard.disconnects.getFirst().reason().contains("nothing was heard"));
        }
    }

    @Test
    void aListenerThatFailsDoesNotStopTheRest() throws Exception {
        // Given
        heard.failOn = "bad";
        try (ChatSocket socket = connect()) {
            Gateway.Device device = gateway.accept();

            // When
            device.say(Gateway.message("a", 1, "bad")).say(Gateway.message("a", 2, "good"));

            // Then
            assertEquals(List.of("a2"), heard.take(1));
            assertFalse(socket.live());
        }
    }

    @Test
    void aFrameOfAnUnknownTypeIsIgnored() throws Exception {
        // Given
        try (ChatSocket socket = connect()) {
            Gateway.Device device = gateway.accept();

            // When
            device.say(Map.of("type", "of.the.future", "x", 1)).ready();

            // Then
            socket.ready().get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void theListenerMayCloseTheSocketItself() throws Exception {
        // Given
        CompletableFuture<ChatSocket> own = new CompletableFuture<>();
        ChatSocket socket = builder()
                .listener(new SocketListener() {
                    @Override
                    public void onReady(ServerFrame.Ready ready) {
                        own.join().close();
                    }

                    @Override
                    public void onClosed(Disconnect why) {
                        heard.onClosed(why);
                    }
                })
                .connect();
        own.complete(socket);

        // When
        gateway.accept().ready();

        // Then
        assertEquals(1000, heard.closed.get(5, TimeUnit.SECONDS).code());
    }

    @Test
    void aHelloNeverExceedsItsBound() {
        // Given
        RevStore revs = RevStore.inMemory(5_000);
        for (int i = 0; i < 5_000; i++) {
            revs.advance("%064d".formatted(i), Long.MAX_VALUE);
        }

        // When
        ClientFrame.Hello hello = new Inbound(heard, revs, _ -> {}).resume();

        // Then
        assertTrue(io.parley.contract.Json.bytes(hello).length <= io.parley.contract.Limits.HELLO_BYTES);
        assertTrue(hello.known().containsKey("%064d".formatted(4_999)));
        assertFalse(hello.known().containsKey("%064d".formatted(0)));
    }

    private ChatSocket.Builder builder() {
        return client.application(new UUID(0, 1))
                .socket()
                .listener(heard)
                .retry(Duration.ofMillis(20), Duration.ofMillis(100));
    }

    private ChatSocket connect() {
        return builder().connect();
    }

    private static ParleyException failure(CompletableFuture<?> future) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> future.get(5, TimeUnit.SECONDS));
        return assertInstanceOf(ParleyException.class, failure.getCause());
    }

    private static final class Heard implements SocketListener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final List<String> resets = new CopyOnWriteArrayList<>();
        private final List<Disconnect> disconnects = new CopyOnWriteArrayList<>();
        private final CompletableFuture<Disconnect> closed = new CompletableFuture<>();
        private volatile String failOn = "";

        @Override
        public void onEvent(Event event) {
            if (event instanceof Event.MessageCreated created
                    && created.message().text().equals(failOn)) {
                throw new IllegalStateException("the listener fails");
            }
            events.add(event.chat() + event.rev());
        }

        @Override
        public void onReset(ServerFrame.Reset reset) {
            resets.add(reset.chat());
        }

        @Override
        public void onDisconnected(Disconnect why, Duration retryIn) {
            disconnects.add(why);
        }

        @Override
        public void onClosed(Disconnect why) {
            closed.complete(why);
        }

        List<String> take(int count) throws InterruptedException {
            List<String> taken = new java.util.ArrayList<>();
            while (taken.size() < count) {
                taken.add(String.valueOf(events.poll(5, TimeUnit.SECONDS)));
            }
            return taken;
        }
    }
}
