package io.parley.core.chat;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.rest.Applications;
import io.parley.core.database.Database;
import io.parley.core.database.Transaction;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PurgeTest {
    private static final List<String> OF_MESSAGES = List.of(
            "message",
            "reaction",
            "pin",
            "mention",
            "thread_reply",
            "message_edit",
            "hidden_message",
            "message_expiry");

    private final TestUser alice = owner();

    @Inject
    Database database;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    Clock clock;

    @Test
    void whatWasSaidInADeletedChatIsRemovedADayLaterAndItsEndIsStillKnown() {
        // Given
        Applications.Provisioned application = provision();
        String chat = ownedChat(application);
        send(chat, Map.of("text", "one"));
        send(chat, Map.of("text", "two", "replyTo", 1));
        send(chat, Map.of("text", "three", "mentions", Map.of("everyone", true)));
        as(alice, Map.of("text", "One")).patch(chat + "/messages/1").then().statusCode(200);
        as(alice).put(chat + "/messages/1/reactions/x").then().statusCode(200);
        as(alice).put(chat + "/messages/2/pin").then().statusCode(200);
        as(alice, "{}").post(chat + "/invites").then().statusCode(201);
        long key = database.first(
                        "select key from chat where application_id = ?",
                        row -> row.getLong(1),
                        application.application().id())
                .orElseThrow();
        assertEquals(3, rows("message", key));
        assertEquals(1, rows("thread_reply", key));

        // When
        as(alice).delete(chat).then().statusCode(204);
        purge(clock.instant().plus(Duration.ofHours(23)));

        // Then
        assertEquals(3, rows("message", key));

        // When
        purge(clock.instant().plus(Duration.ofHours(25)));

        // Then
        OF_MESSAGES.forEach(table -> assertEquals(0, rows(table, key), table));
        assertEquals(0, rows("chat_purge", key));
        assertEquals(0, rows("invite", key));
        as(alice, Map.of("known", Map.of(chat.substring(chat.lastIndexOf('/') + 1), 1)))
                .post(path(application) + "/sync")
                .then()
                .statusCode(200)
                .body("chats[0].changes[0].type", equalTo("chat.deleted"));
    }

    private void send(String chat, Map<String, ?> message) {
        as(alice, message).post(chat + "/messages").then().statusCode(201);
    }

    private void purge(Instant now) {
        boolean more = true;
        while (more) {
            more = Transaction.of(dataSource, connection -> Purge.part(connection, now));
        }
    }

    private long rows(String table, long key) {
        return database.first("select count(*) from " + table + " where chat_key = ?", row -> row.getLong(1), key)
                .orElseThrow();
    }
}
