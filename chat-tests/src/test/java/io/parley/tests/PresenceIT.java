package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.frame.ClientFrame;
import io.parley.tests.support.Breakable;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A user with devices on two gateways is online until the last one is gone, also when a gateway dies with one. */
class PresenceIT {
    /** {@code parley.live.dead-after}, and what it takes on a busy machine until that is noticed and told. */
    private static final Duration GATEWAY_IS_DEAD = Duration.ofSeconds(15 + 45);
    /** {@code parley.live.offline-after}, likewise. */
    private static final Duration DEVICE_IS_GONE = Duration.ofSeconds(5 + 45);

    private final Parley parley = Breakable.shared().parley();
    private final Person viewer = Person.number(0);
    private final Person onBoth = Person.number(1);
    private final Person comesBack = Person.number(2);
    private final Person staysAway = Person.number(3);
    private final Tenant tenant = Tenant.in(parley);
    private final List<RawSocket> sockets = new ArrayList<>();
    /** What the viewer was shown of each user. */
    private final Map<String, List<Boolean>> shown = new ConcurrentHashMap<>();
    /** The first gateway, which others need after this. */
    private boolean killed;

    @AfterEach
    void away() {
        sockets.forEach(RawSocket::close);
        if (killed) {
            parley.gatewayProcess(0).restart();
        }
    }

    private RawSocket device(Person person, int gateway) {
        RawSocket socket = RawSocket.open(parley.gateway(gateway), tenant.id(), person.token(), this::note)
                .live();
        sockets.add(socket);
        return socket;
    }

    private void note(JsonNode frame) {
        if (frame.path("type").asText().equals("presence")) {
            frame.path("users")
                    .forEach(user -> shown.computeIfAbsent(user.path("user").asText(), _ -> new ArrayList<>())
                            .add(user.path("online").asBoolean()));
        }
    }

    private void shows(Person person, Duration within, Boolean... online) {
        await("what is shown of " + person)
                .atMost(within)
                .untilAsserted(() -> assertEquals(List.of(online), shown.get(person.id())));
    }

    @Test
    void whoseLastDeviceDiedWithItsGatewayGoesOfflineAndNobodyElseDoes() {
        // Given
        tenant.chat("all", viewer, onBoth, comesBack, staysAway);
        List.of(onBoth, comesBack, staysAway).forEach(person -> device(person, 0));
        RawSocket stays = device(onBoth, 1);
        RawSocket watching = device(viewer, 1);
        watching.say(new ClientFrame.Watch(null, List.of(onBoth.id(), comesBack.id(), staysAway.id())));
        List.of(onBoth, comesBack, staysAway).forEach(person -> shows(person, Duration.ofSeconds(10), true));

        // When
        parley.gatewayProcess(0).kill();
        killed = true;
        RawSocket back = device(comesBack, 1);

        // Then
        long killed = System.nanoTime();
        shows(staysAway, GATEWAY_IS_DEAD, true, false);
        System.out.printf(
                "From a gateway's death to its user being offline: %d ms%n", (System.nanoTime() - killed) / 1_000_000);
        shows(onBoth, Duration.ofSeconds(1), true);
        shows(comesBack, Duration.ofSeconds(1), true);

        // And when: the last devices go while the gateway is still dead.
        stays.close();
        back.close();

        // Then
        shows(onBoth, DEVICE_IS_GONE, true, false);
        shows(comesBack, DEVICE_IS_GONE, true, false);
    }
}
