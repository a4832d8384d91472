package io.parley.indexer.judged;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A query and what it should find, judged by what the messages say.
 *
 * @param kind what is tried by it
 * @param grades by message: 3 is what was looked for, 2 is relevant, 1 is marginal; all other messages are not relevant
 * @param tolerated count nowhere, such as the same word of another language; graded 0 in the file
 * @param never must not be found at all
 */
record Judgement(
        String language,
        String kind,
        String query,
        Map<String, Integer> grades,
        Set<String> tolerated,
        Set<String> never) {
    private static final String NOTHING = "-";

    static List<Judgement> read() {
        List<Judgement> all = new ArrayList<>();
        for (String language : Corpus.LANGUAGES) {
            for (List<String> fields : Corpus.table("queries/" + language + ".tsv")) {
                all.add(of(language, fields));
            }
        }
        return all;
    }

    private static Judgement of(String language, List<String> fields) {
        Map<String, Integer> grades = new LinkedHashMap<>();
        Set<String> tolerated = new TreeSet<>();
        for (String graded : words(fields.get(2))) {
            String[] parts = graded.split(":", -1);
            if (parts[0].equals("0")) {
                tolerated.add(parts[1]);
            } else {
                grades.put(parts[1], Integer.valueOf(parts[0]));
            }
        }
        Set<String> never = new TreeSet<>(fields.size() > 3 ? words(fields.get(3)) : List.of());
        return new Judgement(language, fields.get(0), fields.get(1), grades, tolerated, never);
    }

    private static List<String> words(String field) {
        return field.isBlank() || field.equals(NOTHING)
                ? List.of()
                : List.of(field.strip().split(" ", -1));
    }

    int grade(String id) {
        return grades.getOrDefault(id, 0);
    }
}
