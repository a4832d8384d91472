package io.parley.realtime.session;

import io.parley.contract.error.CloseCode;
import io.parley.realtime.frame.EncodedFrame;

/** The socket itself. May be called from any thread, and never blocks. */
public interface Wire {
    /** Hears that frames are with the operating system, or lost for good. Called on the socket's event loop. */
    interface Listener {
        void written(int frames, long bytes);
    }

    /** Who hears what was written. Once, before the first frame. */
    void listen(Listener listener);

    /**
     * Queues a text frame, which goes out with all that are queued in the same turn. Frames that are written by one thread
     * go out in their order.
     */
    void write(EncodedFrame frame);

    /** Says why and closes, after what is queued; cuts the line when the peer does not take its leave in time. */
    void close(CloseCode code);
}
