package io.parley.client;

import io.parley.contract.conformance.Cases;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This client does what every client has to, case by case: see {@code conformance/README.md}. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class ConformanceTest {
    static List<Cases.Case> cases() {
        return Cases.in("cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theClientPlaysItsPart(Cases.Case script) throws Exception {
        try (Play play = new Play(script)) {
            play.all();
        }
    }
}
