package io.parley.ledger.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.stack.StackException;
import io.parley.stack.test.TestUsers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Lets an indexer hold the index against what is stored, and mend it. */
final class Comparison {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 500;
    private static final String PATH = "/internal/v1/index";

    private final URI indexer;
    private final HttpClient http;

    Comparison(URI indexer, HttpClient http) {
        this.indexer = indexer;
        this.http = http;
    }

    /** Returns when one has ended that began after this call. */
    void run() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String token = TestUsers.gatewayToken();
        ask("POST", PATH + "/reconciliation", token);
        JsonNode state = ask("GET", PATH, token).path("reconciliation");
        while (!state.path("phase").asText().equals("IDLE")
                || state.path("again").asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new StackException(
                        "The index was not compared in %d s: %s".formatted(PATIENCE.toSeconds(), state));
            }
            Thread.sleep(PAUSE_MILLIS);
            state = ask("GET", PATH, token).path("reconciliation");
        }
    }

    private JsonNode ask(String method, String path, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(indexer.resolve(path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("%s %s answered %d".formatted(method, path, response.statusCode()));
        }
        return Json.read(response.body(), JsonNode.class);
    }
}
