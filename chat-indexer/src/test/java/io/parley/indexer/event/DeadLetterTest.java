package io.parley.indexer.event;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.amqp.AmqpLink;
import io.parley.amqp.Subscription;
import io.parley.contract.broker.Addresses;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.event.Message;
import io.parley.indexer.support.ChatOfTest;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.indexer.support.World;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class DeadLetterTest {
    private static final TestUser ALICE = TestUsers.user("alice");

    @Inject
    World world;

    @Inject
    Vertx vertx;

    @Inject
    Broker broker;

    @Inject
    Addresses addresses;

    private final Queue<byte[]> letters = new ConcurrentLinkedQueue<>();
    private AmqpLink operator;

    @BeforeEach
    void readDeadLetters() {
        operator = broker.link(vertx).subscribe(Subscription.queue(addresses.deadLetters(), 10), delivery -> {
            letters.add(delivery.body());
            delivery.accept();
        });
        operator.start();
        await().until(operator::isUp);
    }

    @AfterEach
    void stopReading() {
        operator.close();
    }

    @Test
    void whatIsNoBundleIsSetAsideAndTheRestGoesOn() {
        // Given
        ChatOfTest chat = world.chat("sturdy").join(ALICE);
        byte[] garbage = "{\"application\": this is not it\n".getBytes(StandardCharsets.UTF_8);
        // When
        world.publishBytes(garbage);
        chat.say(ALICE, "still here");
        // Then
        Search.awaitHits(ALICE, chat.application(), "still", 1);
        await().until(() -> letters.size() == 1);
        assertArrayEquals(garbage, letters.peek());
    }

    @Test
    void anEventThatTheEngineRefusesIsSetAsideAlone() {
        // Given
        ChatOfTest chat = world.chat("sturdy").join(ALICE);
        Message good = chat.message(ALICE, "good soup", null, null);
        TestUser endless = new TestUser("x".repeat(40_000), "endless", "");
        EventBundle.Entry bad = chat.created(chat.message(endless, "bad soup", null, null));
        Message last = chat.message(ALICE, "last soup", null, null);
        // When
        chat.publish(chat.created(good), bad, chat.created(last));
        // Then
        Search.awaitHits(ALICE, chat.application(), "soup", 2);
        await().until(() -> letters.size() == 1);
        List<EventBundle.Entry> letter = EventBundle.decode(letters.peek());
        assertEquals(1, letter.size());
        assertEquals(bad.event(), letter.getFirst().event());
    }
}
