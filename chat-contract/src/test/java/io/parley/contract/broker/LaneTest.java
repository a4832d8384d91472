package io.parley.contract.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTest {
    private static final UUID APPLICATION = UUID.fromString("5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10");

    /** Fixed for ever: two versions of Parley on one broker would otherwise give one chat to two lanes. */
    @ParameterizedTest
    @CsvSource({
        "5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10, kitchen, 14",
        "5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10, garden, 11",
        "5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10, a, 3",
        "00000000-0000-0000-0000-000000000000, a, 2",
        "ffffffff-ffff-ffff-ffff-ffffffffffff, 0123456789012345678901234567890123456789012345678901234567890123, 1"
    })
    void aChatKeepsItsLane(UUID application, String chat, int lane) {
        assertEquals(lane, Lane.of(application, chat));
    }

    @Test
    void lanesAreSpreadOverTheChatsOfOneApplication() {
        int[] chats = count(IntStream.range(0, 16_000).map(i -> Lane.of(APPLICATION, "chat-" + i)));

        assertEven(chats);
    }

    @Test
    void lanesAreSpreadOverApplicationsWithTheSameChatId() {
        int[] chats = count(
                IntStream.range(0, 16_000).map(i -> Lane.of(new UUID(0x4000L * i, 0x8000L + 31L * i), "general")));

        assertEven(chats);
    }

    private static int[] count(IntStream lanes) {
        int[] count = new int[Lane.COUNT];
        lanes.forEach(lane -> count[lane]++);
        return count;
    }

    /** A thousand is the mean; a third around it is more than ten standard deviations. */
    private static void assertEven(int[] chats) {
        for (int lane = 0; lane < chats.length; lane++) {
            int of = lane;
            assertTrue(chats[lane] > 667 && chats[lane] < 1_333, () -> "Lane %d has %d chats".formatted(of, chats[of]));
        }
    }

    @Test
    void theGroupIdNamesTheLane() {
        assertEquals("lane-0", Lane.groupId(0));
        assertEquals("lane-15", Lane.groupId(15));
    }
}
