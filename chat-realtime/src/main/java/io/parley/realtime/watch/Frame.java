package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle;
import io.parley.realtime.frame.EncodedFrame;

/**
 * An event as it goes out to sockets; one object for all of them.
 *
 * @param encoded the event exactly as chat-core wrote it
 */
public record Frame(String chat, long rev, EncodedFrame encoded) {

    public static Frame of(EventBundle.Entry entry) {
        return new Frame(entry.envelope().chat(), entry.envelope().rev(), new EncodedFrame(entry.frame()));
    }

    /** Length in bytes. */
    public int bytes() {
        return encoded.bytes();
    }
}
