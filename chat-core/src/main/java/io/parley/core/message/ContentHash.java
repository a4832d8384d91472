package io.parley.core.message;

import io.parley.contract.Json;
import io.parley.contract.broker.Command;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a repeated send from another content under the same {@code clientId}. */
final class ContentHash {
    private record Content(
            String text,
            @Nullable List<String> recipients,
            @Nullable Object metadata,
            @Nullable Long replyTo,
            @Nullable Object mentions) {}

    private ContentHash() {}

    /** SHA-256 of what the sender sent; the order of recipients does not matter, that of metadata's members does. */
    static byte[] of(Command.SendMessage command) {
        List<String> recipients = command.recipients() == null
                ? null
                : command.recipients().stream().sorted().toList();
        return sha256(Json.bytes(
                new Content(command.text(), recipients, command.metadata(), command.replyTo(), command.mentions())));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
