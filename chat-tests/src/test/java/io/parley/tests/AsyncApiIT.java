package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.tests.support.Parley;
import io.parley.tests.support.Wire;
import org.junit.jupiter.api.Test;

class AsyncApiIT {
    @Test
    void aGatewayDescribesItsSocketToWhoeverAsks() {
        // When
        Wire.Answer answer = Wire.send("GET", Parley.shared().gateway(0).resolve("/asyncapi"), null, null);

        // Then
        assertEquals(200, answer.status());
        assertEquals("application/vnd.aai.asyncapi+json;version=3.0.0", answer.mediaType());
        assertEquals("3.0.0", answer.body().path("asyncapi").asText());
        assertEquals(
                "/v1/applications/{application}/socket",
                answer.body().at("/channels/socket/address").asText());
    }
}
