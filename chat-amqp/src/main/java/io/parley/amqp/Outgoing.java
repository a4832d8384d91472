package io.parley.amqp;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A message to send.
 *
 * @param body one AMQP data section; not to be changed afterwards
 * @param groupId messages of one group go to one consumer, in order
 * @param durable whether it survives a restart of the broker
 * @param ttl how long it is worth delivering
 */
public record Outgoing(
        String address,
        byte[] body,
        String contentType,
        @Nullable String groupId,
        boolean durable,
        @Nullable Duration ttl) {

    /** A durable message without expiry. */
    public static Outgoing durable(String address, byte[] body, String contentType, @Nullable String groupId) {
        return new Outgoing(address, body, contentType, groupId, true, null);
    }

    /** A message that a restart of the broker may lose, because its sender keeps it until it knows what came of it. */
    public static Outgoing kept(String address, byte[] body, String contentType, String groupId) {
        return new Outgoing(address, body, contentType, groupId, false, null);
    }

    /** A message that a restart of the broker may lose and that expires. */
    public static Outgoing passing(String address, byte[] body, String contentType, Duration ttl) {
        return new Outgoing(address, body, contentType, null, false, ttl);
    }
}
