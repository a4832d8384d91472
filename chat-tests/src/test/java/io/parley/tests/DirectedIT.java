package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ApplicationClient;
import io.parley.client.History;
import io.parley.client.ParleyException;
import io.parley.client.Search;
import io.parley.client.Sent;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Sync;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Whole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message with a list of recipients exists for nobody else, anywhere. */
class DirectedIT {
    private static final String CHAT = "council";
    private static final String SECRET = "xylophone";

    private final Parley parley = Parley.shared();
    private final Person sender = Person.number(1);
    private final Person listed = Person.number(2);
    private final Person unlisted = Person.number(3);
    private Tenant tenant;
    private Stream atUnlisted;
    private Stream atListed;
    private Message secret;

    @BeforeEach
    void aSecretBetweenTwoPublicMessages() {
        tenant = Tenant.in(parley);
        tenant.chat(CHAT, sender, listed, unlisted);
        atUnlisted = Stream.bare(tenant, unlisted, 0);
        atListed = Stream.bare(tenant, listed, 1);
        send("before, for all");
        secret = send("the %s is under the bed".formatted(SECRET), listed.id());
        Message last = send("after, for all");
        atUnlisted.has(CHAT, last.seq());
        atListed.has(CHAT, last.seq());
    }

    @Test
    void itIsPushedToSenderAndListedOnly() {
        assertTrue(atListed.messages(CHAT).contains(secret));
        assertEquals(List.of(1L, 3L), seqs(atUnlisted.messages(CHAT)));
        try (Stream late = Stream.bare(tenant, unlisted, 1)) {
            assertEquals(List.of(1L, 3L), seqs(late.has(CHAT, 3).messages(CHAT)));
        }
        Whole.verify(tenant, List.of(sender, listed, unlisted), List.of(atListed, atUnlisted));
    }

    @Test
    void itIsInNobodyElsesHistoryWhetherFromCacheOrDatabase() {
        // Twice: what the first reading leaves in the cache must not serve the second reader.
        for (int time = 0; time < 2; time++) {
            assertEquals(List.of(3L, 2L, 1L), seqs(history(listed)));
            assertEquals(List.of(3L, 1L), seqs(history(unlisted)));
            assertEquals(List.of(3L, 2L, 1L), seqs(history(sender)));
        }
        assertEquals(
                List.of(1L),
                seqs(tenant.as(unlisted)
                        .chat(CHAT)
                        .history(History.before(3).pagesOf(1))
                        .items()));
        ParleyException byId = assertThrows(
                ParleyException.class, () -> tenant.as(unlisted).chat(CHAT).byClientId(secret.clientId()));
        assertEquals(ErrorCode.MESSAGE_NOT_FOUND, byId.code());
    }

    @Test
    void itIsNotInTheChangesOrTheSyncOfOthersAndTheirCursorStillMovesOn() {
        Sync.ChatChanges changes = tenant.as(unlisted).chat(CHAT).changes(0, null);
        Sync.ChatChanges synced = tenant.as(unlisted)
                .sync(new Sync.Request(Map.of(CHAT, 0L), null, null))
                .chats()
                .getFirst();

        for (Sync.ChatChanges each : List.of(changes, synced)) {
            assertEquals(List.of(1L, 3L), seqs(messages(each)));
            assertEquals(parley.database().chat(tenant.id(), CHAT).lastRev(), each.rev());
        }
        assertEquals(
                List.of(1L, 2L, 3L), seqs(messages(tenant.as(listed).chat(CHAT).changes(0, null))));
    }

    @Test
    void itIsNeitherCountedAsUnreadNorShownAsTheLastMessageOfOthers() {
        // Given
        Message last = send("only for " + listed, listed.id());

        // When
        Chats.InboxEntry ofListed = inbox(listed);
        Chats.InboxEntry ofUnlisted = inbox(unlisted);

        // Then
        assertEquals(4, ofListed.unread());
        assertEquals(last, ofListed.lastMessage());
        assertEquals(2, ofUnlisted.unread());
        assertEquals(3, ofUnlisted.lastMessage().seq());
        assertEquals(0, inbox(sender).unread());
        assertEquals(0, tenant.as(unlisted).chat(CHAT).read(4).unread());
        assertEquals(1, tenant.as(listed).chat(CHAT).read(3).unread());
    }

    @Test
    void itIsFoundBySenderAndListedOnly() {
        // Given
        await("the index")
                .atMost(Duration.ofSeconds(60))
                // Who was in no chat that search knows of is told that there is no such application.
                .ignoreExceptionsInstanceOf(ParleyException.class)
                .until(() -> found(listed, SECRET) == 1);

        // Then
        assertEquals(1, found(sender, SECRET));
        assertEquals(0, found(unlisted, SECRET));
        assertEquals(2, found(unlisted, "for all"));
    }

    @Test
    void itIsNotForTheApplicationsOwnTokenEither() {
        ApplicationClient application = tenant.asApplication();

        assertEquals(
                List.of(3L, 1L),
                seqs(application.chat(CHAT).history(History.latest()).items()));
        assertEquals(List.of(1L, 3L), seqs(messages(application.chat(CHAT).changes(0, null))));
    }

    @Test
    void aRecipientWhoIsNotSubscribedIsRefused() {
        // When
        ParleyException refused = assertThrows(
                ParleyException.class,
                () -> send("to a stranger", Person.number(4).id()));

        // Then
        assertEquals(ErrorCode.RECIPIENT_NOT_SUBSCRIBED, refused.code());
        assertEquals(3, parley.database().chat(tenant.id(), CHAT).lastSeq());
    }

    private Message send(String text, String... recipients) {
        return ((Sent.Stored) tenant.as(sender).chat(CHAT).send(text, recipients)).message();
    }

    private List<Message> history(Person person) {
        return tenant.as(person).chat(CHAT).history(History.latest()).items();
    }

    private Chats.InboxEntry inbox(Person person) {
        return tenant.as(person).inbox(null).items().getFirst();
    }

    private int found(Person person, String words) {
        Messages.Hits hits = tenant.as(person).search(Search.text(words));
        assertEquals(hits.items().size(), hits.total());
        return hits.items().size();
    }

    private static List<Message> messages(Sync.ChatChanges changes) {
        return changes.changes().stream()
                .filter(Event.MessageCreated.class::isInstance)
                .map(event -> ((Event.MessageCreated) event).message())
                .toList();
    }

    private static List<Long> seqs(List<Message> messages) {
        return messages.stream().map(Message::seq).toList();
    }
}
