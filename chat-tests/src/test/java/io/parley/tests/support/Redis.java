package io.parley.tests.support;

import io.parley.stack.server.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What an operator does to Redis by hand. */
public final class Redis {
    private Redis() {}

    /** Empties a database. */
    public static void flush(Endpoint.Redis redis, int database) {
        try (Socket socket = new Socket(redis.host(), redis.port())) {
            String commands = "AUTH %s\r\nSELECT %d\r\nFLUSHDB\r\n".formatted(redis.password(), database);
            socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < 3; i++) {
                String answer = answers.readLine();
                if (!"+OK".equals(answer)) {
                    throw new AssertionError("Redis answered " + answer);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
