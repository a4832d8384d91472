package io.parley.indexer.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.broker.EventBundle;
import io.parley.contract.event.Message;
import io.parley.contract.event.Reaction;
import io.parley.contract.rest.Messages;
import io.parley.indexer.support.ChatOfTest;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.indexer.support.World;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class ReplayTest {
    private static final TestUser ALICE = TestUsers.user("alice");
    private static final TestUser BOB = TestUsers.user("bob");

    @Inject
    World world;

    @Test
    void anOlderStateOfAMessageNeverReplacesANewerOne() {
        // Given
        ChatOfTest chat = world.chat("edits").join(ALICE);
        Message old = chat.message(ALICE, "soup before", null, null);
        Message changed = new Message(
                old.seq(), old.rev() + 1, old.clientId(), old.sender(), "soup after", null, null, old.createdAt());
        // When
        chat.publish(chat.created(changed));
        chat.publish(chat.created(old), chat.created(old));
        chat.publish(chat.created(changed));
        chat.publish(chat.created(old));
        chat.sibling("marker").join(ALICE).say(ALICE, "end");
        Search.awaitHits(ALICE, chat.application(), "end", 1);
        // Then
        assertEquals(List.of("soup after"), Search.texts(ALICE, chat.application(), "soup"));
    }

    @Test
    void anEditIsFoundByItsNewWordsAndAReactionIsShown() {
        // Given
        ChatOfTest chat = world.chat("edits").join(ALICE);
        Message said = chat.say(ALICE, "soup before");
        Search.awaitHits(ALICE, chat.application(), "before", 1);
        // When
        chat.publish(chat.edited(said, "soup after"));
        Search.awaitHits(ALICE, chat.application(), "after", 1);
        chat.publish(chat.reacted(said, new Reaction("tasty", 1, List.of(ALICE.id()))));
        chat.say(ALICE, "end");
        Search.awaitHits(ALICE, chat.application(), "end", 1);
        // Then
        assertEquals(List.of(), Search.texts(ALICE, chat.application(), "after"));
        Messages.Hits hits = Search.awaitHits(ALICE, chat.application(), "before", 1);
        assertEquals(
                "tasty",
                hits.items().getFirst().message().reactions().getFirst().reaction());
    }

    @Test
    void whatWasDeletedIsNotFoundAgainWhateverComesBelatedly() {
        // Given
        ChatOfTest chat = world.chat("deletions").join(ALICE);
        Message said = chat.say(ALICE, "secret soup");
        Search.awaitHits(ALICE, chat.application(), "secret", 1);
        EventBundle.Entry edited = chat.edited(said, "secret broth");
        // When
        chat.publish(chat.deleted(said));
        chat.publish(chat.created(said), edited);
        chat.say(ALICE, "end");
        Search.awaitHits(ALICE, chat.application(), "end", 1);
        // Then
        assertEquals(List.of(), Search.texts(ALICE, chat.application(), "secret"));
    }

    @Test
    void nobodyFindsAnythingInAChatThatHasEndedAlsoWhoIsSaidToHaveJoinedBefore() {
        // Given
        ChatOfTest chat = world.chat("ended").join(ALICE);
        chat.say(ALICE, "inside");
        Search.awaitHits(ALICE, chat.application(), "inside", 1);
        // When
        chat.publish(chat.ended());
        chat.publish(chat.joined(BOB, 2), chat.joined(ALICE, 1));
        chat.sibling("marker").join(ALICE, BOB).say(ALICE, "end");
        Search.awaitHits(BOB, chat.application(), "end", 1);
        // Then
        assertEquals(List.of(), Search.texts(ALICE, chat.application(), "inside"));
        assertEquals(List.of(), Search.texts(BOB, chat.application(), "inside"));
    }

    @Test
    void aBelatedJoinDoesNotBringBackWhoHasLeft() {
        // Given
        ChatOfTest chat = world.chat("doors").join(ALICE, BOB);
        chat.say(ALICE, "inside");
        Search.awaitHits(BOB, chat.application(), "inside", 1);
        // When
        chat.publish(chat.left(BOB, 9));
        chat.publish(chat.joined(BOB, 2), chat.joined(BOB, 8), chat.left(ALICE, 0 + 1));
        chat.publish(chat.left(BOB, 9));
        chat.sibling("marker").join(BOB).say(BOB, "end");
        Search.awaitHits(BOB, chat.application(), "end", 1);
        // Then
        assertEquals(List.of(), Search.texts(BOB, chat.application(), "inside"));
        assertEquals(List.of("inside"), Search.texts(ALICE, chat.application(), "inside"));
    }

    @Test
    void aThousandChatsOfOneUserComeTogetherInOneDocument() {
        // Given
        ChatOfTest first = world.chat("chat-0").join(ALICE);
        // When
        List<ChatOfTest> chats = IntStream.rangeClosed(1, 1_000)
                .mapToObj(i -> first.sibling("chat-" + i))
                .toList();
        world.publish(chats.stream().map(chat -> chat.joined(ALICE, 1)).toList());
        world.publish(chats.stream()
                .map(chat -> chat.created(chat.message(ALICE, "soup", null, null)))
                .toList());
        // Then
        Search.awaitHits(ALICE, first.application(), "soup", 1_000);
    }
}
