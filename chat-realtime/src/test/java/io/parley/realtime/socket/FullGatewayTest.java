package io.parley.realtime.socket;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.parley.contract.frame.Subprotocols;
import io.parley.realtime.session.Sessions;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FullGatewayTest.OneConnection.class)
@QuarkusTestResource(StackResource.class)
@QuarkusTestResource(CoreCounterpart.class)
class FullGatewayTest {
    public static final class OneConnection implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("parley.session.connections", "1");
        }
    }

    @TestHTTPResource("/")
    URI base;

    @Inject
    Sessions sessions;

    private TestSocket open() {
        URI address = URI.create("ws://%s:%d/v1/applications/%s/socket"
                .formatted(base.getHost(), base.getPort(), CoreCounterpart.APPLICATION));
        return TestSocket.open(
                address, Map.of("Authorization", "Bearer " + SocketTest.token("alice")), Subprotocols.V1);
    }

    @Test
    void aGatewayThatIsFullSendsNewcomersElsewhereUntilSomeoneHasGone() {
        // Given
        try (TestSocket _ = open()) {
            await().until(() -> sessions.count() == 1);

            // When
            CompletionException failure = assertThrows(CompletionException.class, this::open);

            // Then
            assertEquals(
                    503,
                    ((WebSocketHandshakeException) failure.getCause())
                            .getResponse()
                            .statusCode());
        }
        await().until(() -> sessions.count() == 0);
        open().close();
    }
}
