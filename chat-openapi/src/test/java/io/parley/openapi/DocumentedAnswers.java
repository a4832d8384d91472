package io.parley.openapi;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Holds every answer that a test gets, in whichever test, against the OpenAPI document. */
public final class DocumentedAnswers implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(new Check(ApiContract.read()));
    }

    private record Check(ApiContract contract) implements Filter {
        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification expected,
                FilterContext context) {
            Response response = context.next(request, expected);
            List<String> wrong = contract.wrong(
                    request.getMethod(),
                    URI.create(request.getURI()),
                    response.statusCode(),
                    Objects.requireNonNullElse(response.contentType(), ""),
                    response.asByteArray());
            if (!wrong.isEmpty()) {
                throw new AssertionError("%s %s answered %d %s, which is not as documented: %s"
                        .formatted(
                                request.getMethod(),
                                request.getURI(),
                                response.statusCode(),
                                response.asString(),
                                wrong));
            }
            return response;
        }
    }
}
