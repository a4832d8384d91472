package io.parley.stack.test;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.FileLocks;
import io.parley.stack.server.Endpoint;
import io.parley.stack.service.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What one installation under test has to itself on the shared servers.
 *
 * @param database name of the PostgreSQL database, empty until a service migrates it
 * @param brokerPrefix first part of all its addresses on the broker
 * @param redisDatabase number of the Redis database
 * @param searchIndex name of the search index
 */
public record Tenancy(String database, String brokerPrefix, int redisDatabase, String searchIndex) {
    /** One that no other test of any process has. */
    public static Tenancy fresh() {
        int number = next(Checkout.find().tests().resolve("tenancies"));
        String name = "t" + number;
        return new Tenancy(name, name, 1 + number % (Endpoint.Redis.DATABASES - 1), name + "-messages");
    }

    Installation installation() {
        return new Installation(database, brokerPrefix, redisDatabase, searchIndex);
    }

    private static int next(Path counter) {
        try {
            return FileLocks.holding(counter.resolveSibling("tenancies.lock"), () -> {
                int last = Files.exists(counter)
                        ? Integer.parseInt(Files.readString(counter).trim())
                        : 0;
                Files.writeString(counter, Integer.toString(last + 1));
                return last + 1;
            });
        } catch (IOException e) {
            throw new StackException("No number for a test installation: " + e.getMessage(), e);
        }
    }
}
