package io.parley.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the machine that installs things. */
record Tool(String name) {
    private static final int MINUTES = 10;
    private static final int SAID = 300;

    /**
     * Runs it and gives what it said.
     *
     * @throws PeerUnavailable where it is missing or fails
     */
    String run(Path directory, List<String> arguments) throws PeerUnavailable {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            // It says little: the pipe's end comes with the process' own.
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new PeerUnavailable(
                        String.join(" ", command) + " failed: " + said.substring(Math.max(0, said.length() - SAID)));
            }
            return said;
        } catch (IOException e) {
            throw new PeerUnavailable(name + " is not installed here");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerUnavailable(name + " was interrupted");
        }
    }
}
