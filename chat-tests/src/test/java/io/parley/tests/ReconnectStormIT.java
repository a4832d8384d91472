package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.Json;
import io.parley.contract.frame.ClientFrame;
import io.parley.stack.service.ServiceProcess;
import io.parley.stack.test.TestStack;
import io.parley.tests.support.Crowd;
import io.parley.tests.support.CrowdSocket;
import io.parley.tests.support.Database;
import io.parley.tests.support.Gauges;
import io.parley.tests.support.Parley;
import io.parley.tests.support.People;
import io.parley.tests.support.Person;
import io.parley.tests.support.Redis;
import io.parley.tests.support.Statements;
import io.parley.tests.support.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two thousand sockets break and come back at once, and the cache is empty: they are let in one after the other, all are given what they
 * missed, and PostgreSQL bears it.
 */
class ReconnectStormIT {
    private static final int PEOPLE = 100;
    private static final int DEVICES = 20;
    private static final int CHATS = 5;
    private static final int MISSED = 4;
    /** Of PostgreSQL, at most, for one connection that resumes, however many chats its user has and however much was missed. */
    private static final int STATEMENTS = 10;
    /** Of chat-core's own keeping of order meanwhile. */
    private static final int OTHER_STATEMENTS = 200;

    /** So few that most of a gateway's thousand are told to come back later. */
    private static final Map<String, String> GATEWAY = Map.of(
            "parley.limits.accepts-per-second", "400",
            "parley.limits.accepts-burst", "200",
            "parley.limits.accept-retry-after", "1s");

    private final Parley parley = Parley.shared();
    private final List<ServiceProcess> gateways = IntStream.range(0, 2)
            .parallel()
            .mapToObj(_ -> parley.anotherGateway(GATEWAY))
            .toList();
    private final Tenant tenant = Tenant.in(parley);

    @AfterEach
    void away() {
        gateways.forEach(ServiceProcess::kill);
    }

    @Test
    void allComeBackAtOnceToAColdCache() throws Exception {
        // Given
        List<Person> people = People.many(PEOPLE);
        List<String> chats = IntStream.range(0, CHATS)
                .mapToObj(number -> tenant.chat(
                        "storm-" + number, people.subList(number * PEOPLE / CHATS, (number + 1) * PEOPLE / CHATS)))
                .toList();
        try (Crowd crowd = new Crowd()) {
            allAreReady(join(crowd, people, Json.string(new ClientFrame.Hello(null))));
            String resume = Json.string(new ClientFrame.Hello(revs()));
            crowd.drop();
            for (int i = 0; i < MISSED; i++) {
                chats.forEach(chat -> tenant.asApplication().chat(chat).send("missed"));
            }
            Redis.flush(TestStack.shared().redis(), parley.tenancy().redisDatabase());
            int refusedBefore = crowd.refused();
            double limitedBefore = limited();

            try (Statements statements = new Statements(parley.database())) {
                // When
                long begun = System.nanoTime();
                List<CrowdSocket> back = join(crowd, people, resume);
                allAreReady(back);
                long millis = (System.nanoTime() - begun) / 1_000_000;

                // Then: what was missed comes before ready.
                long count = statements.count();
                String figures =
                        "%d sockets were ready again after %d ms, and were told %d times to come later; %d statements: %s"
                                .formatted(
                                        back.size(), millis, crowd.refused() - refusedBefore, count, statements.most());
                System.out.println(figures);
                assertTrue(back.stream().allMatch(socket -> socket.messages() == MISSED && socket.inOrder()));
                assertTrue(count <= STATEMENTS * back.size() + OTHER_STATEMENTS, figures);
                assertTrue(crowd.refused() > refusedBefore, figures);
                assertEquals(crowd.refused() - refusedBefore, limited() - limitedBefore);
                everythingIsLive(back, chats);
            }
        }
    }

    private void everythingIsLive(List<CrowdSocket> back, List<String> chats) {
        chats.forEach(chat -> tenant.asApplication().chat(chat).send("live"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> back.stream().allMatch(socket -> socket.messages() == MISSED + 1));
        assertTrue(back.stream().allMatch(socket -> socket.inOrder() && !socket.isEnded()));
    }

    private double limited() {
        return gateways.stream()
                .mapToDouble(gateway -> Gauges.read(gateway.uri(), "parley_limited_total", "limit=\"accepts\""))
                .sum();
    }

    private List<CrowdSocket> join(Crowd crowd, List<Person> people, String hello) {
        List<CrowdSocket> sockets = new ArrayList<>();
        for (Person person : people) {
            for (int device = 0; device < DEVICES; device++) {
                ServiceProcess gateway = gateways.get(device % gateways.size());
                sockets.add(crowd.join(gateway.uri(), tenant.id(), person.token(), hello));
            }
        }
        return sockets;
    }

    private static void allAreReady(List<CrowdSocket> sockets) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> sockets.stream().allMatch(CrowdSocket::ready));
    }

    /** A chat that is not one's own is passed over: all name all. */
    private Map<String, Long> revs() {
        return parley.database().chats(tenant.id()).stream()
                .collect(Collectors.toMap(Database.Chat::id, Database.Chat::lastRev));
    }
}
