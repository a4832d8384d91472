package io.parley.client;

import io.parley.client.SocketListener.Disconnect;
import io.parley.contract.frame.Subprotocols;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket (RFC 6455) from handshake to close: whole text frames in and out, and when it was last heard of. */
final class Connection implements WebSocket.Listener {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WRITE = Duration.ofSeconds(10);
    /** Characters of one frame; beyond the largest that the server makes, a {@code ready} with 1,000 titled chats. */
    private static final int FRAME_CHARS = 8 * 1024 * 1024;

    private final BiConsumer<Connection, String> frames;
    private final Runnable ended;
    private final CompletableFuture<Disconnect> end = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean handling;

    private Connection(BiConsumer<Connection, String> frames, Runnable ended) {
        this.frames = frames;
        this.ended = ended;
    }

    /** The upgrade was answered with an HTTP status instead. */
    static final class UpgradeRefused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final @Nullable Duration retryAfter;

        private UpgradeRefused(HttpResponse<?> answer) {
            super("the upgrade was answered with HTTP status " + answer.statusCode());
            this.status = answer.statusCode();
            this.retryAfter = Transport.retryAfter(answer.headers());
        }

        int status() {
            return status;
        }

        /** After which time the server wants to see this client again, where it has said so. */
        @Nullable
        Duration retryAfter() {
            return retryAfter;
        }
    }

    /**
     * Connects; nothing is read before {@link #start()}.
     *
     * @param frames is given each whole text frame, one at a time
     * @param ended runs once when the connection has ended
     */
    static Connection open(
            HttpClient http, URI address, String token, BiConsumer<Connection, String> frames, Runnable ended)
            throws IOException, UpgradeRefused, InterruptedException {
        Connection connection = new Connection(frames, ended);
        try {
            connection.socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .subprotocols(Subprotocols.V1)
                    .connectTimeout(CONNECT)
                    .buildAsync(address, connection)
                    .get(CONNECT.toSeconds() + 1, TimeUnit.SECONDS);
            return connection;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new UpgradeRefused(refused.getResponse());
            }
            throw new IOException(reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + CONNECT.toSeconds() + " s", e);
        }
    }

    /** Begins to read: frames arrive from now on. */
    void start() {
        WebSocket open = socket;
        if (open != null) {
            open.request(1);
        }
    }

    /** Writes a text frame; returns when the operating system has taken it. */
    void write(String frame) throws IOException, InterruptedException {
        WebSocket open = socket;
        if (open == null || end.isDone()) {
            throw new IOException("the connection has ended");
        }
        await(open.sendText(frame, true));
    }

    private static void await(CompletableFuture<WebSocket> written) throws IOException, InterruptedException {
        try {
            written.get(WRITE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("the server did not read for " + WRITE.toSeconds() + " s", e);
        }
    }

    /** Says goodbye, waits a little for the answer, and cuts the connection. */
    void close() throws InterruptedException {
        WebSocket open = socket;
        if (open != null && !end.isDone()) {
            try {
                await(open.sendClose(Disconnect.NORMAL, ""));
                end.get(1, TimeUnit.SECONDS);
            } catch (IOException | ExecutionException | TimeoutException unanswered) {
                // It is cut all the same.
            }
        }
        abort("closed by this client");
    }

    /** Cuts the connection. */
    void abort(String reason) {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
        finish(Disconnect.abnormal(reason));
    }

    boolean ended() {
        return end.isDone();
    }

    /** Why it ended; only when it has. */
    Disconnect why() {
        return end.join();
    }

    /** For how long nothing was heard; none while the listener still handles what was heard. */
    Duration silence() {
        return handling ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - heardNanos);
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        // Nothing is read before start().
        socket = webSocket;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (partial.length() > FRAME_CHARS) {
            abort("the server sent a frame of more than " + FRAME_CHARS + " characters");
            return null;
        }
        if (last) {
            String frame = partial.toString();
            partial.setLength(0);
            handling = true;
            frames.accept(this, frame);
            handling = false;
        }
        return heard(webSocket);
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        // The pong is sent by the HTTP client itself.
        return heard(webSocket);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        return heard(webSocket);
    }

    private @Nullable CompletionStage<?> heard(WebSocket webSocket) {
        heardNanos = System.nanoTime();
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        finish(new Disconnect(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        finish(Disconnect.abnormal(reason(error)));
    }

    private void finish(Disconnect why) {
        if (end.complete(why)) {
            ended.run();
        }
    }

    private static String reason(@Nullable Throwable error) {
        if (error == null) {
            return "unknown";
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
