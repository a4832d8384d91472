package io.parley.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a service tells an operator of itself. */
public final class Gauges {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Gauges() {}

    /** The sum of all lines of a metric, as Prometheus reads them, that have these labels ({@code limit="frames"}), or any. */
    public static double read(URI service, String metric, String labels) {
        try {
            String body = HTTP.send(
                            HttpRequest.newBuilder(service.resolve("/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            return body.lines()
                    .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                    .filter(line -> line.contains(labels))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public static double read(URI service, String metric) {
        return read(service, metric, "");
    }
}
