package io.parley.core.idempotency;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class IdempotencyTest {
    private static final TestUser BOB = TestUsers.user("bob");
    private static final TestUser CAROL = TestUsers.user("carol");

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Database database;

    @Inject
    KeySweep sweep;

    @Inject
    Clock clock;

    private final String key = UUID.randomUUID().toString();
    private Applications.Provisioned application;
    private String chats;

    @BeforeEach
    void anApplication() {
        application = provision();
        chats = path(application) + "/chats";
    }

    @Test
    void aChatIsCreatedOnceAndAnsweredTheSameAgain() {
        Response first = post(chats, Map.of("title", "Kitchen"));
        Response again = post(chats, "{ \"title\" : \"Kitchen\" }");

        assertEquals(201, first.statusCode());
        assertSameAnswer(first, again);
        as(owner()).get(chats).then().body("items", hasSize(1));
    }

    @Test
    void everythingThatIsMadeByPostIsMadeOnce() {
        String chat = ownedChat(application);
        subscribe(application, chat, BOB, "member");
        as(owner(), Map.of("settings", Map.of("joining", "request"))).patch(chat);
        String sendAt = clock.instant()
                .plus(Duration.ofDays(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();

        assertOnce(chat + "/subscriptions", Map.of("user", CAROL.id()));
        assertOnce(chat + "/subscriptions/batch", Map.of("subscriptions", List.of(Map.of("user", BOB.id()))));
        assertOnce(chat + "/invites", Map.of("maxUses", 3));
        assertOnce(chat + "/scheduled", Map.of("sendAt", sendAt, "message", Map.of("text", "Later")));
        assertOnce(chat + "/messages", Map.of("text", "Now"));
        assertOnce(path(application) + "/token/rotation", Map.of("graceSeconds", 60));
        assertOnce("/v1/applications", Map.of("title", "Once"));

        as(owner()).get(chat + "/invites").then().body("items", hasSize(1));
        as(owner()).get(chat + "/scheduled").then().body("items", hasSize(1));
        as(owner()).get(chat + "/messages").then().body("items", hasSize(1));
    }

    @Test
    void askingToBeLetInIsAnsweredAsTheFirstTime() {
        String chat = ownedChat(application);
        as(owner(), Map.of("settings", Map.of("joining", "request"))).patch(chat);
        String elsewhere = ownedChat(application);
        subscribe(application, elsewhere, BOB, "member");

        Response first = with(BOB, Map.of("note", "Please")).post(chat + "/join-requests");
        Response again = with(BOB, Map.of("note", "Please")).post(chat + "/join-requests");

        assertEquals(201, first.statusCode());
        assertSameAnswer(first, again);
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() {
        String chat = ownedChat(application);
        post(chats, Map.of("title", "Kitchen"));

        refused(post(chats, Map.of("title", "Attic")), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        refused(post(chat + "/invites", Map.of("title", "Kitchen")), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        as(owner()).get(chats).then().body("items", hasSize(2));
    }

    @Test
    void anotherMessageWithTheKeyIsRefusedAndAClientIdCountsAlone() {
        String messages = ownedChat(application) + "/messages";
        post(messages, Map.of("text", "One"));

        refused(post(messages, Map.of("text", "Two")), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertEquals(
                201, post(messages, Map.of("text", "Three", "clientId", "c3")).statusCode());
        assertEquals(
                200, post(messages, Map.of("text", "Three", "clientId", "c3")).statusCode());
        as(owner()).get(messages).then().body("items", hasSize(2));
    }

    @Test
    void anotherCallersSameKeyIsAnotherOne() {
        Response own = post(chats, Map.of("title", "Kitchen"));
        Response others = as(application.token(), Map.of("title", "Kitchen"))
                .header(Idempotency.HEADER, key)
                .post(chats);

        assertEquals(201, others.statusCode());
        assertFalse(own.path("id").equals(others.path("id")));
    }

    @Test
    void whoMayNotSeeItAnyMoreIsRefused() {
        String chat = ownedChat(application);
        subscribe(application, chat, BOB, "moderator");
        Response first = with(BOB, Map.of()).post(chat + "/invites");
        assertEquals(201, first.statusCode());
        as(owner()).delete(chat + "/subscriptions/" + BOB.id()).then().statusCode(204);

        refused(with(BOB, Map.of()).post(chat + "/invites"), ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void whatWasRefusedMayBeRepeatedWithTheSameKey() {
        as(owner(), Map.of("id", "kitchen")).post(chats);
        refused(post(chats, Map.of("id", "kitchen")), ErrorCode.CHAT_EXISTS);

        assertEquals(201, post(chats, Map.of("id", "attic")).statusCode());
    }

    @Test
    void ofManyAtOnceOneMakesItAndTheOthersAreToldToWaitOrGetTheSame() throws Exception {
        List<Callable<Response>> callers =
                Collections.nCopies(8, () -> post("/v1/applications", Map.of("title", "Raced " + key)));

        List<Response> answers;
        try (ExecutorService executor = Executors.newFixedThreadPool(callers.size())) {
            answers =
                    executor.invokeAll(callers).stream().map(Future::resultNow).toList();
        }

        List<Response> made =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertFalse(made.isEmpty());
        assertEquals(
                1, made.stream().map(answer -> answer.path("token")).distinct().count());
        answers.stream()
                .filter(answer -> answer.statusCode() != 201)
                .forEach(answer -> refused(answer, ErrorCode.IDEMPOTENCY_KEY_IN_USE));
    }

    @Test
    void whileTheFirstIsUnderWayTheSecondIsRefused() throws Exception {
        try (Connection first = dataSource.getConnection()) {
            first.setAutoCommit(false);
            try (PreparedStatement lock = first.prepareStatement("select pg_advisory_xact_lock(?)")) {
                lock.setLong(1, Sealed.of(owner().id(), key).lock());
                lock.execute();

                refused(post(chats, Map.of()), ErrorCode.IDEMPOTENCY_KEY_IN_USE);
            } finally {
                first.rollback();
                first.setAutoCommit(true);
            }
        }
        assertEquals(201, post(chats, Map.of()).statusCode());
    }

    @Test
    void nothingIsLeftOfAnAnswerThatCouldNotBeKept() {
        // What is kept is written last: a row that is there already makes that fail, as a crash would.
        byte[] id = Sealed.of(owner().id(), key).id();
        database.update(
                "create or replace function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end'");
        database.update("create trigger refuse before insert on idempotency_key for each row"
                + " when (new.id = '\\x%s') execute function refuse()"
                        .formatted(HexFormat.of().formatHex(id)));
        try {
            assertEquals(500, post(chats, Map.of("id", "half")).statusCode());
            refused(as(owner()).get(chats + "/half"), ErrorCode.CHAT_NOT_FOUND);
        } finally {
            database.update("drop trigger refuse on idempotency_key");
        }
        assertEquals(201, post(chats, Map.of("id", "half")).statusCode());
    }

    @Test
    void noSecretAndNoKeyIsReadableInTheDatabase() {
        Response made = post("/v1/applications", Map.of("title", "Secret"));
        String token = made.path("token");

        byte[] kept = database.first(
                        "select answer from idempotency_key where id = ?",
                        row -> row.getBytes(1),
                        Sealed.of(owner().id(), key).id())
                .orElseThrow();

        String text = new String(kept, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(token) || text.contains("Secret"));
        assertTrue(new String(Sealed.of(owner().id(), key).open(kept), StandardCharsets.UTF_8).contains(token));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "LONG"})
    void aKeyThatIsNoneIsRefused(String given) {
        Response response = as(owner(), Map.of())
                .header(Idempotency.HEADER, given.replace("LONG", "x".repeat(256)))
                .post(chats);

        refused(response, ErrorCode.INVALID_REQUEST)
                .errors()
                .forEach(error -> assertEquals(Idempotency.HEADER, error.field()));
    }

    @Test
    void aSecretWantsAKeyThatCannotBeGuessed() {
        refused(
                as(owner(), Map.of()).header(Idempotency.HEADER, "1").post("/v1/applications"),
                ErrorCode.INVALID_REQUEST);
        as(owner(), Map.of())
                .header(Idempotency.HEADER, "1" + key)
                .post(chats)
                .then()
                .statusCode(201);
    }

    @Test
    void whatIsOldIsSweptAndItsKeyIsNewAgain() {
        Response first = post(chats, Map.of());
        Instant later = clock.instant().plus(Duration.ofDays(8));

        sweep.sweep(clock.instant());
        assertSameAnswer(first, post(chats, Map.of()));
        sweep.sweep(later);

        assertFalse(first.path("id").equals(post(chats, Map.of()).path("id")));
    }

    @Test
    void withoutAKeyEachIsMade() {
        as(owner(), Map.of()).post(chats).then().statusCode(201).header(Idempotency.REPLAYED, equalTo(null));
        as(owner(), Map.of()).post(chats);

        as(owner()).get(chats).then().body("items", hasSize(2));
    }

    private void assertOnce(String address, Map<String, ?> body) {
        String own = UUID.randomUUID().toString();
        Response first = as(owner(), body).header(Idempotency.HEADER, own).post(address);
        Response again = as(owner(), body).header(Idempotency.HEADER, own).post(address);

        assertTrue(first.statusCode() < 300, first::asString);
        assertSameAnswer(first, again);
    }

    private static void assertSameAnswer(Response first, Response again) {
        assertEquals(first.statusCode(), again.statusCode());
        assertEquals(first.asString(), again.asString());
        assertEquals(first.header("Location"), again.header("Location"));
        assertEquals(first.header("ETag"), again.header("ETag"));
        assertEquals(null, first.header(Idempotency.REPLAYED));
        assertEquals("true", again.header(Idempotency.REPLAYED));
    }

    private Response post(String address, Object body) {
        return with(owner(), body).post(address);
    }

    private RequestSpecification with(TestUser user, Object body) {
        return as(user, body).header(Idempotency.HEADER, key);
    }
}
