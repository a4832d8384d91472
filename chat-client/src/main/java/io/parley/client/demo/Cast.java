package io.parley.client.demo;

import io.parley.client.ParleyClient;
import io.parley.client.TokenSupplier;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Who takes part: alice, bob and carol with their logins, the application with its token, and all their devices. */
final class Cast implements AutoCloseable {
    /** A demo user, logged in. */
    record Person(String name, String id, ParleyClient client) {}

    private final URI core;
    private final URI realtime;
    private final URI search;
    private final URI realm;
    private final HttpClient keycloak = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    Cast(URI core, URI realtime, URI search, URI realm) {
        this.core = core;
        this.realtime = realtime;
        this.search = search;
        this.realm = realm;
    }

    /** Logs a user in, and asks Parley who that is. */
    Person login(String username) {
        ParleyClient client = client(new Login(keycloak, realm, username));
        Person person = new Person(username, client.me().id(), client);
        names.put(person.id(), username);
        return person;
    }

    /** A caller with this token. */
    ParleyClient client(TokenSupplier tokens) {
        ParleyClient client = ParleyClient.builder()
                .core(core)
                .realtime(realtime)
                .search(search)
                .tokens(tokens)
                .build();
        open.add(client);
        return client;
    }

    /** A device of a user, with its live socket. */
    Device device(String name, Person person, UUID application) {
        Device device = new Device(name, person.client().application(application));
        open.add(device);
        return device;
    }

    /** A name for people instead of an id. */
    String name(String id) {
        return id.startsWith("application:") ? "the application" : names.getOrDefault(id, id);
    }

    @Override
    public void close() {
        for (AutoCloseable each : open.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        keycloak.shutdownNow();
    }
}
