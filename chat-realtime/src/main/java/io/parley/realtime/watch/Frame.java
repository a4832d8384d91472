package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle;
import java.nio.charset.StandardCharsets;

/**
 * An event as it goes out to sockets; one object for all of them.
 *
 * @param text the JSON, exactly as chat-core wrote it
 * @param bytes its length as UTF-8
 */
public record Frame(String chat, long rev, String text, int bytes) {

    public static Frame of(EventBundle.Entry entry) {
        return new Frame(
                entry.envelope().chat(),
                entry.envelope().rev(),
                new String(entry.frame(), StandardCharsets.UTF_8),
                entry.frame().length);
    }
}
