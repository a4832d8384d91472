package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ChatSocket;
import io.parley.contract.frame.ServerFrame;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Resuming again and again while others write, and resuming very much at once. */
class ResumeInBulkIT {
    private static final int READERS = 10;
    private static final int DEVICES = 20;
    private static final int ROUNDS = 12;
    private static final int CHATS = 1_000;
    private static final int WRITERS = 4;

    private final Parley parley = Parley.shared();
    private final Tenant tenant = Tenant.in(parley);

    @Test
    void devicesThatDropAndResumeAgainAndAgainDuringTrafficAreGivenEverythingOnceAndInOrder() throws Exception {
        // Given
        List<String> chats = List.of("one", "two", "three");
        List<Person> people =
                IntStream.range(0, READERS).mapToObj(Person::number).toList();
        chats.forEach(chat -> tenant.chat(chat, people));
        List<Stream> writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> Stream.resuming(tenant, people.get(number), number))
                .toList();
        List<Device> devices = IntStream.range(0, DEVICES)
                .mapToObj(number -> new Device(tenant, people.get(number % READERS)))
                .toList();
        Traffic traffic = Traffic.begin(tenant, chats, writers);

        // When
        List<Callable<Device>> resuming = new ArrayList<>();
        for (int number = 0; number < DEVICES; number++) {
            Device device = devices.get(number);
            int gateway = number;
            resuming.add(() -> resumeAgainAndAgain(device, gateway));
        }
        Together.call(resuming);
        traffic.stop();

        // Then
        for (Device device : devices) {
            assertEquals(List.of(), device.wrong());
            for (String chat : chats) {
                List<String> all = device.synced(chat);
                await("%s to have all of %s".formatted(device.person(), chat))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> device.given(chat).size() >= all.size());
                assertEquals(all, device.given(chat), () -> device.person() + " in " + chat);
            }
        }
        traffic.verify(people);
        devices.forEach(Device::close);
        writers.forEach(Stream::close);
    }

    private static Device resumeAgainAndAgain(Device device, int gateway) {
        for (int round = 0; round < ROUNDS; round++) {
            device.resume(gateway + round);
            if (round % 3 > 0) {
                long knew = device.knows("one");
                await().pollInterval(Duration.ofMillis(5)).until(() -> device.knows("one") > knew);
            }
            device.drop();
        }
        return device.resume(gateway);
    }

    @Test
    void aThousandChatsAreResumedByOneHello() throws Exception {
        // Given
        Person reader = Person.number(0);
        // The application lets in who is subscribed to something.
        tenant.chat(
                "chat-0",
                IntStream.rangeClosed(0, WRITERS).mapToObj(Person::number).toList());
        List<ChatSocket> writers = IntStream.rangeClosed(1, WRITERS)
                .mapToObj(number ->
                        tenant.as(Person.number(number), number).socket().connect())
                .toList();
        oneMessageInEach(writers, reader.id());
        Device device = new Device(tenant, reader);

        // When
        long fromNothing = millis(() -> device.resume(0));
        device.drop();
        long nothingMissed = millis(() -> device.resume(1));
        device.drop();
        int before = given(device);
        oneMessageInEach(writers);
        long oneMissedInEach = millis(() -> device.resume(0));

        // Then
        System.out.printf(
                "Time to resume %d chats: %d ms from nothing, %d ms with nothing missed, %d ms with a message missed in each%n",
                CHATS, fromNothing, nothingMissed, oneMissedInEach);
        assertEquals(before + CHATS, given(device));
        assertEquals(List.of(), device.wrong());
        assertTrue(oneMissedInEach < 30_000, () -> oneMissedInEach + " ms");
        device.close();
        writers.forEach(ChatSocket::close);
    }

    private static long millis(Runnable task) {
        long begun = System.nanoTime();
        task.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private static int given(Device device) {
        return IntStream.range(0, CHATS)
                .map(number -> device.given("chat-" + number).size())
                .sum();
    }

    /** Each chat has its own writer; what is sent to a chat that does not exist makes it, with its recipients. */
    private static void oneMessageInEach(List<ChatSocket> writers, String... recipients) {
        List<CompletableFuture<ServerFrame.Ack>> acks = IntStream.range(0, CHATS)
                .mapToObj(number -> writers.get(number % WRITERS).send("chat-" + number, "text", recipients))
                .toList();
        acks.forEach(CompletableFuture::join);
    }
}
