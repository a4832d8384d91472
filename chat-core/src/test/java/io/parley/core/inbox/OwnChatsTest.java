package io.parley.core.inbox;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.broker.Live;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Applications;
import io.parley.core.LiveListener;
import io.parley.core.database.Database;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archive, mute, mark unread, and the lists and totals by these. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OwnChatsTest {
    private final TestUser alice = owner();
    private final TestUser bob = TestUsers.user("bob");

    @Inject
    Vertx vertx;

    @Inject
    Database database;

    private Applications.Provisioned application;
    private String inbox;

    @BeforeEach
    void threeChatsWithTwoMessagesEach() {
        application = provision();
        inbox = path(application) + "/me/chats";
        for (String id : new String[] {"one", "two", "three"}) {
            as(alice, Map.of("id", id))
                    .post(path(application) + "/chats")
                    .then()
                    .statusCode(201);
            subscribe(application, chat(id), bob, "member");
            as(alice, Map.of("text", "hello"))
                    .post(chat(id) + "/messages")
                    .then()
                    .statusCode(201);
            as(alice, Map.of("text", "all", "mentions", Map.of("everyone", true)))
                    .post(chat(id) + "/messages")
                    .then()
                    .statusCode(201);
        }
    }

    private String chat(String id) {
        return path(application) + "/chats/" + id;
    }

    private ValidatableResponse list(String query) {
        return as(bob).get(inbox + (query.isEmpty() ? "" : "?" + query)).then().statusCode(200);
    }

    private void totals(String query, int chats, int unread, int mentions) {
        as(bob).get(path(application) + "/me/unread" + (query.isEmpty() ? "" : "?" + query))
                .then()
                .statusCode(200)
                .body("", equalTo(Map.of("chats", chats, "unread", unread, "mentions", mentions)));
    }

    @Test
    void anArchivedChatIsLeftOutUnlessAskedFor() {
        as(bob).put(chat("two") + "/archive").then().statusCode(200).body("archived", equalTo(true));

        list("").body("items.chat.id", contains("three", "one"));
        list("archived=true").body("items.chat.id", contains("two")).body("items[0].archived", equalTo(true));
        totals("", 2, 4, 2);
        totals("archived=true", 1, 2, 1);
        as(alice).get(inbox).then().body("items.chat.id", contains("three", "two", "one"));

        as(bob).delete(chat("two") + "/archive").then().statusCode(200).body("$", not(hasKey("archived")));
        list("").body("items.chat.id", contains("three", "two", "one"));
    }

    @Test
    void aChatIsMutedUntilATimeOrForGood() {
        Instant until = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        as(bob, Map.of("until", until.toString()))
                .put(chat("one") + "/mute")
                .then()
                .statusCode(200)
                .body("muted.until", equalTo(until.toString()));
        as(bob, Map.of()).put(chat("two") + "/mute").then().statusCode(200).body("muted", equalTo(Map.of()));

        list("muted=true").body("items.chat.id", contains("two", "one"));
        list("muted=false").body("items.chat.id", contains("three"));
        totals("muted=false", 1, 2, 1);
        totals("", 3, 6, 3);

        // When its time has passed
        database.update(
                "update subscription set muted_until = now() - interval '1 second' where user_id = ? and muted_until is not null and application_id = ?",
                bob.id(),
                application.application().id());
        list("muted=true").body("items.chat.id", equalTo(java.util.List.of()));
        list("").body("items[0]", not(hasKey("muted")));
        as(bob, Map.of()).put(chat("two") + "/mute").then().statusCode(200);
        as(bob).delete(chat("two") + "/mute").then().statusCode(200).body("$", not(hasKey("muted")));
    }

    @Test
    void onlyChatsWithSomethingUnreadAreListedWhenAskedFor() {
        as(bob, Map.of("seq", 2)).put(chat("three") + "/read").then().statusCode(200);

        list("unread=true").body("items.chat.id", contains("two", "one"));
        String next = list("unread=true&limit=1")
                .body("items.chat.id", contains("two"))
                .extract()
                .path("next");
        list("unread=true&limit=1&cursor=" + next).body("items.chat.id", contains("one"));
        totals("", 2, 4, 2);
    }

    @Test
    void markedUnreadCountsFromThereUntilItIsReadAgainAndOthersDoNotSeeIt() {
        as(bob, Map.of("seq", 2)).put(chat("one") + "/read").then().body("unread", equalTo(0));

        as(bob, Map.of("seq", 1))
                .put(chat("one") + "/unread")
                .then()
                .statusCode(200)
                .body("unread", equalTo(2))
                .body("mentions", equalTo(1))
                .body("unreadSeq", equalTo(1))
                .body("readSeq", equalTo(2));
        list("unread=true").body("items.chat.id", contains("three", "two", "one"));
        as(alice)
                .get(chat("one") + "/markers")
                .then()
                .body("markers.find { it.user == '" + bob.id() + "' }.readSeq", equalTo(2));

        as(bob, Map.of("seq", 1))
                .put(chat("one") + "/read")
                .then()
                .body("unread", equalTo(1))
                .body("unreadSeq", equalTo(2))
                .body("readSeq", equalTo(2));
        as(bob, Map.of("seq", 2))
                .put(chat("one") + "/read")
                .then()
                .body("unread", equalTo(0))
                .body("$", not(hasKey("unreadSeq")));
        // What is not read is unread as it is
        as(bob, Map.of("seq", 1))
                .put(chat("two") + "/unread")
                .then()
                .body("unread", equalTo(2))
                .body("$", not(hasKey("unreadSeq")));
    }

    @Test
    void allDevicesOfTheUserAreTold() {
        try (LiveListener listener = LiveListener.attached(vertx)) {
            as(bob).put(chat("one") + "/archive").then().statusCode(200);

            Live.Inbox told = listener.next(Live.Inbox.class, own -> own.application()
                    .equals(application.application().id()));
            assertEquals(bob.id(), told.user());
            assertEquals(new ServerFrame.Inbox("one", 0, 0, 2, 1, null, true, null), told.inbox());

            listener.forget();
            as(bob, Map.of("seq", 1)).put(chat("one") + "/read").then().statusCode(200);
            told = listener.next(Live.Inbox.class, own -> own.application()
                    .equals(application.application().id()));
            assertEquals(new ServerFrame.Inbox("one", 1, 1, 1, 1, null, true, null), told.inbox());
        }
    }

    @Test
    void wrongRequestsAreRefused() {
        refused(as(bob, Map.of("seq", 3)).put(chat("one") + "/unread"), ErrorCode.INVALID_REQUEST);
        refused(as(bob, Map.of("seq", 0)).put(chat("one") + "/unread"), ErrorCode.INVALID_REQUEST);
        refused(as(bob, Map.of()).put(chat("one") + "/unread"), ErrorCode.INVALID_REQUEST);
        refused(as(bob, Map.of("until", "2020-01-01T00:00:00Z")).put(chat("one") + "/mute"), ErrorCode.INVALID_REQUEST);
        refused(as(bob).get(inbox + "?archived=perhaps"), ErrorCode.INVALID_REQUEST);
        refused(as(TestUsers.user("carol")).put(chat("one") + "/archive"), ErrorCode.APPLICATION_NOT_FOUND);
        refused(as(application.token()).put(chat("one") + "/archive"), ErrorCode.FORBIDDEN);
    }
}
