package io.parley.ledger.traffic;

import io.parley.client.ApplicationClient;
import io.parley.client.ParleyClient;
import io.parley.ledger.part.Installation;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A user, and how to reach each core in the user's name. */
public final class Person {
    /** Longer than a send waits for its fate at most, shorter than what a run waits for at its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final TestUser user;
    private final List<ParleyClient> cores;

    Person(Installation installation, TestUser user) {
        this.user = user;
        this.cores = clients(installation, this::token);
    }

    /** A client for each core. */
    static List<ParleyClient> clients(Installation installation, io.parley.client.TokenSupplier tokens) {
        return IntStream.range(0, installation.cores().size())
                .mapToObj(number -> ParleyClient.builder()
                        .core(installation.core(number))
                        .realtime(installation.gateway(number))
                        .search(installation.indexer().uri())
                        .tokens(tokens)
                        .timeout(PATIENCE)
                        .build())
                .toList();
    }

    public String id() {
        return user.id();
    }

    public String name() {
        return user.username();
    }

    /** Good for three minutes at least. */
    String token() {
        return TestUsers.token(user);
    }

    /** Acts in an application, by one of the cores; any number names one. */
    public ApplicationClient in(UUID application, int core) {
        return cores.get(Math.floorMod(core, cores.size())).application(application);
    }

    void close() {
        cores.forEach(ParleyClient::close);
    }
}
