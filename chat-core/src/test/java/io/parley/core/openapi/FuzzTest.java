package io.parley.core.openapi;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.rest.Applications;
import io.parley.openapi.ApiContract;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent, the answer is a documented one, and nothing breaks. The same requests each time, unless another seed is
 * given: {@code -Dparley.fuzz.seed=7 -Dparley.fuzz.requests=50000}.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FuzzTest {
    private static final long SEED = Long.getLong("parley.fuzz.seed", 20_261_124L);
    private static final int REQUESTS = Integer.getInteger("parley.fuzz.requests", 3_000);
    /** Requests in one application; then begins another, since much of what is sent destroys. */
    private static final int IN_ONE = 250;

    private static final int SHOWN = 20;
    private static final TestUser BOB = TestUsers.user("bob");
    private static final TestUser CAROL = TestUsers.user("carol");

    @TestHTTPResource("/")
    URI server;

    private HttpClient http = client();
    private final ApiContract contract = ApiContract.read();
    private final String gateway = TestUsers.gatewayToken();
    private final Random random = new Random(SEED);
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final TreeSet<String> reached = new TreeSet<>();
    private Applications.Provisioned application;
    private List<String> tokens;

    @Test
    void whateverIsSentIsAnsweredAsDocumented() throws Exception {
        List<String> wrong = new ArrayList<>();
        Fuzz fuzz = anotherApplication();
        for (int i = 0; i < REQUESTS && wrong.size() < SHOWN; i++) {
            if (i % IN_ONE == IN_ONE - 1) {
                fuzz = anotherApplication();
            }
            List<ApiContract.Operation> operations = contract.operations();
            send(fuzz.request(operations.get(random.nextInt(operations.size()))), wrong);
        }
        System.out.printf("Seed %d: %s, %d operations succeeded%n", SEED, statuses, reached.size());

        assertEquals(List.of(), wrong, () -> "With -Dparley.fuzz.seed=" + SEED);
        // Or else only refusals were tried.
        assertTrue(reached.size() > contract.operations().size() / 2, reached::toString);
    }

    private void send(Fuzz.Request request, List<String> wrong) throws Exception {
        HttpRequest.Builder http = HttpRequest.newBuilder(
                        URI.create(server.toString().replaceFirst("/$", "") + request.target()))
                .method(
                        request.operation().method().toUpperCase(Locale.ROOT),
                        request.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(http::header);
        String token = token(request.operation());
        if (!token.isEmpty()) {
            http.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> response = answer(http.build());

        int status = response.statusCode();
        statuses.merge(status, 1, Integer::sum);
        if (status < 300) {
            reached.add(request.operation().toString());
        }
        List<String> faults = new ArrayList<>(contract.wrong(
                request.operation().method(),
                response.uri(),
                status,
                response.headers().firstValue("Content-Type").orElse(""),
                response.body()));
        if (status >= 500) {
            faults.add("It broke");
        }
        if (!faults.isEmpty()) {
            wrong.add("%n%.600s%n  answered %d %s%n  %s"
                    .formatted(request, status, new String(response.body(), StandardCharsets.UTF_8), faults));
        }
    }

    /** The server closes a connection after what it would not read, which the client learns by its next request only. */
    private HttpResponse<byte[]> answer(HttpRequest request) throws Exception {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            http = client();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private String token(ApiContract.Operation operation) {
        if (operation.path().startsWith("/internal/") && random.nextDouble() < 0.9) {
            return gateway;
        }
        double dice = random.nextDouble();
        return dice < 0.6 ? tokens.getFirst() : tokens.get(random.nextInt(tokens.size()));
    }

    private Fuzz anotherApplication() {
        application = provision();
        tokens = List.of(
                TestUsers.token(owner()),
                TestUsers.token(BOB),
                TestUsers.token(CAROL),
                application.token(),
                "parley_EXAMPLEexampleEXAMPLEexample00014QeqRM",
                "x",
                "");
        List<String> chats = new ArrayList<>(List.of("nowhere"));
        for (int i = 0; i < 3; i++) {
            String chat = ownedChat(application);
            chats.add(chat.substring(chat.lastIndexOf('/') + 1));
            subscribe(application, chat, BOB, "member");
            for (int message = 1; message <= 3; message++) {
                as(owner(), Map.of("text", "Hello", "clientId", "c" + message)).post(chat + "/messages");
            }
        }
        as(owner(), Map.of("settings", Map.of("joining", "open")))
                .patch(path(application) + "/chats/" + chats.getLast());
        String id = application.application().id().toString();
        List<String> users = List.of(owner().id(), BOB.id(), CAROL.id());
        Map<String, List<String>> known = new TreeMap<>(Map.of(
                "application", List.of(id),
                "chat", chats,
                "user", users,
                "users", users,
                "viewer", users,
                "username", List.of("bob", "carol"),
                "seq", List.of("1", "2", "3", "4", "0"),
                "deliveredSeq", List.of("1", "2", "3"),
                "replyTo", List.of("1", "2"),
                "clientId", List.of("c1", "c2", "c3")));
        known.put("recipients", users);
        known.put("reaction", List.of("👍", "+1"));
        known.put("picture", List.of("https://example.org/x.png"));
        return new Fuzz(contract, random, known);
    }
}
