package io.parley.stack.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a health endpoint. */
public final class Probe {
    private static final int MILLIS = 2000;

    private Probe() {}

    /** Whether GET answers 200 within two seconds. */
    public static boolean ok(URI uri) {
        try {
            // Not java.net.http: its client brings threads and classes that a launcher which only polls need not load.
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(MILLIS);
            connection.setReadTimeout(MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
