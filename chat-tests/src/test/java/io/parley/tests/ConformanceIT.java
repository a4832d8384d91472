package io.parley.tests;

import io.parley.contract.conformance.Cases;
import io.parley.tests.support.Parley;
import io.parley.tests.support.ServerPlay;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged services do what every server of the protocol has to: see {@code conformance/server/README.md}. */
class ConformanceIT {
    static List<Cases.Case> cases() {
        return Cases.in("server");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theServerPlaysItsPart(Cases.Case script) {
        try (ServerPlay play = new ServerPlay(Parley.shared(), script)) {
            play.all();
        }
    }
}
