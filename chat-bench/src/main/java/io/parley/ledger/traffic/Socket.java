package io.parley.ledger.traffic;

import io.parley.contract.frame.Subprotocols;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket without any comfort: every frame as it came. It hides nothing that a server does wrong. */
final class Socket implements WebSocket.Listener {
    private static final int PATIENCE_SECONDS = 8;

    private final BiConsumer<Socket, String> frames;
    private final Runnable ended;
    private final StringBuilder partial = new StringBuilder();
    private CompletableFuture<WebSocket> said = new CompletableFuture<>();
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean over;

    private Socket(BiConsumer<Socket, String> frames, Runnable ended) {
        this.frames = frames;
        this.ended = ended;
    }

    /** Connects. {@code frames} is given each text frame in its order; {@code ended} runs when there will be no more. */
    static Socket open(HttpClient http, URI address, String token, BiConsumer<Socket, String> frames, Runnable ended)
            throws IOException, InterruptedException {
        Socket socket = new Socket(frames, ended);
        CompletableFuture<WebSocket> opening = http.newWebSocketBuilder()
                .subprotocols(Subprotocols.V1)
                .header("Authorization", "Bearer " + token)
                .buildAsync(address, socket);
        try {
            socket.said.complete(opening.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            return socket;
        } catch (ExecutionException | TimeoutException e) {
            socket.over = true;
            // One that opens all the same is not wanted any more.
            var _ = opening.thenAccept(WebSocket::abort);
            throw new IOException("no socket", e);
        }
    }

    /** Says a frame after those before it; does not wait. */
    synchronized void say(String frame) {
        said = said.thenCompose(socket -> socket.sendText(frame, true));
        var _ = said.exceptionally(failure -> {
            finish();
            return null;
        });
    }

    /** For how long nothing was heard, in milliseconds. */
    long silentMillis() {
        return (System.nanoTime() - heardNanos) / 1_000_000;
    }

    boolean over() {
        return over;
    }

    /** Cuts it. */
    void abort() {
        finish();
        synchronized (this) {
            WebSocket open = said.isDone() && !said.isCompletedExceptionally() ? said.join() : null;
            if (open != null) {
                open.abort();
            }
        }
    }

    private void finish() {
        over = true;
        ended.run();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        heardNanos = System.nanoTime();
        partial.append(data);
        if (last) {
            String frame = partial.toString();
            partial.setLength(0);
            frames.accept(this, frame);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        heardNanos = System.nanoTime();
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        finish();
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        finish();
    }
}
