package io.parley.client;

import com.fasterxml.jackson.databind.JavaType;
import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One HTTP request with the caller's token; a problem becomes a {@link ParleyException}. */
final class Transport {
    private static final int[] STATUS_WITHOUT_OWN_CODE = {401, 403, 404, 405, 406, 413, 415, 429, 503};

    /** An answer that is no problem. */
    record Answer(int status, byte[] body) {
        <T> T as(Class<T> type) {
            return Json.read(body, type);
        }

        <T> Page<T> page(Class<T> item) {
            JavaType type = Json.MAPPER.getTypeFactory().constructParametricType(Page.class, item);
            try {
                return Json.MAPPER.readValue(body, type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final HttpClient http;
    private final TokenSupplier tokens;
    private final Duration timeout;
    private final @Nullable String idempotencyKey;

    Transport(HttpClient http, TokenSupplier tokens, Duration timeout) {
        this(http, tokens, timeout, null);
    }

    private Transport(HttpClient http, TokenSupplier tokens, Duration timeout, @Nullable String idempotencyKey) {
        this.http = http;
        this.tokens = tokens;
        this.timeout = timeout;
        this.idempotencyKey = idempotencyKey;
    }

    /** The same, whose POSTs carry this {@code Idempotency-Key}. */
    Transport once(String key) {
        return new Transport(http, tokens, timeout, key);
    }

    HttpClient http() {
        return http;
    }

    TokenSupplier tokens() {
        return tokens;
    }

    Answer get(Uris uri) {
        return exchange("GET", uri, null);
    }

    Answer exchange(String method, Uris uris, @Nullable Object body) {
        return exchange(method, uris, body, null);
    }

    /** @param rev the version that must be the current one; null: any will do */
    Answer exchange(String method, Uris uris, @Nullable Object body, @Nullable Long rev) {
        URI uri = uris.build();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.token())
                .header("Accept", "application/json, " + Problem.MEDIA_TYPE)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (idempotencyKey != null && method.equals("POST")) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        if (rev != null) {
            request.header("If-Match", "\"" + rev + "\"");
        }
        HttpResponse<byte[]> response = send(request.build());
        if (response.statusCode() >= 300) {
            throw refusal(response);
        }
        return new Answer(response.statusCode(), response.body());
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw ParleyException.unreachable(
                    "%s %s got no answer: %s".formatted(request.method(), request.uri(), reason(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ParleyException.unreachable("%s %s was interrupted".formatted(request.method(), request.uri()), e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static ParleyException refusal(HttpResponse<byte[]> response) {
        Duration retryAfter = retryAfter(response.headers());
        int status = response.statusCode();
        try {
            Problem problem = Json.read(response.body(), Problem.class);
            List<Problem.FieldError> errors = problem.errors();
            String detail = problem.detail() == null ? problem.title() : problem.detail();
            String field = errors == null || errors.isEmpty()
                    ? null
                    : errors.getFirst().field();
            return ParleyException.refused(problem.code(), status, detail, field, retryAfter);
        } catch (UncheckedIOException notAProblem) {
            return ParleyException.refused(
                    codeOf(status), status, "%s answered %d".formatted(response.uri(), status), null, retryAfter);
        }
    }

    /** What the header {@code Retry-After} asks for, in seconds (RFC 9110, section 10.2.3). */
    static @Nullable Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }

    /** What answers without a problem is something before the service, such as a proxy, or its HTTP layer. */
    private static ErrorCode codeOf(int status) {
        if (Arrays.stream(STATUS_WITHOUT_OWN_CODE).anyMatch(known -> known == status)) {
            return Arrays.stream(ErrorCode.values())
                    .filter(code -> code.status() == status)
                    .findFirst()
                    .orElse(ErrorCode.INTERNAL);
        }
        return status >= 500 ? ErrorCode.UNAVAILABLE : ErrorCode.INVALID_REQUEST;
    }
}
