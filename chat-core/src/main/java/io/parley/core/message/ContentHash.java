package io.parley.core.message;

import io.parley.contract.Json;
import io.parley.contract.broker.Command;
import io.parley.contract.event.Forwarded;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a repeated send from another content under the same {@code clientId}. */
final class ContentHash {
    private record Content(
            @Nullable String text,
            @Nullable List<String> recipients,
            @Nullable Object metadata,
            @Nullable Long replyTo,
            @Nullable Object mentions,
            @Nullable Long expiresInSeconds,
            @Nullable Object forwardedFrom) {}

    private ContentHash() {}

    /** SHA-256 of what the sender sent; the order of recipients does not matter, that of metadata's members does. */
    static byte[] of(Command.SendMessage command) {
        List<String> recipients = command.recipients() == null
                ? null
                : command.recipients().stream().sorted().toList();
        Forwarded forwarded = command.forwarded();
        // What is forwarded may have been edited there between two sends: what the sender sent is where it is.
        return sha256(Json.bytes(new Content(
                forwarded == null ? command.text() : null,
                recipients,
                forwarded == null ? command.metadata() : null,
                command.replyTo(),
                command.mentions(),
                command.expiresInSeconds(),
                forwarded == null ? null : List.of(forwarded.chat(), forwarded.seq()))));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
