package io.parley.indexer.judged;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Means over queries, each from 0 to 1. */
record Figures(int queries, double recall, double precision, double ndcg, long forbidden) {
    static Figures of(List<Outcome> outcomes) {
        return new Figures(
                outcomes.size(),
                mean(outcomes, Outcome::recall),
                mean(outcomes, Outcome::precision),
                mean(outcomes, Outcome::ndcg),
                outcomes.stream()
                        .mapToLong(outcome -> outcome.forbidden().size())
                        .sum());
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().mapToDouble(figure).average().orElse(0);
    }
}
