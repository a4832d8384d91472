package io.parley.core.directory;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(KeycloakAwayTest.NoAdminApi.class)
class KeycloakAwayTest {
    /** Port 9 of this machine answers nobody. */
    public static class NoAdminApi implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.rest-client.keycloak-admin.url", "http://127.0.0.1:9");
        }
    }

    @Test
    void usersWhoAreKnownCanBeNamedAndOthersAreUnavailableNotUnknown() {
        TestUser bob = TestUsers.user("bob");
        as(bob).get("/v1/me").then().statusCode(200);
        Applications.Provisioned application = provision();
        String subscriptions = ownedChat(application) + "/subscriptions";

        as(owner(), Map.of("username", "bob")).post(subscriptions).then().statusCode(201);
        refused(as(owner(), Map.of("username", "stranger")).post(subscriptions), ErrorCode.UNAVAILABLE);
        refused(as(owner(), Map.of("user", "stranger")).post(subscriptions), ErrorCode.UNAVAILABLE);
    }
}
