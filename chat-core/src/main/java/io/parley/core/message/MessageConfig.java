package io.parley.core.message;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are written and read. */
@ConfigMapping(prefix = "parley.message")
public interface MessageConfig {
    /**
     * Transactions that write messages at the same time in one chat-core, each with its own share of the chats. One makes
     * the largest batches; more are of use where PostgreSQL has many cores and a slow disk.
     */
    @WithDefault("1")
    int writers();

    /** The most commands in one transaction. They are as many as wait. */
    @WithDefault("512")
    int batchSize();

    /**
     * How far apart transactions of a writer begin at least, while commands keep coming; the first after a pause begins at
     * once. Longer costs less CPU for each message, and as much latency.
     */
    @WithDefault("5ms")
    Duration pace();

    /** Commands that may wait for a writer. Beyond that REST answers {@code overloaded} and the broker keeps the rest. */
    @WithDefault("8192")
    int queueSize();

    /** How long a REST send waits for its outcome before it answers 202. */
    @WithDefault("5s")
    Duration sendWait();

    /** How often messages are looked for that have expired: as much later than stated they may be deleted. */
    @WithDefault("1s")
    Duration expiryEvery();

    /** The newest messages of a chat that are kept in Redis. 0 switches the cache off. */
    @WithDefault("200")
    int cached();

    /** How long the newest messages of a chat that nobody reads or writes stay in Redis. */
    @WithDefault("1h")
    Duration cacheTime();

    /** How long Redis is left alone after it failed to answer. */
    @WithDefault("2s")
    Duration cachePause();

    /** The beginning of all keys in Redis; installations that share a Redis differ in it. */
    @WithDefault("parley")
    String cachePrefix();
}
