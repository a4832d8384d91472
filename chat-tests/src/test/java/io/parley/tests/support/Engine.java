package io.parley.tests.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.stack.test.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * The search engine behind an installation, to look into it and to meddle with it.
 *
 * @param messages the alias of the messages
 */
public record Engine(String messages) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public static Engine of(Parley parley) {
        return new Engine(parley.tenancy().searchIndex());
    }

    /** Calls it; the answer must be one of success. */
    public JsonNode call(String method, String path, JsonNode body) {
        URI uri = URI.create("http://" + TestStack.shared().search().hostAndPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(response.statusCode() + " " + response.body());
            }
            return Json.read(response.body(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String path(Tenant tenant, String chat, long seq) {
        return "/%s/_doc/%s%%7C%s%%7C%d?routing=%s&refresh=true"
                .formatted(messages, tenant.id(), chat, seq, tenant.id());
    }

    /** The document of a message. */
    public ObjectNode document(Tenant tenant, String chat, long seq) {
        return (ObjectNode) call("GET", path(tenant, chat, seq).replace("&refresh=true", ""), null)
                .path("_source");
    }

    /** Puts a document of a message, at a version. */
    public void put(Tenant tenant, String chat, long seq, long version, ObjectNode document) {
        call("PUT", path(tenant, chat, seq) + "&version_type=external_gte&version=" + version, document);
    }

    /** Removes the document of a message, so that it can come back at the same version. */
    public void remove(Tenant tenant, String chat, long seq) {
        long version = document(tenant, chat, seq).path("rev").asLong();
        call("DELETE", path(tenant, chat, seq) + "&version_type=external_gte&version=" + version, null);
    }

    /** Removes everything, as an operator would who wipes it. */
    public void wipe() {
        for (String alias : new String[] {messages, messages + "-members", messages + "-upkeep"}) {
            call("GET", "/_alias/" + alias, null)
                    .fieldNames()
                    .forEachRemaining(index -> call("DELETE", "/" + index, null));
        }
    }

    /** The index behind the alias of messages. */
    public String index() {
        return call("GET", "/_alias/" + messages, null).fieldNames().next();
    }
}
