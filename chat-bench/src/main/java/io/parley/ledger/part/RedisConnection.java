package io.parley.ledger.part;

import io.parley.stack.server.Endpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Redis as it is, past all caches and clients: the serialization protocol (RESP2), one question at a time. */
public final class RedisConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /** Connects, and proves who it is. */
    public static RedisConnection open(Endpoint.Redis redis) throws IOException {
        Socket socket = new Socket(redis.host(), redis.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        RedisConnection connection = new RedisConnection(socket);
        connection.call("AUTH", redis.password());
        return connection;
    }

    /** Asks; gives the answer's texts: one, or those of a list. */
    public List<String> call(String... command) throws IOException {
        StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
        for (String argument : command) {
            request.append('$')
                    .append(argument.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n")
                    .append(argument)
                    .append("\r\n");
        }
        out.write(request.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        List<String> answer = new ArrayList<>();
        read(answer);
        return answer;
    }

    private void read(List<String> into) throws IOException {
        String line = line();
        switch (line.charAt(0)) {
            case '+', ':' -> into.add(line.substring(1));
            case '-' -> throw new IOException("Redis answered " + line);
            case '$' -> {
                int length = Integer.parseInt(line.substring(1));
                if (length >= 0) {
                    into.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                    in.skipNBytes(2);
                }
            }
            case '*' -> {
                int count = Integer.parseInt(line.substring(1));
                for (int i = 0; i < count; i++) {
                    read(into);
                }
            }
            default -> throw new IOException("Redis answered " + line);
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.write(next);
        }
        in.skipNBytes(1);
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
