package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.CloseCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.rest.People;
import io.parley.stack.test.TestSession;
import io.parley.stack.test.TestUsers;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A socket lives as long as its user may be there, on whichever gateway it is, and no longer. */
class AccessEndsIT {
    private static final String CHAT = "room";

    private final Parley parley = Parley.shared();
    private final Person goes = Person.named("goes");
    private final Person stays = Person.named("stays");
    private final Tenant tenant = Tenant.in(parley);
    private final List<RawSocket> sockets = new ArrayList<>();

    @BeforeEach
    void bothAreInAChat() {
        tenant.chat(CHAT, stays, goes);
    }

    @AfterEach
    void away() {
        sockets.forEach(RawSocket::close);
    }

    @Test
    void aLogoutEndsTheSocketsOfThatSessionOnAllGatewaysAndNoOthers() {
        // Given
        TestSession.tell(parley.core(0));
        TestSession phone = TestSession.of(goes.user());
        TestSession laptop = TestSession.of(goes.user());
        List<RawSocket> ofPhone = List.of(socket(0, phone.accessToken()), socket(1, phone.accessToken()));
        RawSocket ofLaptop = socket(0, laptop.accessToken());
        RawSocket ofOther = socket(1, stays.token());

        // When
        long began = System.nanoTime();
        phone.logout();

        // Then
        closed("logout", began, ofPhone, CloseCode.LOGGED_OUT);
        hear("after the logout", ofLaptop, ofOther);
        RawSocket again = RawSocket.open(parley.gateway(0), tenant.id(), phone.accessToken());
        again.say(new ClientFrame.Hello(Map.of()));
        assertEquals(
                CloseCode.TOKEN_EXPIRED.code(), again.closeCode(), "a hello with a token of the session that ended");
        await("the other chat-core to know")
                .untilAsserted(() -> assertEquals(
                        401,
                        Wire.send("GET", parley.core(1).resolve("/v1/me"), phone.accessToken(), null)
                                .status()));
    }

    @Test
    void aBanEndsTheSocketsInThatApplicationOnlyUntilItIsLifted() {
        // Given
        Tenant other = Tenant.in(parley);
        other.chat(CHAT, goes);
        List<RawSocket> banned = List.of(socket(0, goes.token()), socket(1, goes.token()));
        RawSocket elsewhere = open(other, 1, goes.token());
        RawSocket ofOther = socket(0, stays.token());

        // When
        long began = System.nanoTime();
        tenant.asApplication().ban(goes.id(), new People.BanRequest("Shouting", null));

        // Then
        closed("ban", began, banned, CloseCode.BANNED);
        RawSocket again = RawSocket.open(parley.gateway(1), tenant.id(), goes.token());
        again.say(new ClientFrame.Hello(Map.of()));
        assertEquals(CloseCode.BANNED.code(), again.closeCode());
        hear("without whoever shouted", ofOther);
        assertTrue(elsewhere.open());

        // When
        tenant.asApplication().liftBan(goes.id());

        // Then
        hear("back again", socket(1, goes.token()));
    }

    @Test
    void whoIsRemovedFromTheApplicationIsDisconnectedAndTheOthersSeeThemLeave() {
        // Given
        List<RawSocket> removed = List.of(socket(0, goes.token()), socket(1, goes.token()));
        RawSocket ofOther = socket(1, stays.token());

        // When
        long began = System.nanoTime();
        tenant.asApplication().removeMember(goes.id());

        // Then
        closed("removal", began, removed, CloseCode.APPLICATION_NOT_FOUND);
        assertEquals(goes.id(), ofOther.until("member.left").path("user").asText());
        RawSocket again = RawSocket.open(parley.gateway(0), tenant.id(), goes.token());
        again.say(new ClientFrame.Hello(Map.of()));
        assertEquals(CloseCode.APPLICATION_NOT_FOUND.code(), again.closeCode());
    }

    @Test
    void aSocketThatIsGivenANewTokenOutlivesTheFirst() {
        // Given
        String brief = TestUsers.token(goes.user(), TestUsers.SHORT_LIVED_CLIENT);
        RawSocket refreshed = socket(0, brief);
        RawSocket not = socket(1, brief);

        // When
        refreshed.say(new ClientFrame.Token(goes.token()));
        refreshed.until("token");

        // Then
        assertEquals(CloseCode.TOKEN_EXPIRED.code(), not.closeCode());
        hear("with another token", refreshed);
    }

    private RawSocket socket(int gateway, String token) {
        return open(tenant, gateway, token);
    }

    private RawSocket open(Tenant tenant, int gateway, String token) {
        RawSocket socket =
                RawSocket.open(parley.gateway(gateway), tenant.id(), token).live();
        sockets.add(socket);
        return socket;
    }

    private static void closed(String why, long began, List<RawSocket> sockets, CloseCode code) {
        sockets.forEach(socket -> assertEquals(code.code(), socket.closeCode(), why));
        System.out.printf(
                "From %s to %d sockets on two gateways being closed: %d ms%n",
                why, sockets.size(), Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private void hear(String text, RawSocket... sockets) {
        tenant.as(stays).chat(CHAT).send(text);
        for (RawSocket socket : sockets) {
            assertEquals(
                    text,
                    socket.until("message.created").path("message").path("text").asText());
        }
    }
}
