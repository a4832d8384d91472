package io.parley.indexer.judged;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one query found.
 *
 * @param found ids of messages that count, the best first
 */
record Outcome(Judgement judgement, List<String> found) {
    private static final int TOP = 10;

    static Outcome of(Judgement judgement, List<String> found) {
        return new Outcome(
                judgement,
                found.stream().filter(id -> !judgement.tolerated().contains(id)).toList());
    }

    boolean expectsSomething() {
        return !judgement.grades().isEmpty();
    }

    /** The share of what should be found that was. */
    double recall() {
        long hits = found.stream().filter(judgement.grades()::containsKey).count();
        return expectsSomething() ? (double) hits / judgement.grades().size() : 1;
    }

    /** The share of the first ten, or fewer, that should be found; of nothing found, whether that is right. */
    double precision() {
        List<String> top = found.stream().limit(TOP).toList();
        if (top.isEmpty()) {
            return expectsSomething() ? 0 : 1;
        }
        return (double) top.stream().filter(judgement.grades()::containsKey).count() / top.size();
    }

    /** Normalized discounted cumulative gain of the first ten: 1 when they stand in the best order that there is. */
    double ndcg() {
        double best = gain(judgement.grades().values().stream().sorted(Comparator.reverseOrder()));
        return best == 0 ? precision() : gain(found.stream().map(judgement::grade)) / best;
    }

    private static double gain(Stream<Integer> grades) {
        List<Integer> top = grades.limit(TOP).toList();
        double gain = 0;
        for (int i = 0; i < top.size(); i++) {
            gain += (Math.pow(2, top.get(i)) - 1) * Math.log(2) / Math.log(i + 2.0);
        }
        return gain;
    }

    List<String> forbidden() {
        return found.stream().filter(judgement.never()::contains).toList();
    }

    List<String> missing() {
        return judgement.grades().keySet().stream()
                .filter(id -> !found.contains(id))
                .toList();
    }

    List<String> stray() {
        return found.stream()
                .limit(TOP)
                .filter(id -> !judgement.grades().containsKey(id))
                .toList();
    }
}
