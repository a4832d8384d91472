package io.parley.bench.jmh;

import io.parley.contract.Json;
import io.parley.contract.frame.ClientFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a gateway cannot save: reading a client's frame once, and putting an event's bytes into what each socket gets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FanOutBenchmark {
    private static final int BUFFER = 1 << 16;
    private static final byte[] SEND = """
            {"type":"send","chat":"chat-1","clientId":"client-1","text":"%s"}""".formatted("x".repeat(100)).getBytes(StandardCharsets.UTF_8);

    /** Members of the chat. */
    @Param({"10", "1000"})
    public int members;

    private final byte[] event = new byte[320];
    private ByteBuffer[] sockets = {};

    /** A buffer for each member's socket. */
    @Setup
    public void connect() {
        sockets = new ByteBuffer[members];
        for (int i = 0; i < members; i++) {
            sockets[i] = ByteBuffer.allocateDirect(BUFFER);
        }
    }

    /** One message to all members: one frame, copied to each. */
    @Benchmark
    public int frameToEveryMember() {
        int written = 0;
        for (ByteBuffer socket : sockets) {
            if (socket.remaining() < event.length + 4) {
                socket.clear();
            }
            socket.put((byte) 0x81)
                    .put((byte) 126)
                    .putShort((short) event.length)
                    .put(event);
            written += event.length;
        }
        return written;
    }

    @Benchmark
    public ClientFrame readClientFrame() {
        return Json.read(SEND, ClientFrame.class);
    }
}
