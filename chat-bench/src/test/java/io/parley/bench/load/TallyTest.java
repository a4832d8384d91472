package io.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.bench.load.Tally.Faults;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final long BASE = 1_000;
    private static final long NOW = 5_000_000;
    private static final int TEA = 0;
    private static final int MILK = 1;
    private static final int ANN = 0;
    private static final int BOB = 1;
    private static final int CID = 2;
    private static final int IDLE = 3;

    /** Ann and Bob are in one chat, Cid is in the other, and the fourth is in none. */
    private final Tally tally = new Tally(BASE, new int[] {2, 1}, new int[] {TEA, TEA, MILK, -1});

    private long sent(int room) {
        long number = tally.begin(room, 0);
        tally.acked(number, NOW);
        return number;
    }

    private void delivered(long number, int... connections) {
        for (int connection : connections) {
            tally.delivered(connection, number, NOW);
        }
    }

    private static Faults faults(long lost, long doubled, long reordered, long misrouted, long refused) {
        return new Faults(lost, doubled, reordered, misrouted, refused);
    }

    @Test
    void messageThatEveryMemberGotOnceIsNoFault() {
        // Given
        long first = sent(TEA);
        long second = sent(TEA);

        // When
        delivered(first, ANN);
        delivered(second, ANN);
        delivered(first, BOB);
        delivered(second, BOB);

        // Then
        assertTrue(tally.faults().none());
        assertEquals(0, tally.pending());
        assertEquals(4, tally.deliveries());
    }

    @Test
    void messageThatOneMemberDidNotGetIsLost() {
        // Given
        long number = sent(TEA);

        // When
        delivered(number, ANN);

        // Then
        assertEquals(faults(1, 0, 0, 0, 0), tally.faults());
        assertEquals(1, tally.pending());
    }

    @Test
    void messageThatNobodyAcknowledgedIsLost() {
        // Given
        long number = tally.begin(MILK, 0);

        // When
        delivered(number, CID);

        // Then
        assertEquals(faults(1, 0, 0, 0, 0), tally.faults());
    }

    @Test
    void messageThatCameTwiceToOneMemberIsDoubled() {
        // Given
        long number = sent(TEA);
        delivered(number, ANN, BOB);

        // When
        delivered(number, BOB);

        // Then
        assertEquals(faults(0, 1, 0, 0, 0), tally.faults());
    }

    @Test
    void messageThatCameTwiceToTheFirstMemberIsDoubled() {
        // Given
        long number = sent(TEA);

        // When
        delivered(number, ANN, ANN, BOB);

        // Then
        assertFalse(tally.faults().none());
        assertTrue(tally.faults().doubled() + tally.faults().reordered() > 0);
    }

    @Test
    void membersThatGotTwoMessagesInDifferentOrderShowReordering() {
        // Given
        long first = sent(TEA);
        long second = sent(TEA);
        delivered(first, ANN);
        delivered(second, ANN);

        // When
        delivered(second, BOB);
        delivered(first, BOB);

        // Then
        assertEquals(0, tally.faults().lost());
        assertTrue(tally.faults().reordered() + tally.faults().doubled() > 0);
    }

    @Test
    void lostMessageAmongOthersIsNotHiddenByTheNext() {
        // Given
        long first = sent(TEA);
        long second = sent(TEA);
        delivered(first, ANN);
        delivered(second, ANN);

        // When
        delivered(second, BOB);

        // Then
        assertEquals(1, tally.faults().lost());
    }

    @Test
    void messageForAnotherChatIsMisrouted() {
        // Given
        long number = sent(TEA);
        delivered(number, ANN, BOB);

        // When
        delivered(number, CID);

        // Then
        assertEquals(faults(0, 0, 0, 1, 0), tally.faults());
    }

    @Test
    void messageToOneWhoIsInNoChatIsMisrouted() {
        // Given
        long number = sent(TEA);
        delivered(number, ANN, BOB);

        // When
        delivered(number, IDLE);

        // Then
        assertEquals(faults(0, 0, 0, 1, 0), tally.faults());
    }

    @Test
    void messageOfAnotherRunIsMisrouted() {
        // Given
        delivered(sent(MILK), CID);

        // When
        delivered(BASE - 7, CID);

        // Then
        assertEquals(faults(0, 0, 0, 1, 0), tally.faults());
    }

    @Test
    void whatTheServerRefusedIsCounted() {
        // Given
        delivered(sent(MILK), CID);

        // When
        tally.refused("rate_limited");
        tally.refused("rate_limited");

        // Then
        assertEquals(faults(0, 0, 0, 0, 2), tally.faults());
        assertEquals(2, tally.refusals().get("rate_limited"));
    }

    @Test
    void latencyIsThatOfTheLastRecipientFromTheIntendedTime() {
        // Given
        long number = tally.begin(TEA, 1_000_000);

        // When
        tally.delivered(ANN, number, 2_000_000);
        tally.delivered(BOB, number, 8_000_000);

        // Then
        assertEquals(1, tally.delivery().getTotalCount());
        assertTrue(Math.abs(7_000 - tally.delivery().getMaxValue()) < 10);
    }
}
