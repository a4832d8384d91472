package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.tests.support.Breakable;
import io.parley.tests.support.Database;
import io.parley.tests.support.Device;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Tenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the broker cannot be reached sockets stay open; when it can, they are given what they missed, though nothing new comes. */
class BrokerAwayIT {
    private static final List<String> CHATS = List.of("one", "two", "three");

    private final Breakable installation = Breakable.shared();
    private final Parley parley = installation.parley();
    private final Person writer = Person.number(0);
    private final Person reader = Person.number(1);
    private final Person late = Person.number(2);
    private final Tenant tenant = Tenant.in(parley);
    private final List<Device> devices =
            List.of(new Device(tenant, writer), new Device(tenant, reader), new Device(tenant, reader));

    @BeforeEach
    void devicesOnBothGateways() {
        CHATS.forEach(chat -> tenant.chat(chat, writer, reader));
        for (int number = 0; number < devices.size(); number++) {
            devices.get(number).resume(number);
        }
        CHATS.forEach(this::everybodyHasAll);
    }

    @AfterEach
    void away() {
        devices.forEach(Device::close);
    }

    private void everybodyHasAll(String chat) {
        for (Device device : devices) {
            await("%s to have all of %s".formatted(device.person(), chat))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> device.given(chat).equals(device.synced(chat)));
            assertEquals(List.of(), device.wrong());
        }
    }

    /** The last that happens in these chats, and in one that the reader did not know. */
    private void write() {
        tenant.as(writer).chat("one").send("while away");
        tenant.as(writer).chat("two").subscribe(late.username());
        tenant.chat("new", writer, reader);
        tenant.as(writer).chat("new").send("while away");
    }

    private boolean allOpen() {
        return devices.stream().allMatch(device -> device.socket().open());
    }

    @Test
    void aBrokerThatIsAwayForHalfAMinute() {
        // Given
        installation.broker().kill();

        // When
        write();
        await().during(Duration.ofSeconds(30)).atMost(Duration.ofSeconds(40)).until(this::allOpen);
        installation.broker().start();

        // Then
        CHATS.forEach(this::everybodyHasAll);
        everybodyHasAll("new");
        assertTrue(allOpen());
    }

    /** Nobody publishes it again: the cores reached the broker all the time, and the gateways' queues are gone with their lines. */
    @Test
    void eventsThatWerePublishedWhileTheGatewaysHadNoLineToTheBroker() {
        // Given
        installation.line().cut();

        // When
        write();
        await("all to be published")
                .atMost(Duration.ofSeconds(20))
                .until(() -> parley.database().chats(tenant.id()).stream().allMatch(BrokerAwayIT::published));
        installation.line().mend();

        // Then
        CHATS.forEach(this::everybodyHasAll);
        everybodyHasAll("new");
        assertTrue(allOpen());
    }

    private static boolean published(Database.Chat chat) {
        return chat.publishedRev() == chat.lastRev();
    }
}
