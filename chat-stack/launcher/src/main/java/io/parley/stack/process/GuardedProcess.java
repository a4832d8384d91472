package io.parley.stack.process;

import io.parley.stack.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that does not outlive this JVM, even if this JVM is killed: a small shell ({@code guard.sh}) stands between,
 * and stops it when the pipe from here closes. It has a process group of its own, so that a terminal's Ctrl-C reaches
 * the launcher alone, which then stops everything in order.
 */
public final class GuardedProcess {
    private static final String GUARD = guard();

    private final Process shell;
    private final ProcessHandle handle;

    private GuardedProcess(Process shell, ProcessHandle handle) {
        this.shell = shell;
        this.handle = handle;
    }

    /** Starts the command. Returns at once; it may fail later. */
    public static GuardedProcess start(Launch launch) {
        try {
            Files.createDirectories(launch.directory());
            Files.createDirectories(launch.log().toAbsolutePath().getParent());
            // By the environment, so that a process list shows a line of the command and not the script.
            var command = new ArrayList<>(List.of("bash", "-c", "eval \"$PARLEY_GUARD\"", "guard"));
            command.add(launch.log().toString());
            command.add(launch.stopSignal());
            command.add(Long.toString(launch.grace().toSeconds()));
            command.addAll(launch.command());
            var builder = new ProcessBuilder(command)
                    .directory(launch.directory().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(launch.environment());
            builder.environment().put("PARLEY_GUARD", GUARD);
            Process shell = builder.start();
            return new GuardedProcess(shell, child(shell, launch));
        } catch (IOException e) {
            throw new StackException(launch.command().getFirst() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static ProcessHandle child(Process shell, Launch launch) throws IOException {
        try (BufferedReader said = shell.inputReader(StandardCharsets.UTF_8)) {
            @Nullable String pid = said.readLine();
            if (pid == null) {
                throw new IOException("the guarding shell ended at once");
            }
            // A command that failed already leaves no handle; the shell stands for it until it has said so.
            return ProcessHandle.of(Long.parseLong(pid)).orElseGet(shell::toHandle);
        } catch (NumberFormatException e) {
            throw new IOException("the guarding shell said no process id for " + launch.command(), e);
        }
    }

    public boolean alive() {
        return shell.isAlive();
    }

    public long pid() {
        return handle.pid();
    }

    public ProcessIdentity identity() {
        return ProcessIdentity.of(handle);
    }

    /** Asks it to stop and waits; past its grace it is killed. */
    public void stop() {
        try {
            shell.getOutputStream().close();
            shell.waitFor();
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** Ends it as a crash would, with SIGKILL, and waits until it is gone. */
    public void kill() {
        handle.destroyForcibly();
        try {
            if (!shell.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StackException("Process " + pid() + " does not end, even killed.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String guard() {
        try (@Nullable InputStream script = GuardedProcess.class.getResourceAsStream("guard.sh")) {
            if (script == null) {
                throw new IllegalStateException("guard.sh is missing from the launcher");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("guard.sh cannot be read", e);
        }
    }
}
