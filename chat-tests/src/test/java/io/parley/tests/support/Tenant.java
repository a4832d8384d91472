package io.parley.tests.support;

import io.parley.client.ApplicationClient;
import io.parley.contract.Role;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import java.util.List;
import java.util.UUID;

/**
 * An application of alice's, new for a test.
 *
 * @param asApplication what it can do itself, by its token
 */
public record Tenant(Parley parley, UUID id, String token, ApplicationClient asApplication) {
    public static Tenant in(Parley parley, Applications.Access access) {
        Applications.Provisioned provisioned =
                Person.alice().at(parley, 0).provision(new Applications.Create("A test", access));
        UUID id = provisioned.application().id();
        ApplicationClient own = Clients.of(parley, 0, provisioned::token).application(id);
        return new Tenant(parley, id, provisioned.token(), own);
    }

    public static Tenant in(Parley parley) {
        return in(parley, Applications.Access.MEMBERS);
    }

    /** A user at one of the cores and gateways. */
    public ApplicationClient as(Person person, int number) {
        return person.in(parley, id, number);
    }

    public ApplicationClient as(Person person) {
        return as(person, 0);
    }

    /** A new chat with these people, the first as its owner. */
    public String chat(String id, List<Person> people) {
        asApplication.createChat(new Chats.Create(id, null));
        Role role = Role.OWNER;
        for (Person person : people) {
            asApplication.chat(id).subscribe(new Chats.Subscribe(person.id(), null, role));
            role = Role.MEMBER;
        }
        return id;
    }

    public String chat(String id, Person... people) {
        return chat(id, List.of(people));
    }
}
