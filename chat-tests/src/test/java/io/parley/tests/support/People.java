package io.parley.tests.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many people, who have all logged in. */
public final class People {
    /** Keycloak's hashing of passwords takes a processor for itself. */
    private static final int AT_ONCE = 4;

    private People() {}

    public static List<Person> many(int count) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Person>> coming = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(() -> withToken(number)))
                    .toList();
            List<Person> people = new ArrayList<>();
            for (Future<Person> person : coming) {
                people.add(person.get());
            }
            return people;
        }
    }

    private static Person withToken(int number) {
        Person person = Person.number(number);
        person.token();
        return person;
    }
}
