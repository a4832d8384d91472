package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Stops what {@code up} started, from anywhere. */
@Command(name = "down", description = "Stops everything that ./chat up started; the data stays.")
final class DownCommand implements Callable<Integer> {
    private static final long PATIENCE_SECONDS = 90;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = new RunFolder(Checkout.find());
        Optional<ProcessHandle> launcher = folder.launcher();
        if (launcher.isEmpty()) {
            int ended = folder.last().map(Leftovers::end).orElse(0);
            Files.deleteIfExists(folder.state());
            System.out.println(
                    ended == 0 ? "Nothing runs." : "Ended " + ended + " processes that a crashed run had left.");
            return 0;
        }
        System.out.println("Stopping …");
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StackException(
                    "It does not stop. ./chat logs launcher may tell why; process "
                            + launcher.get().pid() + " holds everything.",
                    e);
        }
        System.out.println("Stopped.");
        return 0;
    }
}
