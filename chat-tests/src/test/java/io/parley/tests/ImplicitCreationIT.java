package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.client.ParleyException;
import io.parley.client.Sent;
import io.parley.contract.Role;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Member;
import io.parley.contract.rest.Applications;
import io.parley.tests.support.Database;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Stream;
import io.parley.tests.support.Tenant;
import io.parley.tests.support.Together;
import io.parley.tests.support.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A message to a chat that does not exist makes it. */
class ImplicitCreationIT {
    private final Parley parley = Parley.shared();

    @Test
    void twentyUsersWhoBeginTheSameChatAtOnceGetOneChatWithAllTheirMessages() throws Exception {
        // Given
        Tenant tenant = Tenant.in(parley, Applications.Access.OPEN);
        List<Person> people = IntStream.range(0, 20).mapToObj(Person::number).toList();
        // The first message of each is admitted to an open application: the socket of a member is theirs from then on.
        people.forEach(
                person -> tenant.as(person).chat("own-" + person.username()).send("Here I am."));
        List<Stream> devices = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            devices.add(Stream.resuming(tenant, people.get(i), i));
        }

        // When
        List<Callable<Long>> beginnings = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            int number = i;
            beginnings.add(() -> begin(tenant, people, number, devices.get(number)));
        }
        List<Long> numbers = Together.call(beginnings);

        // Then
        assertEquals(
                LongStream.rangeClosed(1, 20).boxed().toList(),
                numbers.stream().sorted().toList());
        assertEquals(
                1,
                parley.database().chats(tenant.id()).stream()
                        .filter(chat -> chat.id().equals("together"))
                        .count());
        Database.Chat chat = parley.database().chat(tenant.id(), "together");
        assertEquals(20, parley.database().subscriptions(chat).size());
        List<Member> members =
                tenant.as(people.getFirst()).chat("together").members(null).items();
        assertEquals(
                1,
                members.stream().filter(member -> member.role() == Role.OWNER).count(),
                "owners of " + members);
        Whole.verify(tenant, people, devices);
        devices.forEach(Stream::close);
    }

    private static long begin(Tenant tenant, List<Person> people, int number, Stream device) throws Exception {
        String[] others = people.stream()
                .filter(person -> person != people.get(number))
                .map(Person::id)
                .toArray(String[]::new);
        if (number % 2 == 0) {
            return device.socket()
                    .send("together", "I was first!", others)
                    .get(60, TimeUnit.SECONDS)
                    .seq();
        }
        Sent sent = tenant.as(people.get(number), number).chat("together").send("I was first!", others);
        return ((Sent.Stored) sent).message().seq();
    }

    @Test
    void theSenderBecomesOwnerTheListedMembersAndAnybodyElseFindsNothing() {
        // Given
        Tenant tenant = Tenant.in(parley, Applications.Access.OPEN);
        Person sender = Person.number(1);
        Person listed = Person.number(2);
        Person other = Person.number(3);
        tenant.as(other).chat("elsewhere").send("A member, but not of that chat.");

        // When
        tenant.as(sender).chat("made").send("hello", listed.id());

        // Then
        Set<String> members = new HashSet<>();
        tenant.as(listed)
                .chat("made")
                .members(null)
                .items()
                .forEach(member -> members.add(member.user() + ' ' + member.role()));
        assertEquals(Set.of(sender.id() + " OWNER", listed.id() + " MEMBER"), members);
        ParleyException refused = assertThrows(
                ParleyException.class, () -> tenant.as(other).chat("made").send("let me in"));
        assertEquals(ErrorCode.CHAT_NOT_FOUND, refused.code());
        Whole.verify(tenant, List.of(sender, listed), List.of());
    }
}
