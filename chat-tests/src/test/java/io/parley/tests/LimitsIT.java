package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.frame.ClientFrame;
import io.parley.stack.service.ServiceProcess;
import io.parley.tests.support.Gauges;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Each bound of a connection, a user, a chat and an application at a packaged gateway whose bounds are small: the answer, the time to
 * wait, the metric. How a rate is counted, and that a gateway is full, is tried where it is made; that newcomers are let in one after the
 * other, and that who does not read is closed, in {@link ReconnectStormIT} and {@link SlowReaderIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
    private static final int BURST = 16;
    private static final int FRAMES_BURST = 100;
    private static final int USERS_CONNECTIONS = 2;
    private static final int APPLICATIONS_CONNECTIONS = 3;
    private static final int TOO_MANY_CONNECTIONS = 4006;
    private static final int PROTOCOL_VIOLATION = 4501;
    private static final int REFUSED_FRAMES = 30;
    private static final int CHATS_BURST = 30;
    private static final String CHAT = "narrow";
    /** So little for ever that what is said at once is refused on any machine. */
    private static final Map<String, String> SMALL = Map.ofEntries(
            Map.entry("parley.limits.connections-per-user", "" + USERS_CONNECTIONS),
            Map.entry("parley.limits.connections-per-application", "" + APPLICATIONS_CONNECTIONS),
            Map.entry("parley.limits.frames-per-second", "1"),
            Map.entry("parley.limits.frames-burst", "" + FRAMES_BURST),
            Map.entry("parley.limits.bytes-per-second", "1000"),
            Map.entry("parley.limits.bytes-burst", "60000"),
            Map.entry("parley.limits.signals-per-second", "1"),
            Map.entry("parley.limits.signals-burst", "" + BURST),
            Map.entry("parley.limits.sends-per-second", "1"),
            Map.entry("parley.limits.sends-burst", "" + BURST),
            Map.entry("parley.limits.chat-sends-per-second", "1"),
            Map.entry("parley.limits.chat-sends-burst", "" + CHATS_BURST),
            Map.entry("parley.limits.refused-frames", "" + REFUSED_FRAMES),
            Map.entry("parley.send.unacknowledged", "17"));

    private final Parley parley = Parley.shared();
    private final Person member = Person.number(1);
    private final Person another = Person.number(2);
    private final Person third = Person.number(3);
    private final List<RawSocket> sockets = new ArrayList<>();
    private ServiceProcess gateway;
    private Tenant tenant;

    @BeforeAll
    void start() {
        gateway = parley.anotherGateway(SMALL);
    }

    @AfterAll
    void stop() {
        gateway.kill();
    }

    @BeforeEach
    void aChat() {
        tenant = Tenant.in(parley);
        tenant.chat(CHAT, member, another, third);
    }

    @AfterEach
    void away() {
        sockets.forEach(RawSocket::close);
        sockets.clear();
        await().until(() -> Gauges.read(gateway.uri(), "parley_connections") == 0);
    }

    private RawSocket open(Person person) {
        RawSocket socket = RawSocket.open(gateway.uri(), tenant.id(), person.token());
        sockets.add(socket);
        return socket;
    }

    private RawSocket live(Person person) {
        return open(person).live();
    }

    private double limited(String limit) {
        return Gauges.read(gateway.uri(), "parley_limited_total", "limit=\"%s\"".formatted(limit));
    }

    private static ClientFrame.Send message(String chat) {
        return new ClientFrame.Send(chat, UUID.randomUUID().toString(), "text", null, null, null);
    }

    /** It says how long to wait, and for that long at least what is asked for again would be refused. */
    private static void asksToWait(JsonNode error, long atLeastMillis, long atMostMillis) {
        assertEquals("rate_limited", error.path("code").asText(), error::toString);
        long wait = error.path("retryAfterMillis").asLong();
        assertTrue(wait >= atLeastMillis && wait <= atMostMillis, error::toString);
    }

    @Test
    void aUserHasSoManyConnectionsAndOneMoreWhenOneIsGone() {
        // Given
        RawSocket first = live(member);
        RawSocket second = live(member);

        // When
        RawSocket tooMany = open(member);

        // Then
        assertEquals(TOO_MANY_CONNECTIONS, tooMany.closeCode());
        live(another);
        assertTrue(first.open() && second.open());
        first.close();
        await().until(() -> Gauges.read(gateway.uri(), "parley_connections") == 2);
        live(member);
    }

    @Test
    void anApplicationHasSoManyConnectionsAndOthersHaveTheirOwn() {
        // Given
        live(member);
        live(member);
        live(another);

        // When
        RawSocket tooMany = open(another);

        // Then
        assertEquals(TOO_MANY_CONNECTIONS, tooMany.closeCode());
        aChat();
        live(another);
    }

    @Test
    void whoSaysTooMuchIsToldWhenToSayMoreAndWhoGoesOnIsClosed() {
        // Given
        RawSocket socket = live(member);
        double before = limited("frames");

        // When
        say(socket, FRAMES_BURST + 2 * REFUSED_FRAMES, new ClientFrame.Ping("again"));

        // Then
        asksToWait(socket.until("error"), 1, 1_000);
        assertEquals(PROTOCOL_VIOLATION, socket.closeCode());
        assertTrue(limited("frames") - before >= REFUSED_FRAMES);
    }

    private static void say(RawSocket socket, int times, ClientFrame frame) {
        for (int i = 0; i < times; i++) {
            socket.say(frame);
        }
    }

    @Test
    void whoSaysTooLongThingsIsToldWhenToSayMore() {
        // Given: one that may be said, and leaves little.
        RawSocket socket = live(member);
        double before = limited("bytes");
        String padding = "x".repeat(55_000);
        socket.say("{\"type\":\"ping\",\"id\":\"long\",\"padding\":\"%s\"}".formatted(padding));
        assertEquals("long", socket.until("pong").path("id").asText());

        // When
        socket.say("{\"type\":\"ping\",\"id\":\"long\",\"padding\":\"%s\"}".formatted(padding));

        // Then
        asksToWait(socket.until("error"), 20_000, 55_000);
        assertEquals(1, limited("bytes") - before);
        socket.say(new ClientFrame.Ping("short"));
        assertEquals("short", socket.until("pong").path("id").asText());
    }

    @Test
    void aUserSendsSoManyMessagesOverAllConnectionsAndOthersSendTheirOwn() {
        // Given
        RawSocket phone = live(member);
        RawSocket desk = live(member);
        double before = limited("sends");
        for (int i = 0; i < BURST; i++) {
            phone.say(message(CHAT));
        }

        // When
        for (int i = 0; i < BURST; i++) {
            desk.say(message(CHAT));
        }

        // Then
        JsonNode error = desk.until("error");
        asksToWait(error, 1, 1_000 * BURST);
        assertEquals(CHAT, error.path("chat").asText());
        assertFalse(error.path("clientId").asText().isEmpty());
        assertTrue(limited("sends") > before);
        live(another).say(message("elsewhere")).until("ack");
    }

    @Test
    void aChatGetsSoManyMessagesWhoeverSendsThem() {
        // Given
        double before = limited("chat-sends");
        Map<Person, RawSocket> phones = Map.of(member, live(member), another, live(another), third, live(third));

        // When: each says less than a user may.
        phones.values().forEach(phone -> {
            for (int i = 0; i < BURST - 1; i++) {
                phone.say(message(CHAT));
            }
        });

        // Then
        await().until(() -> limited("chat-sends") > before);
        phones.values().forEach(phone -> phone.say(message("elsewhere-" + UUID.randomUUID())));
        await().until(() -> parley.database().chats(tenant.id()).size() == 1 + phones.size());
    }

    @Test
    void aConnectionSignalsSoMuch() {
        // Given
        RawSocket socket = live(member);
        double before = limited("signals");
        ClientFrame.Signal signal = new ClientFrame.Signal(CHAT, "cursor.moved", null, null);

        // When
        say(socket, 2 * BURST, signal);

        // Then
        JsonNode error = socket.until("error");
        asksToWait(error, 1, 1_000);
        assertEquals(CHAT, error.path("chat").asText());
        assertTrue(limited("signals") > before);
    }

    @Test
    void slowModeHoldsForAMemberAndNotForTheOwner() {
        // Given
        tenant.asApplication().chat(CHAT).slowMode(600);
        RawSocket owner = live(member);
        RawSocket slow = live(another);
        slow.say(message(CHAT)).until("ack");

        // When
        slow.say(message(CHAT));

        // Then
        JsonNode error = slow.until("error");
        asksToWait(error, 500_000, 600_000);
        assertEquals(CHAT, error.path("chat").asText());
        assertFalse(error.path("clientId").asText().isEmpty());
        for (int i = 0; i < 3; i++) {
            owner.say(message(CHAT)).until("ack");
        }
        assertEquals(4, parley.database().chat(tenant.id(), CHAT).lastSeq());
    }

    @Test
    void whatReadyPromisesIsWhatHolds() {
        RawSocket socket = open(member).say(new ClientFrame.Hello(null));

        JsonNode limits = socket.until("ready").path("limits");

        assertEquals(1, limits.path("framesPerSecond").asInt());
        assertEquals(17, limits.path("unacknowledged").asInt());
        socket.say("{\"type\":\"ping\",\"padding\":\"%s\"}"
                .formatted("x".repeat(limits.path("frameBytes").asInt())));
        assertEquals("payload_too_large", socket.until("error").path("code").asText());
        assertTrue(Gauges.read(gateway.uri(), "parley_frames_refused_total", "code=\"payload_too_large\"") > 0);
    }
}
