package io.parley.bench.target;

import io.parley.bench.wire.Account;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.Ports;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.KeycloakServer;
import io.parley.stack.server.Place;
import io.parley.stack.server.ServerKind;
import java.util.List;

/** The Keycloak whose users all targets know. It keeps them from run to run. */
public final class Realm implements AutoCloseable {
    private final KeycloakServer keycloak;
    private List<Population.Person> people = List.of();

    private Realm(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    /** Starts it, and mints a token for each of so many users. */
    public static Realm start(Checkout checkout, int users) {
        Place place = Place.below(checkout, checkout.home().resolve("bench"), ServerKind.KEYCLOAK, true);
        var keycloak = new KeycloakServer(place, Ports.free(), Ports.free(), List.of("parley-demo.json"));
        Realm realm = new Realm(keycloak);
        try {
            keycloak.start();
            realm.people = new Population(keycloak.endpoint()).people(users);
            return realm;
        } catch (RuntimeException e) {
            realm.close();
            throw e;
        }
    }

    public Endpoint.Keycloak endpoint() {
        return keycloak.endpoint();
    }

    List<Population.Person> people() {
        return people;
    }

    /** The same, in no chat yet. */
    public List<Account> accounts() {
        return people.stream()
                .map(person -> new Account(person.id(), person.token(), "", List.of()))
                .toList();
    }

    String ownerToken() {
        return new Population(endpoint()).ownerToken();
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
