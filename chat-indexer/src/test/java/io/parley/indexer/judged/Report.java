package io.parley.indexer.judged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What was measured, to read. */
final class Report {
    private static final int WORST = 60;

    private final List<Outcome> outcomes;
    private final Map<String, String> texts;
    private final StringBuilder out = new StringBuilder();

    Report(List<Outcome> outcomes, List<Corpus.Line> corpus) {
        this.outcomes = outcomes;
        this.texts = corpus.stream().collect(Collectors.toMap(Corpus.Line::id, Corpus.Line::text));
    }

    void write(Path file) {
        out.append(
                "# How well search finds\n\n%d queries over %d messages.\n".formatted(outcomes.size(), texts.size()));
        table("language", outcome -> outcome.judgement().language(), Corpus.LANGUAGES);
        List<String> kinds = outcomes.stream()
                .map(outcome -> outcome.judgement().kind())
                .distinct()
                .sorted()
                .toList();
        table("kind", outcome -> outcome.judgement().kind(), kinds);
        out.append("\n## The worst\n\n");
        outcomes.stream()
                .filter(outcome -> weakness(outcome) < 3 || !outcome.forbidden().isEmpty())
                .sorted(Comparator.comparingDouble(Report::weakness))
                .limit(WORST)
                .forEach(this::describe);
        try {
            Files.writeString(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void table(String name, Function<Outcome, String> by, List<String> rows) {
        out.append(
                "\n| %s | queries | recall | precision@10 | nDCG@10 | found against the judgement |\n".formatted(name));
        out.append("|---|---|---|---|---|---|\n");
        Map<String, List<Outcome>> groups = outcomes.stream().collect(Collectors.groupingBy(by));
        rows.forEach(row -> row(row, Figures.of(groups.getOrDefault(row, List.of()))));
        row("**all**", Figures.of(outcomes));
    }

    private void row(String name, Figures figures) {
        out.append(String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.3f | %.3f | %d |%n",
                name,
                figures.queries(),
                figures.recall(),
                figures.precision(),
                figures.ndcg(),
                figures.forbidden()));
    }

    private static double weakness(Outcome outcome) {
        return outcome.recall()
                + outcome.precision()
                + outcome.ndcg()
                - outcome.forbidden().size();
    }

    private void describe(Outcome outcome) {
        out.append(String.format(
                Locale.ROOT,
                "- %s, %s: `%s`: recall %.2f, precision %.2f, nDCG %.2f%n",
                outcome.judgement().language(),
                outcome.judgement().kind(),
                outcome.judgement().query(),
                outcome.recall(),
                outcome.precision(),
                outcome.ndcg()));
        list("against the judgement", outcome.forbidden());
        list("missing", outcome.missing());
        list("not relevant", outcome.stray());
    }

    private void list(String what, List<String> ids) {
        ids.forEach(id -> out.append("  - %s: %s %s\n".formatted(what, id, texts.get(id))));
    }
}
