package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.frame.ClientFrame;
import io.parley.tests.support.Database;
import io.parley.tests.support.Device;
import io.parley.tests.support.Held;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes back and names what it knows is given all that it missed, in order, and nothing else. */
class ResumeIT {
    private static final String CHAT = "kitchen";
    private static final String OTHER = "garden";
    /** More than {@code parley.watch.replay-limit}. */
    private static final int TOO_MANY = 510;

    private final Parley parley = Parley.shared();
    private final Person writer = Person.number(1);
    private final Person reader = Person.number(2);
    private Tenant tenant;
    private Device device;

    @BeforeEach
    void aDeviceThatHasEverythingAndLosesItsLine() {
        tenant = Tenant.in(parley);
        tenant.chat(CHAT, writer, reader);
        tenant.chat(OTHER, writer, reader);
        write(CHAT, 2);
        device = new Device(tenant, reader).resume(0);
        await().until(() -> device.given(CHAT).equals(device.synced(CHAT)));
        await().until(() -> device.given(OTHER).equals(device.synced(OTHER)));
        device.drop();
    }

    @AfterEach
    void nothingCameTwiceOrOutOfOrder() {
        device.close();
        assertEquals(List.of(), device.wrong());
    }

    private void write(String chat, int messages) {
        for (int i = 0; i < messages; i++) {
            tenant.as(writer).chat(chat).send("text " + i);
        }
    }

    /** A device is given everything before {@code ready}, so that nothing has to be waited for. */
    private void hasAll(String... chats) {
        for (String chat : chats) {
            assertEquals(device.synced(chat), device.given(chat), chat);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void onTheSameGatewayAndOnAnother(int gateway) {
        // Given
        write(CHAT, 3);
        write(OTHER, 1);

        // When
        device.resume(gateway);

        // Then
        hasAll(CHAT, OTHER);
        write(CHAT, 1);
        await().until(() -> device.given(CHAT).equals(device.synced(CHAT)));
    }

    @Test
    void twiceInARowWithTheSameClaimItIsGivenTheSameTwice() {
        // Given
        long knew = device.knows(CHAT);
        write(CHAT, 3);
        List<String> first = device.clear().resume(0).given(CHAT);

        // When
        List<String> second = device.drop().clear().claim(CHAT, knew).resume(1).given(CHAT);

        // Then
        assertEquals(3, first.size());
        assertEquals(first, second);
    }

    @Test
    void withNothingInBetweenItIsGivenNothing() {
        // When
        for (int round = 0; round < 3; round++) {
            device.clear().resume(round).drop();
        }

        // Then
        assertEquals(List.of(), device.given(CHAT));
        assertEquals(List.of(), device.given(OTHER));
    }

    /** The first: the batch waits for the chat's row. The second: it has taken its numbers, and waits to write the message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from chat where application_id = '%s' and id = '" + CHAT + "' for update",
                "lock table message in share mode -- %s"
            })
    void whileABatchIsUncommittedItIsGivenTheMessageOnceItIsCommitted(String lock) throws Exception {
        try (RawSocket sender =
                RawSocket.open(parley.gateway(0), tenant.id(), writer.token()).live()) {
            // Given
            long knew = device.knows(CHAT);
            try (Held held = new Held(parley.database(), lock.formatted(tenant.id()))) {
                sender.say(new ClientFrame.Send(CHAT, "held", "under way", null, null, null));
                held.isWaitedFor();

                // When
                device.resume(1);

                // Then
                assertEquals(knew, device.knows(CHAT));
            }
            assertEquals(3, sender.until("ack").path("seq").asLong());
            await().until(() -> device.knows(CHAT) == knew + 1);
            hasAll(CHAT);
        }
    }

    @Test
    void afterTooLongAGapThatChatIsResetAndTheOthersAreReplayed() {
        // Given
        for (int i = 0; i < TOO_MANY; i++) {
            tenant.asApplication().chat(CHAT).send("one of too many");
        }
        write(OTHER, 2);

        // When
        device.clear().resume(1);

        // Then
        assertEquals(Map.of(CHAT, chat(CHAT).lastRev()), device.resets());
        assertEquals(List.of(), device.given(CHAT));
        assertEquals(2, device.given(OTHER).size());
        write(CHAT, 1);
        await().until(() -> device.given(CHAT).equals(List.of(chat(CHAT).lastRev() + " message.created")));
    }

    @Test
    void aChatThatDoesNotExistIsPassedOverAndSoIsOneOfOthers() {
        // Given
        tenant.chat("secret", writer);
        write("secret", 1);
        write(CHAT, 1);
        List<String> seen = new ArrayList<>();

        // When
        try (RawSocket claimant =
                RawSocket.open(parley.gateway(1), tenant.id(), reader.token(), frame -> seen.add(frame.toString()))) {
            claimant.live(Map.of("nowhere", 7L, "secret", 1L, CHAT, device.knows(CHAT), OTHER, device.knows(OTHER)));
        }

        // Then
        assertTrue(
                seen.stream().noneMatch(frame -> frame.contains("nowhere") || frame.contains("secret")),
                () -> "" + seen);
        assertTrue(seen.getFirst().contains("message.created"), () -> "" + seen);
    }

    @Test
    void ofAChatThatItWasRemovedFromMeanwhileItIsGivenItsLeavingAndNothingElse() {
        // Given
        write(CHAT, 1);
        tenant.as(writer).chat(CHAT).unsubscribe(reader.id());
        long left = chat(CHAT).lastRev();
        write(CHAT, 2);
        write(OTHER, 1);

        // When
        device.clear().resume(1);

        // Then
        assertEquals(List.of(left + " member.left"), device.given(CHAT));
        assertEquals(1, device.given(OTHER).size());
        write(CHAT, 1);
        write(OTHER, 1);
        await().until(() -> device.given(OTHER).size() == 2);
        assertEquals(List.of(left + " member.left"), device.given(CHAT));
    }

    @Test
    void ofAChatThatItJoinedMeanwhileItIsGivenEverything() {
        // Given
        tenant.chat("new", writer);
        write("new", 2);
        tenant.as(writer).chat("new").subscribe(reader.username());
        write("new", 1);

        // When
        device.resume(1);

        // Then
        hasAll(CHAT, OTHER, "new");
        assertEquals(6, device.given("new").size());
    }

    private Database.Chat chat(String id) {
        return parley.database().chat(tenant.id(), id);
    }
}
