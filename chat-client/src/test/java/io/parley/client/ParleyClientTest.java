package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParleyClientTest {
    private static final UUID APPLICATION = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Message MESSAGE = new Message(1, 2, "id", "alice", "text", null, null, Gateway.NOW);

    private record Answer(int status, Object body, String retryAfter) {}

    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private HttpServer server;
    private ParleyClient client;
    private ChatClient chat;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        client = ParleyClient.builder()
                .core(uri)
                .search(uri)
                .tokens(() -> "token")
                .build();
        chat = client.application(APPLICATION).chat("a:b");
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    @Test
    void theStatusTellsWhatBecameOfASend() {
        // Given
        answers.add(new Answer(201, MESSAGE, null));
        answers.add(new Answer(200, MESSAGE, null));
        answers.add(new Answer(202, new Messages.Accepted("id", "/where"), null));

        // When
        List<Sent> sent = List.of(chat.send("one"), chat.send("one"), chat.send("one"));

        // Then
        assertEquals(
                List.of(
                        new Sent.Stored(MESSAGE, false),
                        new Sent.Stored(MESSAGE, true),
                        new Sent.Undecided(new Messages.Accepted("id", "/where"))),
                sent);
    }

    @Test
    void whatGoesIntoAnAddressIsEncoded() {
        // Given
        answers.add(new Answer(200, new Messages.Hits(List.of(), 0, null, null, null), null));
        answers.add(new Answer(204, null, null));
        answers.add(new Answer(200, new Page<>(List.of(MESSAGE), "next"), null));

        // When
        client.application(APPLICATION).search(Search.text("a&b +ü").inChat("c").pagesOf(5));
        chat.unsubscribe("user/1");
        Page<Message> page = chat.history(History.after(3).at("x=y"));

        // Then
        assertEquals(new Page<>(List.of(MESSAGE), "next"), page);
        assertEquals(
                List.of(
                        "GET /v1/applications/%s/search?q=a%%26b%%20%%2B%%C3%%BC&chat=c&limit=5".formatted(APPLICATION),
                        "DELETE /v1/applications/%s/chats/a%%3Ab/subscriptions/user%%2F1".formatted(APPLICATION),
                        "GET /v1/applications/%s/chats/a%%3Ab/messages?cursor=x%%3Dy".formatted(APPLICATION)),
                List.copyOf(requests));
    }

    @Test
    void whatIsToBeMadeOnceCarriesItsKeyAndNothingElseDoes() {
        // Given
        answers.add(new Answer(201, MESSAGE, null));
        answers.add(new Answer(200, new Page<>(List.of(), null), null));
        answers.add(new Answer(201, MESSAGE, null));

        // When
        chat.once("k-1").send("one");
        chat.once("k-1").pins(null);
        chat.send("two");

        // Then
        assertEquals(List.of("k-1", "", ""), List.copyOf(keys));
    }

    @Test
    void aMessageIsChangedAtItsAddress() {
        // Given
        for (int i = 0; i < 5; i++) {
            answers.add(new Answer(200, MESSAGE, null));
        }
        answers.add(new Answer(204, null, null));
        MessageClient message = chat.message(7);

        // When
        message.edit("other");
        message.react("👍");
        message.unreact("a/b");
        message.pin();
        message.removeMetadata();
        message.delete();

        // Then
        String at = "/v1/applications/%s/chats/a%%3Ab/messages/7".formatted(APPLICATION);
        assertEquals(
                List.of(
                        "PATCH " + at,
                        "PUT " + at + "/reactions/%F0%9F%91%8D",
                        "DELETE " + at + "/reactions/a%2Fb",
                        "PUT " + at + "/pin",
                        "PATCH " + at,
                        "DELETE " + at),
                List.copyOf(requests));
    }

    @Test
    void aProblemBecomesAnExceptionWithCodeFieldAndTime() {
        // Given
        ContractException refusal = new ContractException(ErrorCode.RATE_LIMITED, "text", "too fast");
        answers.add(new Answer(429, Problem.of(refusal, "/v1/x", "trace"), "3"));

        // When
        ParleyException failure = assertThrows(ParleyException.class, () -> chat.send("text"));

        // Then
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(429, failure.status());
        assertEquals("text", failure.field().orElseThrow());
        assertEquals(Duration.ofSeconds(3), failure.retryAfter().orElseThrow());
        assertTrue(failure.retryable());
        assertEquals("too fast", failure.getMessage());
    }

    @Test
    void anAnswerOfSomethingInBetweenIsUnderstoodByItsStatus() {
        // Given
        answers.add(new Answer(401, "<html>", null));
        answers.add(new Answer(502, "<html>", null));

        // When
        ParleyException unauthorized = assertThrows(ParleyException.class, chat::get);
        ParleyException badGateway = assertThrows(ParleyException.class, chat::get);

        // Then
        assertEquals(ErrorCode.UNAUTHENTICATED, unauthorized.code());
        assertEquals(ErrorCode.UNAVAILABLE, badGateway.code());
    }

    @Test
    void noAnswerIsAnExceptionThatIsSafeToRepeat() {
        // Given
        server.stop(0);

        // When
        ParleyException failure = assertThrows(ParleyException.class, client::me);

        // Then
        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
        assertTrue(failure.retryable());
        assertInstanceOf(IOException.class, failure.getCause());
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            keys.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Idempotency-Key"), ""));
            exchange.getRequestBody().readAllBytes();
            Answer answer = answers.remove();
            byte[] body = answer.body() == null ? new byte[0] : Json.bytes(answer.body());
            if (answer.retryAfter() != null) {
                exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
