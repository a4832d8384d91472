package io.parley.stack.test;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import io.parley.stack.layout.JsonFiles;
import io.parley.stack.process.FileLocks;
import io.parley.stack.process.LogTail;
import io.parley.stack.process.ProcessIdentity;
import io.parley.stack.server.JavaProcess;
import io.parley.stack.server.ServerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The side of the JVM with the tests: takes a lease, begins the keeper when there is none, asks it for servers. */
final class KeeperLink {
    private static final Duration BEGIN = Duration.ofSeconds(30);
    /** The first start on a machine unpacks and optimizes Keycloak. */
    private static final Duration SERVER = Duration.ofMinutes(6);

    private static final long POLL_MILLIS = 40;

    private final Checkout checkout;
    private final TestFolder folder;

    private KeeperLink(Checkout checkout) {
        this.checkout = checkout;
        this.folder = TestFolder.of(checkout);
    }

    /** Joins the keeper of that checkout, or begins it. Returns before any server runs. */
    static KeeperLink join(Checkout checkout) {
        var link = new KeeperLink(checkout);
        try {
            Path lease = link.folder.leases().resolve(ProcessHandle.current().pid() + ".json");
            JsonFiles.write(lease, ProcessIdentity.current());
            FileLocks.holding(link.folder.lock(), () -> {
                if (link.keeper().isEmpty()) {
                    link.begin();
                }
                return true;
            });
            return link;
        } catch (IOException e) {
            throw new StackException("The servers for tests cannot be begun: " + e.getMessage(), e);
        }
    }

    /** Tells the keeper to end, and waits until it has. Does nothing when there is none. */
    static void end(Checkout checkout) throws IOException {
        var link = new KeeperLink(checkout);
        Optional<ProcessIdentity> keeper = link.keeper();
        Files.deleteIfExists(link.folder.keeper());
        while (keeper.isPresent() && keeper.get().alive()) {
            sleep();
        }
    }

    private Optional<ProcessIdentity> keeper() {
        return JsonFiles.read(folder.keeper(), ProcessIdentity.class).filter(ProcessIdentity::alive);
    }

    private void begin() throws IOException {
        Folders.delete(folder.life());
        Folders.delete(folder.services());
        Files.createDirectories(folder.life().resolve("wanted"));
        // A copy, because a build may replace the classes while the keeper runs.
        Path classes = folder.life().resolve("launcher");
        Folders.copy(checkout.launcherClasses(), classes);
        List<String> command = JavaProcess.command(64, JavaProcess.Goal.QUICK_START);
        command.addAll(List.of(
                "-cp",
                classes + System.getProperty("path.separator") + checkout.launcherLibraries(),
                ServerKeeper.class.getName(),
                checkout.root().toString()));
        Process process = new ProcessBuilder(command)
                .directory(folder.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(folder.keeperLog().toFile())
                .start();
        long deadline = System.nanoTime() + BEGIN.toNanos();
        while (keeper().isEmpty()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new StackException(
                        "The keeper of the test servers did not begin. " + LogTail.of(folder.keeperLog()));
            }
            sleep();
        }
    }

    /** Asks for the server; does not wait. */
    void want(ServerKind kind) {
        try {
            Files.createDirectories(folder.wanted(kind).getParent());
            Files.write(folder.wanted(kind), new byte[0]);
        } catch (IOException e) {
            throw new StackException(kind.title() + " cannot be asked for: " + e.getMessage(), e);
        }
    }

    /** Waits until the server serves. */
    <T> T endpoint(ServerKind kind, Class<T> type) {
        want(kind);
        long deadline = System.nanoTime() + SERVER.toNanos();
        while (true) {
            Optional<T> ready = JsonFiles.read(folder.ready(kind), type);
            if (ready.isPresent()) {
                return ready.get();
            }
            failIfHopeless(kind, deadline);
            sleep();
        }
    }

    private void failIfHopeless(ServerKind kind, long deadline) {
        Path failed = folder.failed(kind);
        if (Files.exists(failed)) {
            throw new StackException(LogTail.read(failed));
        }
        if (keeper().isEmpty()) {
            throw new StackException("The keeper of the test servers has ended. " + LogTail.of(folder.keeperLog()));
        }
        if (System.nanoTime() > deadline) {
            throw new StackException(kind.title() + " for tests was not ready after " + SERVER.toMinutes()
                    + " minutes. Its log is below " + folder.life().resolve("logs") + ".");
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for the test servers", e);
        }
    }
}
