package io.parley.ledger.traffic;

import io.parley.client.ParleyClient;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.ledger.part.Installation;
import io.parley.stack.test.TestUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two applications, one of them open to everybody, with chats of the same names, and people of whom some are in both:
 * whatever is mixed up shows.
 *
 * @param stranger who is let in nowhere
 */
record World(List<Tenant> tenants, Person stranger, List<Person> people) implements AutoCloseable {
    private static final int PEOPLE = 12;
    private static final int PEOPLE_OF_A_TENANT = 8;
    private static final List<String> CHATS = List.of("kitchen", "garden", "attic", "cellar", "street");

    static World create(Installation installation) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(new Person(installation, TestUsers.user("ledger-" + i)));
        }
        Person alice = new Person(installation, TestUsers.owner("alice"));
        List<Tenant> tenants = List.of(
                tenant(
                        installation,
                        alice,
                        "closed",
                        Applications.Access.MEMBERS,
                        people.subList(0, PEOPLE_OF_A_TENANT)),
                tenant(
                        installation,
                        alice,
                        "open",
                        Applications.Access.OPEN,
                        people.subList(PEOPLE - PEOPLE_OF_A_TENANT, PEOPLE)));
        alice.close();
        return new World(tenants, new Person(installation, TestUsers.user("ledger-stranger")), people);
    }

    private static Tenant tenant(
            Installation installation, Person owner, String name, Applications.Access access, List<Person> people) {
        ParleyClient client = Person.clients(installation, owner::token).getFirst();
        Applications.Provisioned made = client.provision(new Applications.Create("Ledger, " + name, access));
        client.close();
        List<ParleyClient> own = Person.clients(installation, made::token);
        Tenant tenant = new Tenant(made.application().id(), name, own, people, CHATS);
        CHATS.forEach(chat -> tenant.itself(0).createChat(new Chats.Create(chat, null)));
        for (int i = 0; i < people.size(); i++) {
            // All but one are in each chat: so everybody is outside of one.
            int number = i;
            IntStream.range(0, CHATS.size())
                    .filter(chat -> (number + chat) % people.size() != 0)
                    .forEach(chat -> tenant.itself(0)
                            .chat(CHATS.get(chat))
                            .subscribe(new Chats.Subscribe(people.get(number).id(), null, null)));
        }
        return tenant;
    }

    @Override
    public void close() {
        people.forEach(Person::close);
        stranger.close();
        tenants.forEach(tenant -> tenant.own().forEach(ParleyClient::close));
    }
}
