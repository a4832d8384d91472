package io.parley.realtime.watch;

import io.parley.contract.broker.EventBundle;

/**
 * An event as it goes out to sockets; one object for all of them.
 *
 * @param json the event as UTF-8, exactly as chat-core wrote it; not to be changed
 */
public record Frame(String chat, long rev, byte[] json) {

    public static Frame of(EventBundle.Entry entry) {
        return new Frame(entry.envelope().chat(), entry.envelope().rev(), entry.frame());
    }

    /** Length in bytes. */
    public int bytes() {
        return json.length;
    }
}
