package io.parley.core.message;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.parley.contract.event.Message;
import io.parley.stack.test.StackResource;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.sortedset.ScoreRange;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RecentMessagesTest {
    @Inject
    RecentMessages recent;

    @Inject
    RedisDataSource redis;

    private final CachedChat chat =
            new CachedChat(ThreadLocalRandom.current().nextLong(1_000_000_000L, Long.MAX_VALUE), 0);

    @Test
    void givesAPageThatIsWhole() {
        add(messages(1, 20));

        assertEquals(List.of(20L, 19L, 18L), seqs(21, 3));
        assertEquals(List.of(9L, 8L), seqs(10, 2));
    }

    @Test
    void givesFewerOnlyWhenTheChatBeginsThere() {
        add(messages(1, 3));

        assertEquals(List.of(3L, 2L, 1L), seqs(4, 50));
    }

    @Test
    void givesNothingWhenTheNewestIsMissing() {
        add(messages(1, 20));

        assertFalse(recent.page(chat, 22, 3).isPresent());
    }

    @Test
    void givesNothingWhenThereIsAHole() {
        add(messages(1, 5));
        add(messages(7, 10));

        assertFalse(recent.page(chat, 11, 6).isPresent());
        assertEquals(List.of(10L, 9L, 8L, 7L), seqs(11, 4));
    }

    @Test
    void keepsOnlySoMany() {
        add(messages(1, 500));

        assertFalse(recent.page(chat, 501, 201).isPresent());
        assertEquals(200, seqs(501, 200).size());
    }

    @Test
    void olderStateDoesNotReplaceANewerOne() {
        add(List.of(message(1, 9, "edited")));

        add(List.of(message(1, 3, "original")));

        assertEquals("edited", recent.page(chat, 2, 1).orElseThrow().getFirst().text());
    }

    private void add(List<Message> messages) {
        recent.add(List.of(new BatchResult.NewMessages(chat, messages)));
        long last = messages.getLast().seq();
        String key = chat.key("parley");
        await().until(() -> redis.sortedSet(String.class).zcount(key, ScoreRange.from(last, last)) == 1);
    }

    private List<Long> seqs(long before, int count) {
        return recent.page(chat, before, count).orElseThrow().stream()
                .map(Message::seq)
                .toList();
    }

    private static List<Message> messages(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> message(seq, seq + 2, "text " + seq))
                .toList();
    }

    private static Message message(long seq, long rev, String text) {
        return new Message(seq, rev, "c" + seq, "ann", text, null, null, Instant.EPOCH);
    }
}
