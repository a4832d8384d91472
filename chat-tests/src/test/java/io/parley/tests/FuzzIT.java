package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.frame.ClientFrame;
import io.parley.stack.service.ServiceProcess;
import io.parley.tests.support.Attacker;
import io.parley.tests.support.FuzzedFrames;
import io.parley.tests.support.Gauges;
import io.parley.tests.support.LogPart;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand frames that are wrong in every way that a seed thinks of: each is answered, or its connection closed with a code; nobody
 * else notices, nobody is given what is another's, and the gateway is as before.
 */
class FuzzIT {
    private static final long SEED = Long.getLong("parley.fuzz.seed", 20_261_124);
    private static final int FRAMES = Integer.getInteger("parley.fuzz.frames", 10_000);
    private static final int MAX_FRAMES_EACH = 130;
    private static final int ATTACKERS = 4;
    private static final String KITCHEN = "kitchen";
    private static final String CALM = "calm";

    private final Parley parley = Parley.shared();
    private final ServiceProcess gateway = parley.anotherGateway(Map.of(
            "parley.limits.frames-per-second", "0",
            "parley.limits.bytes-per-second", "0",
            "parley.limits.connections-per-user", "0"));
    private final Tenant tenant = Tenant.in(parley);
    private final Tenant other = Tenant.in(parley);
    private final List<Person> attackers =
            IntStream.range(0, ATTACKERS).mapToObj(Person::number).toList();
    private final Person writer = Person.number(5);
    private final Person observer = Person.number(6);
    private final Person stranger = Person.number(7);
    private final String secret = "confidential-" + UUID.randomUUID();
    private final List<JsonNode> observed = new CopyOnWriteArrayList<>();
    private final List<JsonNode> elsewhere = new CopyOnWriteArrayList<>();
    private final AtomicInteger left = new AtomicInteger(FRAMES);
    private final AtomicInteger connections = new AtomicInteger();

    @BeforeEach
    void chats() {
        tenant.chat(KITCHEN, attackers);
        tenant.chat(CALM, writer, observer);
        other.chat(KITCHEN, stranger);
    }

    @AfterEach
    void away() {
        gateway.kill();
    }

    @Test
    void whateverIsSaidIsAnsweredOrClosedWithACodeAndHarmsNobody() throws Exception {
        System.out.printf("%d frames with -Dparley.fuzz.seed=%d%n", FRAMES, SEED);
        List<LogPart> logs = new ArrayList<>();
        IntStream.range(0, Parley.SERVICES).forEach(number -> logs.add(LogPart.of(parley.coreProcess(number))));
        logs.add(LogPart.of(gateway));
        try (RawSocket writes = live(tenant, writer, new ArrayList<>());
                RawSocket reads = live(tenant, observer, observed);
                RawSocket apart = live(other, stranger, elsewhere)) {
            // Given
            reads.say(new ClientFrame.Watch(List.of(CALM), List.of()));
            apart.say(new ClientFrame.Watch(List.of(KITCHEN), List.of(stranger.id())));
            other.asApplication().chat(KITCHEN).send(secret);
            say(writes);

            // When
            attackAll(writes);

            // Then
            nobodyElseNoticed(say(writes));
            logs.forEach(log -> assertEquals(List.of(), log.faults()));
            assertTrue(gateway.ready());
            nothingIsLeftOfThem();
        }
    }

    private RawSocket live(Tenant in, Person person, List<JsonNode> frames) {
        return RawSocket.open(gateway.uri(), in.id(), person.token(), frames::add)
                .live();
    }

    /** A message of somebody who behaves is stored at once, whatever goes on. */
    private long say(RawSocket writes) {
        String clientId = "calm-" + UUID.randomUUID();
        writes.say(new ClientFrame.Send(CALM, clientId, secret, null, null, null));
        JsonNode ack = writes.until("ack");
        assertEquals(clientId, ack.path("clientId").asText());
        return ack.path("seq").asLong();
    }

    private void attackAll(RawSocket writes) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Attacker>> attacks = new ArrayList<>();
            for (Person person : attackers) {
                attacks.add(threads.submit(attack(person)));
            }
            Attacker all = new Attacker(secret);
            for (Future<Attacker> attack : attacks) {
                while (attack.state() == Future.State.RUNNING) {
                    say(writes);
                    pause(attack);
                }
                all.add(attack.get());
            }
            System.out.printf("%d connections; %s%n", connections.get(), all);
        }
    }

    /** Who behaves stays below the limits. */
    private static void pause(Future<Attacker> attack) throws Exception {
        try {
            attack.get(50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It goes on.
        }
    }

    private Callable<Attacker> attack(Person person) {
        // Who they are, but in no place where a good frame would make them members of a chat.
        List<String> others = List.of(
                CALM,
                other.id().toString(),
                tenant.id().toString(),
                stranger.id(),
                observer.token(),
                gateway.uri() + "");
        return () -> {
            Attacker attacker = new Attacker(secret);
            while (left.get() > 0) {
                int number = connections.getAndIncrement();
                FuzzedFrames frames = new FuzzedFrames(SEED + number, Attacker.samples(), others);
                int count = Math.max(0, Math.min(MAX_FRAMES_EACH, left.getAndAdd(-MAX_FRAMES_EACH)));
                UUID application = number % 20 == 19 ? other.id() : tenant.id();
                left.addAndGet(MAX_FRAMES_EACH
                        - attacker.connect(gateway.uri(), application, person.token(), number, frames, count));
            }
            return attacker;
        };
    }

    private void nobodyElseNoticed(long messages) {
        await().until(() -> created(observed).size() == messages);
        assertEquals(LongStream.rangeClosed(1, messages).boxed().toList(), created(observed));
        observed.stream()
                .filter(frame -> frame.has("chat"))
                .forEach(frame -> assertEquals(CALM, frame.path("chat").asText(), frame::toString));
        assertEquals(List.of(1L), created(elsewhere));
        for (Person attacker : attackers) {
            observed.forEach(frame -> assertTrue(!frame.toString().contains(attacker.id()), frame::toString));
            elsewhere.forEach(frame -> assertTrue(!frame.toString().contains(attacker.id()), frame::toString));
        }
        elsewhere.forEach(frame -> assertTrue(!frame.toString().contains(writer.id()), frame::toString));
    }

    private static List<Long> created(List<JsonNode> frames) {
        return frames.stream()
                .filter(frame -> frame.path("type").asText().equals("message.created"))
                .map(frame -> frame.path("message").path("seq").asLong())
                .toList();
    }

    /** Of the three who behave, each is in one chat; two of these are the same. */
    private void nothingIsLeftOfThem() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertEquals(3, Gauges.read(gateway.uri(), "parley_connections"));
            assertEquals(2, Gauges.read(gateway.uri(), "parley_chats_watched"));
            assertEquals(2, Gauges.read(gateway.uri(), "parley_chats_shown"));
            assertEquals(1, Gauges.read(gateway.uri(), "parley_presence_watched"));
            assertEquals(0, Gauges.read(gateway.uri(), "parley_commands_pending"));
            assertEquals(0, Gauges.read(gateway.uri(), "parley_marks_waiting"));
            assertEquals(0, Gauges.read(gateway.uri(), "parley_outbound_bytes"));
        });
    }
}
