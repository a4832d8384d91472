package io.parley.stack.up;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import java.io.Console;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Empties the data. */
@Command(name = "reset", description = "Removes all data of ./chat up: applications, users who registered, messages.")
final class ResetCommand implements Callable<Integer> {
    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws IOException {
        var folder = new RunFolder(Checkout.find());
        if (folder.running().isPresent()) {
            throw new StackException("Parley runs. Stop it first: ./chat down");
        }
        if (!yes && !confirmed(folder)) {
            System.out.println("Nothing was removed.");
            return 1;
        }
        Folders.delete(folder.data());
        System.out.println("The data is removed. ./chat up begins anew.");
        return 0;
    }

    private static boolean confirmed(RunFolder folder) {
        Console terminal = Terminal.find()
                .orElseThrow(() -> new StackException("There is no terminal to ask at. Say it with --yes."));
        @Nullable
        String answer = terminal.readLine("Remove %s with all applications and messages? [y/N] ", folder.data());
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
