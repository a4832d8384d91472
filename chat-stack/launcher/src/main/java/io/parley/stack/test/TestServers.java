package io.parley.stack.test;

import io.parley.stack.layout.Checkout;
import java.io.IOException;

/** The process with the shared servers, for who is not a test. */
public final class TestServers {
    private TestServers() {}

    /** Ends the shared servers of that checkout and waits; does nothing when none run. */
    public static void end(Checkout checkout) throws IOException {
        KeeperLink.end(checkout);
    }
}
