package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.client.ApplicationClient;
import io.parley.client.ParleyException;
import io.parley.client.Sent;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.rest.Messages;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.RawSocket;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Together;
import io.parley.tests.support.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** A message that is sent many times is one message. */
class OneClientIdIT {
    private static final String CHAT = "once";
    private static final String CLIENT_ID = "the-one";

    /** What a sender is told. */
    private record Told(long seq, long rev, boolean duplicate) {}

    private final Parley parley = Parley.shared();
    private final Person sender = Person.number(1);
    private final Person reader = Person.number(2);
    private final Tenant tenant = Tenant.in(parley);

    @Test
    void aHundredConcurrentSendsOverRestAndSocketsAreOneMessage() throws Exception {
        // Given
        tenant.chat(CHAT, sender, reader);
        List<Callable<Told>> sends = new ArrayList<>();
        List<RawSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ApplicationClient client = tenant.as(sender, i);
            sends.add(() -> byRest(client, "the text"));
        }
        // As many as a user may have on two gateways.
        for (int i = 0; i < 40; i++) {
            RawSocket socket = RawSocket.open(parley.gateway(i), tenant.id(), sender.token())
                    .live();
            sockets.add(socket);
            sends.add(() -> bySocket(socket, "the text"));
        }

        try (Stream stream = Stream.bare(tenant, reader, 1)) {
            // When
            Set<Told> told = new HashSet<>(Together.call(sends));

            // Then
            Message message = stream.has(CHAT, 1).messages(CHAT).getFirst();
            assertEquals(
                    Set.of(new Told(1, message.rev(), false), new Told(1, message.rev(), true)), told, "the answers");
            assertEquals(1, tenant.as(reader).chat(CHAT).get().lastSeq());
            Whole.verify(tenant, List.of(sender, reader), List.of(stream));
        }
        sockets.forEach(RawSocket::close);
    }

    @Test
    void anotherContentUnderAUsedClientIdIsAConflictOnRestAndSocket() {
        // Given
        tenant.chat(CHAT, sender, reader);
        byRest(tenant.as(sender), "the text");

        try (RawSocket socket =
                RawSocket.open(parley.gateway(1), tenant.id(), sender.token()).live()) {
            // When
            ParleyException byRest = assertThrows(ParleyException.class, () -> byRest(tenant.as(sender), "another"));
            socket.say(send("another"));
            JsonNode bySocket = socket.until("error");
            Told byAnother = byRest(tenant.as(reader), "another");

            // Then
            assertEquals(ErrorCode.CLIENT_ID_CONFLICT, byRest.code());
            assertEquals(409, byRest.status());
            assertEquals("client_id_conflict", bySocket.path("code").asText());
            assertEquals(CLIENT_ID, bySocket.path("clientId").asText());
            assertEquals(2, byAnother.seq(), "a clientId is the sender's own");
            Whole.verify(tenant, List.of(sender, reader), List.of());
        }
    }

    private Told bySocket(RawSocket socket, String text) {
        socket.say(send(text));
        JsonNode ack = socket.until("ack");
        return new Told(
                ack.path("seq").asLong(),
                ack.path("rev").asLong(),
                ack.path("duplicate").asBoolean());
    }

    private Told byRest(ApplicationClient client, String text) {
        Sent sent = client.chat(CHAT).send(new Messages.Send(CLIENT_ID, text, null, null));
        Sent.Stored stored = (Sent.Stored) sent;
        return new Told(stored.message().seq(), stored.message().rev(), stored.duplicate());
    }

    private static ClientFrame.Send send(String text) {
        return new ClientFrame.Send(CHAT, CLIENT_ID, text, null, null, null);
    }
}
