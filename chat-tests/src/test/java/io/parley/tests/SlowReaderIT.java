package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.stack.service.ServiceProcess;
import io.parley.tests.support.Crowd;
import io.parley.tests.support.CrowdSocket;
import io.parley.tests.support.Gauges;
import io.parley.tests.support.Parley;
import io.parley.tests.support.People;
import io.parley.tests.support.Person;
import io.parley.tests.support.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One of two thousand does not read: it is closed, and the others do not feel it. */
class SlowReaderIT {
    private static final int PEOPLE = 100;
    /** As many as a user may have. */
    private static final int DEVICES = 20;

    private static final int ROUNDS = 15;
    private static final int SLOW_CONSUMER = 4001;
    private static final String CHAT = "square";
    private static final String HELLO = "{\"type\":\"hello\"}";
    /** Of the operating system, for a device that does not read: as little as it gives. */
    private static final int RECEIVE_BYTES = 4_096;
    /** As much text as a message may have. */
    private static final String LARGE = "x".repeat(10_000);

    private static final int FEW = 50;
    private static final int PORTION = 25;
    /** More than the operating system and the gateway hold for one connection together. */
    private static final int LARGE_MESSAGES = 2_000;
    /** {@code parley.session.outbound-bytes} of each of the two that do not read, and what is on its way to the others. */
    private static final double MAX_OUTBOUND_BYTES = 4 * 1_048_576;

    private final Parley parley = Parley.shared();
    private final ServiceProcess gateway = parley.anotherGateway(Map.of());
    private final Tenant tenant = Tenant.in(parley);
    private int written;
    private double mostOutbound;

    @AfterEach
    void away() {
        gateway.kill();
    }

    @Test
    void theOneThatDoesNotReadIsClosedAndTheOthersAreGivenEverythingMeanwhile() throws Exception {
        // Given: the last person has the devices that will not read.
        List<Person> people = People.many(PEOPLE + 1);
        Person slow = people.getLast();
        tenant.chat(CHAT, people);
        try (Crowd crowd = new Crowd()) {
            List<CrowdSocket> others = new ArrayList<>();
            people.subList(0, PEOPLE).forEach(person -> IntStream.range(0, DEVICES)
                    .forEach(_ -> others.add(crowd.join(gateway.uri(), tenant.id(), person.token(), HELLO))));
            CrowdSocket wakesUp = crowd.join(gateway.uri(), tenant.id(), slow.token(), HELLO, RECEIVE_BYTES);
            CrowdSocket neverReads = crowd.join(gateway.uri(), tenant.id(), slow.token(), HELLO, RECEIVE_BYTES);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> wakesUp.ready()
                            && neverReads.ready()
                            && others.stream().allMatch(CrowdSocket::ready));
            long before = medianMillis(others);

            // When: they are sent less than they are closed for, then more.
            crowd.reading(wakesUp, false);
            crowd.reading(neverReads, false);
            large(slow, FEW);
            long meanwhile = medianMillis(others);
            double closedTooEarly = closedAsSlow();
            int sent = FEW;
            while (closedAsSlow() < 2 && sent < LARGE_MESSAGES) {
                large(slow, PORTION);
                sent += PORTION;
                everybodyIsGivenOneMore(others);
            }
            crowd.reading(wakesUp, true);

            // Then
            System.out.printf(
                    "A message to %d sockets: %d ms, with two that do not read %d ms (medians); these were closed after %d kB; at most %.0f kB were on their way%n",
                    others.size(), before, meanwhile, sent * LARGE.length() / 1_000, mostOutbound / 1_000);
            assertEquals(0, closedTooEarly);
            assertEquals(2, closedAsSlow());
            assertTrue(mostOutbound < MAX_OUTBOUND_BYTES, () -> mostOutbound + " bytes on their way");
            await().until(wakesUp::isEnded);
            assertEquals(SLOW_CONSUMER, wakesUp.closeCode());
            everybodyIsGivenOneMore(others);
            assertTrue(others.stream().allMatch(CrowdSocket::inOrder));
            assertTrue(others.stream().noneMatch(CrowdSocket::isEnded));
            nothingIsHeldForTheOneThatNeverReads(others.size());
        }
    }

    /** It cannot even be told that it is closed: it is cut. */
    private void nothingIsHeldForTheOneThatNeverReads(int others) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Gauges.read(gateway.uri(), "parley_connections") == others
                        && Gauges.read(gateway.uri(), "parley_outbound_bytes") == 0);
    }

    private double closedAsSlow() {
        return Gauges.read(gateway.uri(), "parley_slow_closed_total");
    }

    private void large(Person to, int count) {
        for (int i = 0; i < count; i++) {
            tenant.asApplication().chat(CHAT).send(LARGE, to.id());
            if (i % 5 == 0) {
                mostOutbound = Math.max(mostOutbound, Gauges.read(gateway.uri(), "parley_outbound_bytes"));
            }
        }
    }

    private long medianMillis(List<CrowdSocket> others) {
        return IntStream.range(0, ROUNDS)
                .mapToLong(_ -> everybodyIsGivenOneMore(others))
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Milliseconds from sending until the last has it. */
    private long everybodyIsGivenOneMore(List<CrowdSocket> others) {
        long begun = System.nanoTime();
        tenant.asApplication().chat(CHAT).send("to all");
        written++;
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(20))
                .until(() -> others.stream().allMatch(socket -> socket.messages() == written));
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
