package io.parley.ledger.evidence;

import io.parley.contract.event.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says, in 64 bits, so that hundreds of thousands of copies can be kept and compared. */
public final class Digest {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Digest() {}

    /** Of a message as somebody was given it. */
    public static long of(Message message) {
        String text = message.text() == null ? "" : message.text();
        return of(message.sender(), message.clientId(), text, message.recipients());
    }

    /** Of a message as it was sent. */
    public static long of(String sender, String clientId, String text, @Nullable List<String> recipients) {
        long hash = add(add(add(BASIS, sender), clientId), text);
        if (recipients != null) {
            for (String recipient : recipients) {
                hash = add(hash, recipient);
            }
        }
        return hash;
    }

    /** FNV-1a; the number at the end keeps the boundaries between fields. */
    private static long add(long hash, String text) {
        long next = hash;
        for (int i = 0; i < text.length(); i++) {
            next = (next ^ text.charAt(i)) * PRIME;
        }
        return (next ^ 0x1f123bb5L) * PRIME;
    }
}
