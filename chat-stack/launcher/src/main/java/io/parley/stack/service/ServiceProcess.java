package io.parley.stack.service;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.Launch;
import io.parley.stack.process.LogTail;
import io.parley.stack.process.Ports;
import io.parley.stack.server.JavaProcess;
import io.parley.stack.server.Probe;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** A packaged service as a process. It can be stopped or killed, and started again on the same port. */
public final class ServiceProcess implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 40;
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final Service service;
    private final Path directory;
    private final Path log;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private volatile GuardedProcess process;

    private ServiceProcess(Spec spec, List<String> command, Map<String, String> environment) {
        this.service = spec.service();
        this.directory = spec.directory();
        this.log = spec.log();
        this.port = spec.port();
        this.command = command;
        this.environment = Map.copyOf(environment);
        this.process = launch();
    }

    /**
     * Starts the packaged service of this checkout on a free port and returns once it is ready. Its working directory and log
     * are below {@code .parley/test/services}.
     *
     * @param settings the configuration, see {@link ServiceSettings}
     */
    public static ServiceProcess start(Service service, Map<String, String> settings) {
        Checkout checkout = Checkout.find();
        Path directory = checkout.testServices()
                .resolve(service.module() + "-" + ProcessHandle.current().pid() + "-" + STARTED.incrementAndGet());
        ServiceProcess started = begin(new Spec(
                checkout,
                service,
                settings,
                Ports.free(),
                directory,
                directory.resolve("service.log"),
                JavaProcess.Goal.QUICK_START));
        started.awaitReady();
        return started;
    }

    /**
     * What to start, and how.
     *
     * @param settings the configuration, see {@link ServiceSettings}
     * @param directory working directory, made when missing
     * @param goal tests start a service often and shortly
     */
    public record Spec(
            Checkout checkout,
            Service service,
            Map<String, String> settings,
            int port,
            Path directory,
            Path log,
            JavaProcess.Goal goal) {
        public Spec {
            settings = Map.copyOf(settings);
        }
    }

    /** Starts it and returns at once; {@link #awaitReady()} waits. */
    public static ServiceProcess begin(Spec spec) {
        return begin(spec, Map.of());
    }

    /** The same; {@code environment} is added to this process's own. */
    public static ServiceProcess begin(Spec spec, Map<String, String> environment) {
        try {
            writeSettings(spec.directory(), spec.settings());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = JavaProcess.command(HEAP_MEGABYTES, spec.goal());
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + spec.port(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                spec.checkout().serviceJar(spec.service().module()).toString()));
        return new ServiceProcess(spec, command, environment);
    }

    /** Quarkus reads {@code config/application.properties} of its working directory; secrets stay out of the process list. */
    private static void writeSettings(Path directory, Map<String, String> settings) throws IOException {
        Path file = directory.resolve("config/application.properties");
        Files.createDirectories(file.getParent());
        var properties = new Properties();
        properties.putAll(settings);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    private GuardedProcess launch() {
        return GuardedProcess.start(Launch.of(command, directory, environment, log));
    }

    public Service service() {
        return service;
    }

    /** Base address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public Path log() {
        return log;
    }

    public GuardedProcess process() {
        return process;
    }

    /** Whether its readiness check answers yes. */
    public boolean ready() {
        return Probe.ok(uri().resolve("/q/health/ready"));
    }

    /** Waits until it is ready; fails with the end of its log when it ends or takes longer than two minutes. */
    public void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!process.alive()) {
                throw new StackException(service.module() + " ended while it started. " + LogTail.of(log));
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new StackException(service.module() + " was not ready after " + PATIENCE.toMinutes()
                        + " minutes. " + LogTail.of(log));
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException(service.module() + " was interrupted while it started", e);
            }
        }
    }

    /** Starts it again, on the same port and with the same settings, after {@link #kill()} or {@link #stop()}. */
    public void restart() {
        process = launch();
        awaitReady();
    }

    /** Ends it as a crash would: SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Stops it as an operator would: SIGTERM, and waits. */
    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        stop();
    }
}
