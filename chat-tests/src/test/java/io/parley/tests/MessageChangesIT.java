package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.ChatClient;
import io.parley.client.ParleyException;
import io.parley.client.Search;
import io.parley.client.Sent;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.event.Reaction;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.rest.Messages;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes after a message was sent reaches everyone who may see it: live, after an interruption, and in search. */
class MessageChangesIT {
    private static final String CHAT = "kitchen";

    private final Parley parley = Parley.shared();
    private final Person owner = Person.number(1);
    private final Person writer = Person.number(2);
    private final Person other = Person.number(3);
    private Tenant tenant;
    private ChatClient ofOwner;
    private ChatClient ofWriter;

    @BeforeEach
    void aChatOfThree() {
        tenant = Tenant.in(parley);
        tenant.chat(CHAT, owner, writer, other);
        ofOwner = tenant.as(owner).chat(CHAT);
        ofWriter = tenant.as(writer, 1).chat(CHAT);
    }

    @Test
    void everyChangeArrivesLiveWithTheWholeMessage() {
        try (Stream stream = Stream.bare(tenant, other, 0);
                Stream resuming = Stream.resuming(tenant, other, 1)) {
            // When
            Message sent = send("Dinner at seven?");
            Message edited = ofWriter.message(1).edit("Dinner at eight?");
            Message reacted = ofOwner.message(1).react("👍");
            Message pinned = ofOwner.message(1).pin();
            Message unpinned = ofOwner.message(1).unpin();
            ofWriter.message(1).delete();
            Message deleted = ofWriter.message(1).get();

            // Then
            List<Event> expected = List.of(
                    new Event.MessageCreated(CHAT, sent.rev(), sent),
                    new Event.MessageEdited(CHAT, edited.rev(), edited),
                    new Event.MessageReacted(CHAT, reacted.rev(), reacted),
                    new Event.MessagePinned(CHAT, pinned.rev(), pinned),
                    new Event.MessagePinned(CHAT, unpinned.rev(), unpinned),
                    new Event.MessageDeleted(CHAT, deleted.rev(), deleted));
            assertEquals(expected, ofMessages(stream.reached(CHAT, deleted.rev())));
            assertEquals(expected, ofMessages(resuming.reached(CHAT, deleted.rev())));
            assertEquals(List.of(new Reaction("👍", 1, List.of(owner.id()))), pinned.reactions());
            assertNull(deleted.text());
        }
    }

    @Test
    void whoWasAwayIsGivenEachMessageOnceAsItIsNow() {
        Message first = send("one");
        send("two");
        Message edited = ofWriter.message(1).edit("One");
        ofWriter.message(2).delete();
        Message deleted = ofWriter.message(2).get();

        try (Stream fromNothing = Stream.bare(tenant, other, 0)) {
            fromNothing.reached(CHAT, deleted.rev());
            assertEquals(
                    List.of(
                            new Event.MessageEdited(CHAT, edited.rev(), edited),
                            new Event.MessageDeleted(CHAT, deleted.rev(), deleted)),
                    ofMessages(fromNothing));
        }
        try (RawSocket inBetween = RawSocket.open(parley.gateway(1), tenant.id(), other.token())) {
            inBetween.say(new ClientFrame.Hello(Map.of(CHAT, first.rev())));
            assertEquals(
                    edited.rev(),
                    inBetween.until(Event.MESSAGE_EDITED).path("rev").asLong());
            assertEquals(
                    deleted.rev(),
                    inBetween.until(Event.MESSAGE_DELETED).path("rev").asLong());
            inBetween.until("ready");
        }
    }

    @Test
    void changesOfADirectedMessageReachItsAudienceOnly() {
        try (Stream listed = Stream.bare(tenant, owner, 0);
                Stream unlisted = Stream.bare(tenant, other, 1)) {
            // Given
            Message secret = send("for the owner", owner.id());
            ofOwner.message(secret.seq()).react("ok");
            ofOwner.message(secret.seq()).pin();
            ofWriter.message(secret.seq()).edit("still for the owner");
            ofWriter.message(secret.seq()).delete();

            // When
            Message last = send("for all");

            // Then
            listed.reached(CHAT, last.rev());
            unlisted.reached(CHAT, last.rev());
            assertEquals(6, ofMessages(listed).size());
            assertEquals(List.of(new Event.MessageCreated(CHAT, last.rev(), last)), ofMessages(unlisted));
            ParleyException refused = assertThrows(
                    ParleyException.class,
                    () -> tenant.as(other).chat(CHAT).message(secret.seq()).react("x"));
            assertEquals(ErrorCode.MESSAGE_NOT_FOUND, refused.code());
        }
    }

    @Test
    void anEditOfWhatSomebodyElseChangedMeanwhileIsRefused() {
        Message sent = send("one");
        ofOwner.message(1).react("x");

        ParleyException refused = assertThrows(
                ParleyException.class, () -> ofWriter.message(1).edit(new Messages.Edit("two", null), sent.rev()));

        assertEquals(ErrorCode.PRECONDITION_FAILED, refused.code());
        assertEquals("one", ofWriter.message(1).get().text());
    }

    @Test
    void searchFollows() {
        send("xylophone before");
        found("xylophone", 1);

        ofWriter.message(1).edit("glockenspiel after");
        found("glockenspiel", 1);
        found("xylophone", 0);
        ofWriter.message(1).delete();
        found("glockenspiel", 0);
    }

    @Test
    void theEndOfAChatIsToldToAllAndLeavesNothing() {
        send("xylophone");
        found("xylophone", 1);
        long rev = ofOwner.get().rev();
        try (Stream live = Stream.bare(tenant, other, 0)) {
            // When
            ofOwner.delete();

            // Then
            live.reached(CHAT, rev + 1);
            assertEquals(rev + 1, ((Event.ChatDeleted) live.events(CHAT).getLast()).rev());
        }
        try (RawSocket late = RawSocket.open(parley.gateway(1), tenant.id(), other.token())) {
            late.say(new ClientFrame.Hello(Map.of(CHAT, rev)));
            JsonNode end = late.until(Event.CHAT_DELETED);
            assertEquals(rev + 1, end.path("rev").asLong());
            assertTrue(late.until("ready").path("chats").isEmpty());
        }
        ParleyException refused = assertThrows(ParleyException.class, () -> send("too late"));
        assertEquals(ErrorCode.CHAT_NOT_FOUND, refused.code());
        found("xylophone", 0);
    }

    @Test
    void slowModeTellsASocketHowLongToWait() {
        ofOwner.slowMode(600);
        try (RawSocket socket = RawSocket.open(parley.gateway(0), tenant.id(), writer.token())) {
            socket.live();
            socket.say(new ClientFrame.Send(CHAT, "1", "first", null, null, null));
            socket.until("ack");

            // When
            socket.say(new ClientFrame.Send(CHAT, "2", "second", null, null, null));

            // Then
            JsonNode error = socket.until("error");
            assertEquals("rate_limited", error.path("code").asText());
            assertEquals("2", error.path("clientId").asText());
            long wait = error.path("retryAfterMillis").asLong();
            assertTrue(wait > 500_000 && wait <= 600_001, "to wait: " + wait);
            socket.say(new ClientFrame.Send(CHAT, "1", "first", null, null, null));
            assertTrue(socket.until("ack").path("duplicate").asBoolean());
        }
    }

    private Message send(String text, String... recipients) {
        return ((Sent.Stored) ofWriter.send(text, recipients)).message();
    }

    private void found(String word, int times) {
        await("%s to be found %d times".formatted(word, times))
                .atMost(Duration.ofSeconds(60))
                // Until the index has heard of the user, it knows no such application.
                .ignoreException(ParleyException.class)
                .until(() -> tenant.as(other).search(Search.text(word)).total() == times);
    }

    private static List<Event> ofMessages(Stream stream) {
        return stream.events(CHAT).stream()
                .filter(Event.OfMessage.class::isInstance)
                .toList();
    }
}
