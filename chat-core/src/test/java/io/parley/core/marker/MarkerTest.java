package io.parley.core.marker;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.broker.Live;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Internal;
import io.parley.core.CountedStatements;
import io.parley.core.LiveListener;
import io.parley.core.database.Database;
import io.parley.core.live.LivePublisher;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MarkerTest {
    private static final String MARKERS = "/internal/v1/markers";
    private static final String GATEWAY = TestUsers.gatewayToken();

    private final TestUser alice = owner();
    private final TestUser bob = TestUsers.user("bob");

    @Inject
    Vertx vertx;

    @Inject
    Database database;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    LivePublisher live;

    @Inject
    LargeChats large;

    private LiveListener listener;
    private Applications.Provisioned application;
    private UUID id;
    private String chat;

    @BeforeEach
    void aChatOfTwoWithFiveMessages() {
        listener = LiveListener.attached(vertx);
        application = provision();
        id = application.application().id();
        as(alice, Map.of("id", "general"))
                .post(path(application) + "/chats")
                .then()
                .statusCode(201);
        chat = path(application) + "/chats/general";
        subscribe(application, chat, bob, "member");
        for (int i = 1; i <= 5; i++) {
            as(alice, Map.of("text", "message " + i))
                    .post(chat + "/messages")
                    .then()
                    .statusCode(201);
        }
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void whatWasMarkedIsToldToTheUserAndToWhoWatchesTheChat() {
        mark(bob.id(), 2L, 4L);

        Live.Inbox inbox =
                listener.next(Live.Inbox.class, own -> own.application().equals(id));
        assertEquals(bob.id(), inbox.user());
        assertEquals(new ServerFrame.Inbox("general", 2, 4, 3, 0), inbox.inbox());
        Live.Markers markers =
                listener.next(Live.Markers.class, of -> of.application().equals(id));
        assertEquals(
                new ServerFrame.Markers("general", 2, List.of(new ServerFrame.Marker(bob.id(), 2, 4)), null),
                markers.markers());
    }

    @Test
    void markThatMovesNothingIsAnsweredAndToldToNobodyElse() {
        mark(bob.id(), 3L, null);
        listener.next(Live.Markers.class, of -> of.application().equals(id));
        listener.forget();

        mark(bob.id(), 1L, 2L);
        mark(bob.id(), null, null);

        await().until(() ->
                listener.heard(Live.Inbox.class, own -> own.application().equals(id))
                                .size()
                        == 2);
        for (Live.Inbox inbox :
                listener.heard(Live.Inbox.class, own -> own.application().equals(id))) {
            assertEquals(new ServerFrame.Inbox("general", 3, 3, 2, 0), inbox.inbox());
        }
        assertEquals(List.of(), listener.heard(Live.Markers.class, of -> of.application()
                .equals(id)));
    }

    @Test
    void markBeyondTheLastMessageCountsAsThat() {
        mark(bob.id(), 2L, 1_000L);

        assertEquals(
                new ServerFrame.Inbox("general", 2, 5, 3, 0),
                listener.next(Live.Inbox.class, own -> own.application().equals(id))
                        .inbox());
    }

    @Test
    void marksOfWhoIsNoMemberAndOfWhatIsNotThereArePassedOver() {
        as(application.token())
                .delete(chat + "/subscriptions/" + bob.id())
                .then()
                .statusCode(204);

        as(
                        GATEWAY,
                        new Internal.MarksRequest(List.of(
                                new Internal.Mark(id, "general", bob.id(), 1L, null),
                                new Internal.Mark(id, "nowhere", alice.id(), 1L, null),
                                new Internal.Mark(UUID.randomUUID(), "general", alice.id(), 1L, null),
                                new Internal.Mark(id, "general", alice.id(), 1L, null))))
                .post(MARKERS)
                .then()
                .statusCode(204);

        listener.next(
                Live.Inbox.class,
                own -> own.user().equals(alice.id()) && own.application().equals(id));
        assertEquals(
                1,
                listener.heard(Live.Inbox.class, own -> own.application().equals(id))
                        .size());
        // And who left is not counted with those who stayed.
        as(alice).get(chat + "/markers").then().body("members", equalTo(1)).body("markers", hasSize(1));
    }

    @Test
    void markersOfTwoDevicesNeverMoveBackWhateverTheirOrder() throws Exception {
        List<Callable<Void>> marks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long seq = i % 6;
            marks.add(() -> {
                mark(bob.id(), seq % 2 == 0 ? seq : null, 5 - seq);
                return null;
            });
        }

        try (ExecutorService devices = Executors.newFixedThreadPool(8)) {
            for (Future<Void> done : devices.invokeAll(marks)) {
                done.get();
            }
        }

        as(bob, "{}")
                .post(path(application) + "/sync")
                .then()
                .body("chats[0].readSeq", equalTo(4))
                .body("chats[0].deliveredSeq", equalTo(5));
        // Told in the order of the commits or not: each device takes the furthest of what it hears.
        await().until(() -> listener
                .heard(
                        Live.Inbox.class,
                        own -> own.application().equals(id)
                                && own.inbox().readSeq() == 4
                                && own.inbox().deliveredSeq() == 5)
                .stream()
                .findAny()
                .isPresent());
    }

    @Test
    void restMarksTellTheSame() {
        as(bob, Map.of("seq", 1, "deliveredSeq", 3))
                .put(chat + "/read")
                .then()
                .statusCode(200)
                .body("readSeq", equalTo(1))
                .body("deliveredSeq", equalTo(3))
                .body("unread", equalTo(4));
        as(bob, Map.of("deliveredSeq", 5))
                .put(chat + "/read")
                .then()
                .statusCode(200)
                .body("readSeq", equalTo(1))
                .body("deliveredSeq", equalTo(5));

        await().until(() ->
                listener.heard(Live.Markers.class, of -> of.application().equals(id))
                                .size()
                        == 2);
        await().until(() ->
                listener.heard(Live.Inbox.class, own -> own.application().equals(id))
                                .size()
                        == 2);
        for (Object body : List.of("{}", Map.of("deliveredSeq", 6), Map.of("seq", 1, "deliveredSeq", -1))) {
            refused(as(bob, body).put(chat + "/read"), ErrorCode.INVALID_REQUEST);
        }
    }

    @Test
    void markersOfAChatAreForItsMembers() {
        mark(bob.id(), 2L, 4L);

        as(alice)
                .get(chat + "/markers")
                .then()
                .statusCode(200)
                .body("type", equalTo("markers"))
                .body("members", equalTo(2))
                .body("markers.find { it.user == '" + bob.id() + "' }.readSeq", equalTo(2))
                .body("markers.find { it.user == '" + bob.id() + "' }.deliveredSeq", equalTo(4));
        as(GATEWAY, new Internal.MarkersRequest(id, "general", alice.id()))
                .post(MARKERS + "/of-chat")
                .then()
                .statusCode(200)
                .body("markers", hasSize(2));
        refused(
                as(
                                GATEWAY,
                                new Internal.MarkersRequest(
                                        id, "general", TestUsers.user("carol").id()))
                        .post(MARKERS + "/of-chat"),
                ErrorCode.CHAT_NOT_FOUND);
        refused(as(alice, new Internal.MarksRequest(List.of())).post(MARKERS), ErrorCode.FORBIDDEN);
    }

    @Test
    void aThousandMarksTakeAsManyStatementsAsOneAndALargeChatIsCounted() {
        // Given
        crowd(1_000);
        CountedStatements counted = new CountedStatements(dataSource);
        Markers markers = new Markers(counted.dataSource(), live, large);
        markers.move(List.of(new Internal.Mark(id, "general", "crowd-1-" + id, 5L, null)));
        int forOne = counted.take();

        // When
        List<Markers.Own> own = markers.move(IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> new Internal.Mark(id, "general", "crowd-" + i + "-" + id, i % 2 == 0 ? 3L : 0L, 4L))
                .toList());

        // Then
        assertEquals(1_000, own.size());
        assertEquals(forOne, counted.take());
        assertTrue(forOne <= 3, "statements: " + forOne);
        Live.Markers last = await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> listener.heard(
                                Live.Markers.class, of -> of.application().equals(id)),
                        heard -> !heard.isEmpty() && delivered(heard.getLast(), 4) == 1_000)
                .getLast();
        assertEquals(1_002, last.markers().members());
        assertEquals(
                List.of(
                        new ServerFrame.MarkerCount(1, 501, 1_000),
                        new ServerFrame.MarkerCount(2, 501, 1_000),
                        new ServerFrame.MarkerCount(3, 501, 1_000),
                        new ServerFrame.MarkerCount(4, 1, 1_000),
                        new ServerFrame.MarkerCount(5, 1, 1)),
                last.markers().counts());
        as(alice).get(chat + "/markers").then().body("members", equalTo(1_002)).body("counts", hasSize(5));
    }

    private static int delivered(Live.Markers markers, long seq) {
        return markers.markers().counts().stream()
                .filter(count -> count.seq() == seq)
                .findFirst()
                .orElseThrow()
                .delivered();
    }

    /** Members as if they had joined long ago; a thousand requests would tell nothing more. */
    private void crowd(int size) {
        database.update("""
                insert into directory_user (id, updated_at)
                select 'crowd-' || i || '-' || ?, now() from generate_series(1, ?) i
                """, id.toString(), size);
        database.update("""
                insert into subscription (chat_key, user_id, application_id, role, rev, joined_rev, joined_seq, joined_at)
                select c.key, 'crowd-' || i || '-' || ?, c.application_id, 'member', 1000 + i, 1000 + i, 0, now()
                  from chat c, generate_series(1, ?) i where c.application_id = ? and c.id = 'general'
                """, id.toString(), size, id);
    }

    private void mark(String user, Long readSeq, Long deliveredSeq) {
        as(GATEWAY, new Internal.MarksRequest(List.of(new Internal.Mark(id, "general", user, readSeq, deliveredSeq))))
                .post(MARKERS)
                .then()
                .statusCode(204);
    }
}
