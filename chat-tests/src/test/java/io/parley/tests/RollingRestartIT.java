package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.tests.support.Breakable;
import io.parley.tests.support.Device;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Together;
import io.parley.tests.support.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gateway goes while people write, with a word or without: its devices go on at the other one, and nothing is lost. */
class RollingRestartIT {
    private static final int PEOPLE = 5;
    private static final int DEVICES = 20;
    private static final int ENOUGH = 40;
    private static final int DRAINING = 4000;
    private static final List<String> CHATS = List.of("one", "two");

    private final Parley parley = Breakable.shared().parley();
    private final List<Person> people =
            IntStream.range(0, PEOPLE).mapToObj(Person::number).toList();
    private final Tenant tenant = Tenant.in(parley);
    private final List<Device> devices = new ArrayList<>();
    private final List<Stream> writers = new ArrayList<>();

    @BeforeEach
    void devicesOnTheOneThatWillGo() throws Exception {
        CHATS.forEach(chat -> tenant.chat(chat, people));
        for (int number = 0; number < DEVICES; number++) {
            devices.add(new Device(tenant, people.get(number % PEOPLE)));
        }
        all(device -> device.resume(0));
    }

    @AfterEach
    void away() {
        devices.forEach(Device::close);
        writers.forEach(Stream::close);
    }

    private interface Step {
        Device apply(Device device);
    }

    private void all(Step step) throws Exception {
        List<Callable<Device>> calls = new ArrayList<>();
        devices.forEach(device -> calls.add(() -> step.apply(device)));
        Together.call(calls);
    }

    private Traffic traffic(int... gateways) {
        for (int i = 0; i < gateways.length; i++) {
            writers.add(Stream.resuming(tenant, people.get(i), gateways[i]));
        }
        return Traffic.begin(tenant, CHATS, writers);
    }

    private void nothingIsMissing(Traffic traffic) throws Exception {
        traffic.stop();
        for (Device device : devices) {
            for (String chat : CHATS) {
                List<String> everything = device.synced(chat);
                await("%s to have all of %s".formatted(device.person(), chat))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> device.given(chat).size() >= everything.size());
                assertEquals(everything, device.given(chat), () -> device.person() + " in " + chat);
            }
            assertEquals(List.of(), device.wrong());
        }
        traffic.verify(people);
    }

    @Test
    void theDevicesOfAGatewayThatIsKilledGoOnAtTheOtherOne() throws Exception {
        // Given: writers on both. Those on the one that is killed send again what was not answered.
        Traffic traffic = traffic(1, 1, 0, 1);
        traffic.more(ENOUGH);

        // When
        parley.gatewayProcess(0).kill();
        all(device -> {
            await().until(() -> !device.socket().open());
            return device.drop().resume(1);
        });
        traffic.more(ENOUGH / 2);
        parley.gatewayProcess(0).restart();
        traffic.more(ENOUGH);

        // Then
        nothingIsMissing(traffic);
    }

    @Test
    void aGatewayThatStopsSendsItsDevicesAwayOneAfterTheOtherAndTheyGoOnAtTheOtherOne() throws Exception {
        // Given
        Traffic traffic = traffic(1, 1);
        traffic.more(ENOUGH);

        // When
        CompletableFuture<Void> stopped =
                CompletableFuture.runAsync(() -> parley.gatewayProcess(0).stop());
        List<Long> sentAway = new ArrayList<>();
        all(device -> {
            assertEquals(DRAINING, device.socket().closeCode());
            synchronized (sentAway) {
                sentAway.add(System.nanoTime());
            }
            return device.drop().resume(1);
        });
        stopped.join();
        traffic.more(ENOUGH);
        parley.gatewayProcess(0).restart();

        // Then
        long spread = sentAway.getLast() - sentAway.getFirst();
        assertTrue(spread > Duration.ofSeconds(2).toNanos(), () -> "all within " + Duration.ofNanos(spread));
        nothingIsMissing(traffic);
    }
}
