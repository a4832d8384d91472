package io.parley.ledger.part;

import io.parley.stack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals by name, which Java itself cannot send. */
final class Signals {
    private Signals() {}

    /** Sends to those of the processes that are still there. */
    static void send(String signal, List<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("kill", "-s", signal));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StackException("SIG" + signal + " cannot be sent: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}
