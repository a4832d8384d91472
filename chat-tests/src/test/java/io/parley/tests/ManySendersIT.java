package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.client.Sent;
import io.parley.contract.rest.Messages;
import io.parley.tests.support.Database;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Together;
import io.parley.tests.support.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManySendersIT {
    private static final int PEOPLE = 20;
    private static final int CHATS = 5;
    private static final int ROUNDS = 6;

    private final Parley parley = Parley.shared();

    @Test
    void twentySendersInFiveChatsGetNumbersWithoutHolesAndEverybodySeesEachMessageOnceInOrder() throws Exception {
        // Given
        Tenant tenant = Tenant.in(parley);
        List<Person> people =
                IntStream.range(0, PEOPLE).mapToObj(Person::number).toList();
        List<Stream> devices = new ArrayList<>();
        List<Stream> senders = new ArrayList<>();
        for (int chat = 0; chat < CHATS; chat++) {
            tenant.chat("chat-" + chat, people);
        }
        for (int i = 0; i < PEOPLE; i++) {
            devices.add(Stream.bare(tenant, people.get(i), i));
            senders.add(Stream.resuming(tenant, people.get(i), i + 1));
        }

        // When
        List<Callable<Void>> sending = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            int number = i;
            sending.add(() -> send(tenant, people, number, senders.get(number)));
        }
        Together.call(sending);

        // Then
        for (Database.Chat chat : parley.database().chats(tenant.id())) {
            assertEquals(PEOPLE * ROUNDS, chat.lastSeq(), chat.id());
        }
        List<Stream> all = new ArrayList<>(devices);
        all.addAll(senders);
        Whole.verify(tenant, people.subList(0, 4), all);
        all.forEach(device -> assertEquals(List.of(), device.resets(), "resets while nothing was away"));
        all.forEach(Stream::close);
    }

    /** In each round a message to each chat: by socket or by REST, to all or to the next two. */
    private static Void send(Tenant tenant, List<Person> people, int number, Stream device) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (int chat = 0; chat < CHATS; chat++) {
                String id = "chat-" + (number + chat) % CHATS;
                String text = "round %d of %s".formatted(round, people.get(number));
                String[] recipients = (round + chat) % 3 == 0
                        ? new String[] {
                            people.get((number + 1) % PEOPLE).id(),
                            people.get((number + 2) % PEOPLE).id()
                        }
                        : new String[0];
                if ((number + round) % 2 == 0) {
                    device.socket().send(id, text, recipients).get(60, TimeUnit.SECONDS);
                } else {
                    Sent sent = tenant.as(people.get(number), number).chat(id).send(text, recipients);
                    settle(tenant, people.get(number), id, sent);
                }
            }
        }
        return null;
    }

    private static void settle(Tenant tenant, Person person, String chat, Sent sent) {
        if (sent instanceof Sent.Undecided(Messages.Accepted accepted)) {
            org.awaitility.Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> tenant.as(person).chat(chat).byClientId(accepted.clientId()) != null);
        }
    }
}
