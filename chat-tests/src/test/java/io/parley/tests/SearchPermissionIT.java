package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.client.ChatClient;
import io.parley.client.ParleyException;
import io.parley.client.Search;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.People;
import io.parley.tests.support.OwnBroker;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Tenant;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a user may not see any more is not found in the very next search, though no event of it reaches the indexers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPermissionIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Person alice = Person.number(0);
    private final Person bob = Person.number(1);
    private OwnBroker broker;
    private Parley parley;
    private Tenant tenant;
    private ChatClient kitchen;

    @BeforeAll
    void anInstallationOfItsOwn() {
        broker = new OwnBroker();
        parley = Parley.own(broker.settings(), 1, 1, 1);
    }

    @AfterAll
    void away() {
        if (parley != null) {
            parley.close();
        }
        broker.close();
    }

    @BeforeEach
    void twoFindTwoMessagesAndTheBrokerIsAway() {
        tenant = Tenant.in(parley);
        kitchen = tenant.as(alice).chat(tenant.chat("kitchen", alice, bob));
        kitchen.send("soup today");
        tenant.as(bob).chat("kitchen").send("soup tomorrow");
        for (Person person : new Person[] {alice, bob}) {
            await().atMost(SOON).ignoreExceptions().until(() -> found(person) == 2);
        }
        broker.kill();
    }

    @AfterEach
    void theBrokerIsBack() {
        broker.start();
    }

    @Test
    void whoIsRemovedFindsNothingMore() {
        // When
        tenant.asApplication().chat("kitchen").unsubscribe(bob.id());
        // Then
        assertEquals(0, found(bob));
        ParleyException refusal = assertThrows(ParleyException.class, () -> tenant.as(bob)
                .search(Search.text("soup").inChat("kitchen")));
        assertEquals(ErrorCode.CHAT_NOT_FOUND, refusal.code());
        assertEquals(2, found(alice));
    }

    @Test
    void whoIsBannedIsRefused() {
        // When
        tenant.asApplication().ban(bob.id(), new People.BanRequest("enough", null));
        // Then
        ParleyException refusal = assertThrows(ParleyException.class, () -> found(bob));
        assertEquals(ErrorCode.BANNED, refusal.code());
    }

    @Test
    void whatOneHasDeletedForOneselfAndWhomOneHasBlockedIsNotFound() {
        // When
        tenant.as(bob).chat("kitchen").message(2).hide();
        // Then
        assertEquals(1, found(bob));
        assertEquals(2, found(alice));
        // When
        tenant.as(bob).block(alice.id());
        // Then
        assertEquals(0, found(bob));
        // When
        tenant.as(bob).unblock(alice.id());
        // Then
        assertEquals(1, found(bob));
    }

    private long found(Person person) {
        return tenant.as(person).search(Search.text("soup")).total();
    }
}
