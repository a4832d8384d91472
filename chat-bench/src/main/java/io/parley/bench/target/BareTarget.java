package io.parley.bench.target;

import io.parley.bench.bare.BareServer;
import io.parley.bench.machine.ProcessTrees;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.ParleyDialect;
import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.process.GuardedProcess;
import io.parley.stack.process.Launch;
import io.parley.stack.process.LogTail;
import io.parley.stack.process.Ports;
import io.parley.stack.server.JavaProcess;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fan-out over sockets and nothing else: what the machine could do if nothing had to be checked or kept. */
public final class BareTarget implements Target {
    private static final int HEAP_MEGABYTES = 256;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long POLL_NANOS = 20_000_000;

    private final GuardedProcess process;
    private final int port;

    private BareTarget(GuardedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it. */
    public static BareTarget start(Checkout checkout) {
        int port = Ports.free();
        Path folder = checkout.home().resolve("bench").toAbsolutePath();
        List<String> command = JavaProcess.command(HEAP_MEGABYTES, JavaProcess.Goal.THROUGHPUT);
        command.addAll(List.of("-cp", classPath(), BareServer.class.getName(), Integer.toString(port)));
        Path log = folder.resolve("logs/bare.log");
        GuardedProcess process = GuardedProcess.start(Launch.of(command, folder, Map.of(), log));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Ports.accepts(port)) {
            if (!process.alive() || System.nanoTime() > deadline) {
                process.kill();
                throw new StackException("The bare fan-out does not serve. " + LogTail.of(log));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return new BareTarget(process, port);
    }

    /** This JVM's own, as it is seen from any folder. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public String title() {
        return "Bare fan-out, nothing stored or checked";
    }

    @Override
    public List<InetSocketAddress> sockets() {
        return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** It speaks as much of Parley's protocol as the driver uses. */
    @Override
    public Dialect dialect() {
        return new ParleyDialect();
    }

    @Override
    public ProcessTrees processes() {
        return new ProcessTrees(Map.of("server", process.pid()));
    }

    @Override
    public List<List<Account>> chats(Layout layout) {
        return IntStream.range(0, layout.chats())
                .mapToObj(chat -> layout.users(chat).stream()
                        // The token says which chat the connection is in: there is nobody else to ask.
                        .map(user -> new Account("u" + user, layout.chat(chat), "bare", List.of(layout.chat(chat))))
                        .toList())
                .toList();
    }

    @Override
    public Optional<Stored> stored(long base, long count) {
        return Optional.empty();
    }

    @Override
    public void close() {
        process.stop();
    }
}
