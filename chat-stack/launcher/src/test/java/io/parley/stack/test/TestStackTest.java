package io.parley.stack.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.stack.server.Endpoint;
import io.parley.stack.server.Probe;
import io.parley.stack.server.ServerKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TestStackTest {
    private final TestStack stack = TestStack.shared().want(ServerKind.values());

    @Test
    void everyInstallationUnderTestHasADatabaseOfItsOwn() throws Exception {
        // Given
        Tenancy first = Tenancy.fresh();
        Tenancy second = Tenancy.fresh();

        // When
        String url = stack.coreProperties(first).get("quarkus.datasource.jdbc.url");

        // Then
        assertNotEquals(first, second);
        Endpoint.Postgres postgres = stack.postgres();
        try (Connection connection = DriverManager.getConnection(url, postgres.user(), postgres.password())) {
            assertEquals(first.database(), connection.getCatalog());
        }
    }

    @Test
    void theTokenOfADemoUserNamesThemTheirRolesAndTheApi() throws Exception {
        // When
        JsonNode claims = claims(TestUsers.token(TestUsers.user("alice")));

        // Then
        assertEquals("a11ce000-0000-4000-8000-000000000001", claims.path("sub").asText());
        assertEquals("alice", claims.path("preferred_username").asText());
        assertEquals("Alice Demo", claims.path("name").asText());
        assertTrue(claims.path("realm_access").path("roles").toString().contains("\"application-owner\""));
        assertTrue(claims.path("aud").toString().contains("\"parley-api\""), claims.toString());
        assertEquals(stack.keycloak().realm().toString(), claims.path("iss").asText());
    }

    @Test
    void aUserMadeForATestHasTheIdOfTheirTokens() throws Exception {
        // Given
        TestUser dora = TestUsers.owner("dora");

        // When
        JsonNode claims = claims(TestUsers.token(dora, TestUsers.SHORT_LIVED_CLIENT));

        // Then
        assertEquals(dora.id(), claims.path("sub").asText());
        assertEquals(3, claims.path("exp").asLong() - claims.path("iat").asLong());
        assertTrue(claims.path("realm_access").path("roles").toString().contains("\"application-owner\""));
    }

    @Test
    void aTokenOfTheOtherAudienceIsNotForTheApi() throws Exception {
        JsonNode claims = claims(TestUsers.token(TestUsers.user("bob"), TestUsers.OTHER_AUDIENCE_CLIENT));

        assertTrue(!claims.path("aud").toString().contains("parley-api"), claims.toString());
    }

    @Test
    void theSearchEngineAnswers() {
        assertTrue(Probe.ok(stack.search().uri().resolve("/_cluster/health")));
    }

    private static JsonNode claims(String token) throws Exception {
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    }
}
