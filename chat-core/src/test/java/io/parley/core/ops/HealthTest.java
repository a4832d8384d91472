package io.parley.core.ops;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.startsWith;

import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HealthTest {
    @Test
    void readinessNamesEveryServerAndWhatDoesNotWorkWithoutIt() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("PostgreSQL", "Redis", "broker", "Keycloak"))
                .body("checks.find { it.name == 'Redis' }.data.state", equalTo("up"))
                .body("checks.find { it.name == 'Keycloak' }.data.state", equalTo("up"))
                .body("checks.find { it.name == 'broker' }.data.without", containsString("published"));
    }

    @Test
    void livenessAndMetricsAreOpen() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void theApiIsDescribedWithItsSecurityAndItsProblems() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("openapi", startsWith("3.1"))
                .body("components.securitySchemes", hasKey("user"))
                .body("components.securitySchemes", hasKey("application"))
                .body("paths.'/v1/applications'.post.responses", hasKey("201"))
                .body(
                        "paths.'/v1/applications'.post.responses.401.$ref",
                        equalTo("#/components/responses/unauthenticated"));
        given().redirects().follow(true).get("/q/swagger-ui/").then().statusCode(200);
    }
}
