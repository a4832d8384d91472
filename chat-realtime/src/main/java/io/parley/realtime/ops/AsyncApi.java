package io.parley.realtime.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the socket for programs: {@code docs/protocol/asyncapi.json} as it was built in. Public, like OpenAPI. */
@Singleton
final class AsyncApi {
    static final String PATH = "/asyncapi";
    private static final String RESOURCE = "/asyncapi.json";
    private static final String MEDIA_TYPE = "application/vnd.aai.asyncapi+json;version=3.0.0";

    void serve(@Observes Router router) {
        Buffer document = read();
        router.get(PATH).handler(routing -> routing.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .end(document));
    }

    private static Buffer read() {
        try (InputStream in = AsyncApi.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The build left out " + RESOURCE);
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
