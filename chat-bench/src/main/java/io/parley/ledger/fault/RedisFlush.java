package io.parley.ledger.fault;

import io.parley.ledger.part.RedisConnection;
import io.parley.stack.server.Endpoint;
import java.io.IOException;
import java.util.random.RandomGenerator;

/** Redis forgets everything while it is used. */
record RedisFlush(Endpoint.Redis redis) implements Fault.Steps {
    @Override
    public String run(RandomGenerator random, Pace pace) throws InterruptedException {
        int times = 1 + random.nextInt(4);
        int done = 0;
        for (int i = 0; i < times; i++) {
            try (RedisConnection connection = RedisConnection.open(redis)) {
                connection.call("FLUSHALL");
                done++;
            } catch (IOException e) {
                // Another fault has it: then it has forgotten everything too.
            }
            Thread.sleep(random.nextInt(400));
        }
        return "FLUSHALL, %d times".formatted(done);
    }
}
