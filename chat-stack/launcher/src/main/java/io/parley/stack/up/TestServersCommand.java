package io.parley.stack.up;

import io.parley.stack.layout.Checkout;
import io.parley.stack.test.TestServers;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Ends the servers that tests share, before their minute of idleness is over. */
@Command(name = "end-test-servers", description = "Ends the servers that tests share.", hidden = true)
final class TestServersCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
        TestServers.end(Checkout.find());
        return 0;
    }
}
