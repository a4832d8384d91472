package io.parley.stack.service;

/**
 * What one installation of Parley has to itself on servers that it shares with others.
 *
 * @param database name of the PostgreSQL database
 * @param brokerPrefix first part of all its addresses
 * @param redisDatabase number of the Redis database
 * @param searchIndex name of the search index
 */
public record Installation(String database, String brokerPrefix, int redisDatabase, String searchIndex) {
    /** That of {@code ./chat up}, and the defaults of the services. */
    public static final Installation DEFAULT = new Installation("parley", "chat", 0, "parley-messages");
}
