package io.parley.tests.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.parley.contract.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** HTTP without any comfort: any body, any token, and the answer as it is. */
public final class Wire {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Wire() {}

    /** An answer; the body is missing when it is not JSON. */
    public record Answer(int status, String mediaType, JsonNode body) {
        /** The code of a problem. */
        public String code() {
            return body.path("code").asText("none");
        }

        /** The field that a problem blames. */
        public String field() {
            return body.path("errors").path(0).path("field").asText("none");
        }
    }

    /** A request with JSON, or without a body when that is null. */
    public static Answer send(String method, URI uri, String token, String body) {
        return send(method, uri, token, body, "application/json");
    }

    public static Answer send(String method, URI uri, String token, String body, String mediaType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", mediaType);
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    json(response.body()));
        } catch (IOException e) {
            throw new AssertionError("%s %s: %s".formatted(method, uri, e), e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
