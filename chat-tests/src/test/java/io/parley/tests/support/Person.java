package io.parley.tests.support;

import io.parley.client.ApplicationClient;
import io.parley.client.ParleyClient;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A user with a login, who keeps a token until shortly before it expires. */
public final class Person {
    private static final Map<String, Person> KNOWN = new ConcurrentHashMap<>();
    /** Tokens are good for five minutes. */
    private static final long TOKEN_NANOS = 240_000_000_000L;

    private record Place(Parley parley, int number) {}

    private final TestUser user;
    private final Map<Place, ParleyClient> clients = new ConcurrentHashMap<>();
    private String token;
    private long tokenUntil;

    private Person(TestUser user) {
        this.user = user;
    }

    /** A user who may not provision applications. */
    public static Person named(String name) {
        return KNOWN.computeIfAbsent(name, missing -> new Person(TestUsers.user(missing)));
    }

    /** One of many users. */
    public static Person number(int number) {
        return named("person-" + number);
    }

    /** The demo user who may provision applications. */
    public static Person alice() {
        return named("alice");
    }

    public String id() {
        return user.id();
    }

    public String username() {
        return user.username();
    }

    public TestUser user() {
        return user;
    }

    public synchronized String token() {
        if (token == null || System.nanoTime() - tokenUntil > 0) {
            token = TestUsers.token(user);
            tokenUntil = System.nanoTime() + TOKEN_NANOS;
        }
        return token;
    }

    /** This user at one of the cores and gateways; any number names one. */
    public ParleyClient at(Parley parley, int number) {
        return clients.computeIfAbsent(
                new Place(parley, number % Parley.SERVICES), place -> Clients.of(parley, place.number(), this::token));
    }

    /** The same, in one application. */
    public ApplicationClient in(Parley parley, UUID application, int number) {
        return at(parley, number).application(application);
    }

    @Override
    public String toString() {
        return user.username();
    }
}
