package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.Search;
import io.parley.contract.event.Event;
import io.parley.stack.server.Endpoint;
import io.parley.stack.service.ServiceProcess;
import io.parley.stack.test.TestStack;
import io.parley.tests.support.Database;
import io.parley.tests.support.OwnBroker;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Redis;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Traffic;
import io.parley.tests.support.Whole;
import io.parley.tests.support.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whatever breaks while people write: what was acknowledged is stored once, and comes to everybody once, in order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisasterIT {
    private static final int PEOPLE = 6;
    private static final int ENOUGH = 60;
    private static final List<String> CHATS = List.of("one", "two", "three");

    private final List<Person> people =
            IntStream.range(0, PEOPLE).mapToObj(Person::number).toList();
    private OwnBroker broker;
    private Parley parley;
    private Tenant tenant;
    private final List<Stream> devices = new ArrayList<>();

    @BeforeAll
    void anInstallationOfItsOwn() {
        broker = new OwnBroker();
        parley = Parley.own(broker.settings(), 2, 2, 1);
    }

    @AfterAll
    void away() {
        if (parley != null) {
            parley.close();
        }
        broker.close();
    }

    @BeforeEach
    void peopleWithDevices() {
        tenant = Tenant.in(parley);
        CHATS.forEach(chat -> tenant.chat(chat, people));
        for (int i = 0; i < PEOPLE; i++) {
            devices.add(Stream.resuming(tenant, people.get(i), i));
        }
    }

    @AfterEach
    void devicesAway() {
        devices.forEach(Stream::close);
        devices.clear();
    }

    @Test
    void coresThatAreKilledInTheMiddleOfTheirBatchesLoseNothingAndStoreNothingTwice() throws Exception {
        // Given
        Traffic traffic = Traffic.begin(tenant, CHATS, devices);

        // When
        for (int round = 0; round < 4; round++) {
            traffic.more(ENOUGH);
            ServiceProcess core = parley.coreProcess(round);
            core.kill();
            traffic.more(round == 3 ? 0 : ENOUGH);
            core.restart();
        }
        traffic.more(ENOUGH);
        for (int number = 0; number < 2; number++) {
            parley.coreProcess(number).kill();
        }
        for (int number = 0; number < 2; number++) {
            parley.coreProcess(number).restart();
        }
        traffic.more(ENOUGH);

        // Then
        traffic.stop().verify(people);
    }

    @Test
    void whatWasCommittedButNotPublishedWhenItsCoreDiedIsPublishedByTheNextOne() {
        // Given
        String chat = CHATS.getFirst();
        Person late = Person.number(PEOPLE);
        broker.kill();

        // When
        tenant.as(people.getFirst()).chat(chat).rename("Committed");
        tenant.asApplication().chat(chat).subscribe(late.username());
        tenant.as(people.get(2)).chat(chat).send("committed too");
        Database.Chat unpublished = parley.database().chat(tenant.id(), chat);
        parley.coreProcess(0).kill();
        parley.coreProcess(1).kill();
        broker.start();
        parley.coreProcess(1).restart();
        parley.coreProcess(0).restart();

        // Then
        assertTrue(unpublished.publishedRev() < unpublished.lastRev(), "nothing was left unpublished: " + unpublished);
        for (Stream device : devices) {
            device.reached(chat, unpublished.lastRev());
            List<Event> last = device.events(chat).reversed().subList(0, 3);
            assertEquals("Committed", ((Event.ChatChanged) last.get(2)).title());
            assertEquals(late.id(), ((Event.MemberJoined) last.get(1)).member().user());
            assertEquals(
                    "committed too",
                    ((Event.MessageCreated) last.get(0)).message().text());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Database.Chat now = parley.database().chat(tenant.id(), chat);
            return now.publishedRev() == now.lastRev();
        });
    }

    @Test
    void aBrokerThatIsKilledDuringTrafficLosesNothing() throws Exception {
        // Given
        Traffic traffic = Traffic.begin(tenant, CHATS, devices);

        // When
        for (int round = 0; round < 2; round++) {
            traffic.more(ENOUGH);
            broker.kill();
            broker.start();
        }
        traffic.more(ENOUGH);

        // Then
        traffic.stop().verify(people);
    }

    @Test
    void aBrokerAndACoreThatDieTogetherLoseNothing() throws Exception {
        // Given
        Traffic traffic = Traffic.begin(tenant, CHATS, devices);
        traffic.more(ENOUGH);

        // When: what the core commits in these moments cannot be published.
        broker.kill();
        parley.coreProcess(0).kill();
        broker.start();
        parley.coreProcess(0).restart();
        traffic.more(ENOUGH);

        // Then
        traffic.stop().verify(people);
    }

    @Test
    void aRedisThatForgetsEverythingDuringTrafficChangesNoAnswer() throws Exception {
        // Given
        Endpoint.Redis redis = TestStack.shared().redis();
        Traffic traffic = Traffic.begin(tenant, CHATS, devices);

        // When
        for (int round = 0; round < 5; round++) {
            traffic.more(ENOUGH / 2);
            Redis.flush(redis, parley.tenancy().redisDatabase());
        }

        // Then
        traffic.stop().verify(people);
    }

    @Test
    void aSearchThatIsWipedDuringTrafficDisturbsNothingAndFindsWhatIsWrittenAfterwards() throws Exception {
        // Given
        Traffic traffic = Traffic.begin(tenant, CHATS, devices);
        traffic.more(ENOUGH);

        // When
        String index = parley.tenancy().searchIndex();
        Endpoint.Search search = TestStack.shared().search();
        for (String name : List.of(index, index + "-members")) {
            Wire.send("DELETE", search.uri().resolve("/" + name + "*"), null, null);
        }
        traffic.more(ENOUGH);

        // Then
        traffic.stop().verify(people);
        tenant.chat("afterwards", people);
        devices.getFirst().socket().send("afterwards", "a heliotrope").get(60, TimeUnit.SECONDS);
        await("the index to find it")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> tenant.as(people.get(1))
                                .search(Search.text("heliotrope"))
                                .total()
                        == 1);
        Whole.verify(tenant, people, devices);
    }
}
