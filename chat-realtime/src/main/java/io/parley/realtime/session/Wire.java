package io.parley.realtime.session;

import io.parley.contract.error.CloseCode;

/** The socket itself. May be called from any thread, and never blocks. */
public interface Wire {
    /**
     * Writes a text frame. Frames that are written by one thread go out in their order.
     *
     * @param written called on the socket's event loop once the frame is with the operating system, or lost for good
     */
    void write(String text, Runnable written);

    /** Says why and closes; cuts the line when the peer does not take its leave in time. */
    void close(CloseCode code);
}
