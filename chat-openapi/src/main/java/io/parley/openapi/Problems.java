package io.parley.openapi;

import io.parley.contract.Json;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Answers that refuse: one for each set of codes of one status, shared by the operations that have it. */
final class Problems {
    private static final String RESPONSES = "#/components/responses/";

    private final SortedMap<String, APIResponse> responses = new TreeMap<>();

    Map<String, APIResponse> all() {
        return responses;
    }

    /** A reference to the answer with one of these codes, which have one status. */
    APIResponse of(List<ErrorCode> codes) {
        String name = codes.stream().map(ErrorCode::wire).collect(Collectors.joining("-"));
        responses.computeIfAbsent(name, _ -> response(codes));
        return OASFactory.createAPIResponse().ref(RESPONSES + name);
    }

    private static APIResponse response(List<ErrorCode> codes) {
        int status = codes.getFirst().status();
        MediaType body = OASFactory.createMediaType().schema(schema(codes));
        codes.forEach(code -> body.addExample(
                code.wire(), OASFactory.createExample().summary(code.meaning()).value(example(code))));
        APIResponse response = OASFactory.createAPIResponse()
                .description(codes.stream()
                        .map(code -> "`%s`: %s".formatted(code.wire(), code.meaning()))
                        .collect(Collectors.joining("\n\n")))
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body));
        if (status == ErrorCode.UNAUTHENTICATED.status()) {
            response.addHeader("WWW-Authenticate", Headers.ref("WWW-Authenticate"));
        }
        if (status == ErrorCode.RATE_LIMITED.status() || status == ErrorCode.UNAVAILABLE.status()) {
            response.addHeader("Retry-After", Headers.ref("Retry-After"));
        }
        return response;
    }

    private static Schema schema(List<ErrorCode> codes) {
        Schema code = OASFactory.createSchema();
        codes.forEach(one -> code.addEnumeration(one.wire()));
        return OASFactory.createSchema()
                .addAllOf(OASFactory.createSchema().ref(Parts.SCHEMAS + "Problem"))
                .addAllOf(OASFactory.createSchema().addProperty("code", code));
    }

    private static Object example(ErrorCode code) {
        Problem problem = Problem.of(new ContractException(code), null, "7f3a9c21d4e8b605");
        return Json.MAPPER.convertValue(problem, Map.class);
    }
}
