package io.parley.indexer.judged;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Messages of everyday, put together from openings, sentences and ends of one language. */
final class Filler {
    private static final Pattern SLOT = Pattern.compile("\\{(n|time|name|day)}");
    private static final String SENTENCES = "sentences";

    private final Map<String, List<String>> phrases;
    private final Random random;

    private Filler(Map<String, List<String>> phrases, long seed) {
        this.phrases = phrases;
        this.random = new Random(seed);
    }

    /** As many different messages as asked for, in which every sentence occurs about as often as every other. */
    static Set<String> of(String language, int count) {
        Filler filler = new Filler(read(language), language.hashCode());
        List<String> sentences = filler.all(SENTENCES);
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; texts.size() < count; i++) {
            texts.add(filler.message(sentences.get(i % sentences.size())));
        }
        return texts;
    }

    private static Map<String, List<String>> read(String language) {
        Map<String, List<String>> phrases = new HashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : Corpus.lines("filler/" + language + ".txt")) {
            if (line.startsWith("[")) {
                section = phrases.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
            } else {
                section.add(line);
            }
        }
        return phrases;
    }

    private String message(String sentence) {
        String start = any("starts");
        boolean spaced = !start.isEmpty() && start.codePointBefore(start.length()) < 0x2E80;
        String text = start + (spaced ? " " : "") + sentence + end(any("ends"));
        return SLOT.matcher(text).replaceAll(slot -> value(slot.group(1)));
    }

    /** What is no punctuation stands apart. */
    private static String end(String end) {
        boolean word = !end.isEmpty() && (Character.isLetter(end.codePointAt(0)) || end.codePointAt(0) > 0xFFFF);
        return word ? " " + end : end;
    }

    private String value(String slot) {
        return switch (slot) {
            case "n" -> String.valueOf(2 + random.nextInt(58));
            case "time" -> "%d:%02d".formatted(7 + random.nextInt(15), 5 * random.nextInt(12));
            default -> any(slot);
        };
    }

    private String any(String section) {
        List<String> all = all(section);
        return all.get(random.nextInt(all.size()));
    }

    private List<String> all(String section) {
        List<String> all = phrases.get(section);
        if (all == null) {
            throw new IllegalStateException("There is no section " + section);
        }
        return all;
    }
}
