package io.parley.indexer.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * Elasticsearch 8 or 9, or OpenSearch 2 or 3, over the REST calls that they have in common. Every method blocks; all
 * throw {@link EngineAwayException} when the same call may succeed later and {@link EngineRefusedException} otherwise.
 */
@ApplicationScoped
public class SearchEngine {
    private static final int CONNECT_MILLIS = 2_000;
    private static final ContentType NDJSON = ContentType.create("application/x-ndjson", StandardCharsets.UTF_8);

    private final RestClient client;

    SearchEngine(RestClient client) {
        this.client = client;
    }

    /** Calls it with a JSON body. */
    public JsonNode call(String method, String path, JsonNode body) {
        Request request = new Request(method, path);
        request.setEntity(new NByteArrayEntity(Json.bytes(body), ContentType.APPLICATION_JSON));
        return json(request);
    }

    /** Calls it with a JSON body, and does not wait for longer than this. */
    public JsonNode call(String method, String path, JsonNode body, Duration timeout) {
        Request request = new Request(method, path);
        request.setEntity(new NByteArrayEntity(Json.bytes(body), ContentType.APPLICATION_JSON));
        request.setOptions(within(timeout));
        return json(request);
    }

    /** Reads. */
    public JsonNode get(String path, Duration timeout) {
        Request request = new Request("GET", path);
        request.setOptions(within(timeout));
        return json(request);
    }

    /** Whether there is something at this path. */
    boolean exists(String path) {
        return perform(new Request("HEAD", path)).getStatusLine().getStatusCode() == 200;
    }

    /** Removes what is at this path. */
    void delete(String path) {
        perform(new Request("DELETE", path));
    }

    /**
     * Searches an index several times in one call.
     *
     * @throws EngineAwayException also when one of them was not answered whole
     */
    public List<JsonNode> searches(String index, String routing, List<ObjectNode> questions, Duration timeout) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        byte[] head = Json.bytes(Json.MAPPER.createObjectNode().put("routing", routing));
        for (ObjectNode question : questions) {
            lines.writeBytes(head);
            lines.write('\n');
            lines.writeBytes(Json.bytes(question));
            lines.write('\n');
        }
        Request request = new Request("POST", "/" + index + "/_msearch");
        request.setEntity(new NByteArrayEntity(lines.toByteArray(), NDJSON));
        request.setOptions(within(timeout));
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode answer : json(request).path("responses")) {
            if (!answer.path("error").isMissingNode()
                    || answer.path("timed_out").asBoolean()
                    || answer.at("/_shards/failed").asInt() > 0) {
                throw new EngineAwayException("The search engine answered in part");
            }
            answers.add(answer);
        }
        return answers;
    }

    /** Calls it with lines of JSON. */
    JsonNode lines(String path, byte[] lines) {
        Request request = new Request("POST", path);
        request.setEntity(new NByteArrayEntity(lines, NDJSON));
        return json(request);
    }

    /** A piece of a path, such as a document's id. */
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode json(Request request) {
        HttpEntity entity = perform(request).getEntity();
        if (entity == null) {
            return NullNode.getInstance();
        }
        try (InputStream in = entity.getContent()) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw away(e);
        }
    }

    private Response perform(Request request) {
        try {
            return client.performRequest(request);
        } catch (ResponseException e) {
            throw failure(e.getResponse());
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static RuntimeException failure(Response response) {
        int status = response.getStatusLine().getStatusCode();
        String body;
        try {
            body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
        } catch (IOException e) {
            return away(e);
        }
        return status == 408 || status == 429 || status >= 500
                ? new EngineAwayException("The search engine answered %d: %s".formatted(status, body))
                : new EngineRefusedException(status, body);
    }

    private static EngineAwayException away(IOException e) {
        return new EngineAwayException("The search engine is away: " + e);
    }

    private static RequestOptions within(Duration timeout) {
        RequestConfig bounds = RequestConfig.custom()
                .setConnectTimeout(CONNECT_MILLIS)
                .setConnectionRequestTimeout(CONNECT_MILLIS)
                .setSocketTimeout(Math.toIntExact(timeout.toMillis()))
                .build();
        return RequestOptions.DEFAULT.toBuilder().setRequestConfig(bounds).build();
    }
}
