package io.parley.ledger.traffic;

import io.parley.client.ApplicationClient;
import io.parley.client.ParleyClient;
import java.util.List;
import java.util.UUID;

/**
 * An application, the people in it, and the chats that it has from the beginning.
 *
 * @param name as reports name it
 * @param own a client for each core, with the application's token
 */
public record Tenant(UUID id, String name, List<ParleyClient> own, List<Person> people, List<String> chats) {
    public Tenant {
        own = List.copyOf(own);
        people = List.copyOf(people);
        chats = List.copyOf(chats);
    }

    /** Acts in the name of the application, by one of the cores; any number names one. */
    public ApplicationClient itself(int core) {
        return own.get(Math.floorMod(core, own.size())).application(id);
    }
}
