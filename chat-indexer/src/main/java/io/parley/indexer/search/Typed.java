package io.parley.indexer.search;

import io.parley.contract.error.ContractException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person typed, taken apart. Nothing that is typed is wrong: a quote that is not closed reaches to the end, and what stands
 * within a word has no meaning of its own.
 *
 * @param words each of which must be met
 * @param phrases whose words must stand together, in this order
 * @param excluded words and phrases that must not be there
 */
record Typed(String words, List<String> phrases, List<String> excluded) {
    /** Each is a clause of the engine's query. */
    static final int PIECES_MAX = 32;

    private static final String QUOTES = "\"\u201C\u201D\u201E";

    Typed {
        phrases = List.copyOf(phrases);
        excluded = List.copyOf(excluded);
    }

    /** Whether there is something by which one message fits better than another. */
    boolean ranks() {
        return !words.isBlank() || !phrases.isEmpty();
    }

    /** @throws ContractException when there are more phrases and excluded words than {@value #PIECES_MAX} */
    static Typed of(String typed) {
        Parser parser = new Parser(typed);
        parser.run();
        if (parser.phrases.size() + parser.excluded.size() > PIECES_MAX) {
            throw ContractException.invalid("q", "q has more than %d phrases and excluded words".formatted(PIECES_MAX));
        }
        return new Typed(parser.words.toString().strip(), parser.phrases, parser.excluded);
    }

    private static final class Parser {
        private final String typed;
        private final StringBuilder words = new StringBuilder();
        private final List<String> phrases = new ArrayList<>();
        private final List<String> excluded = new ArrayList<>();
        private int at;

        Parser(String typed) {
            this.typed = typed;
        }

        void run() {
            while (at < typed.length()) {
                if (Character.isWhitespace(typed.charAt(at))) {
                    at++;
                } else {
                    piece();
                }
            }
        }

        private void piece() {
            boolean without = typed.charAt(at) == '-' && at + 1 < typed.length() && mayBeExcluded(at + 1);
            at += without ? 1 : 0;
            if (isQuote(at)) {
                String phrase = upToQuote().strip();
                if (!phrase.isEmpty()) {
                    (without ? excluded : phrases).add(phrase);
                }
            } else if (without) {
                excluded.add(upToSpace());
            } else {
                words.append(upToSpace()).append(' ');
            }
        }

        private boolean mayBeExcluded(int index) {
            int c = typed.codePointAt(index);
            return isQuote(index) || c == '#' || c == '@' || Character.isLetterOrDigit(c) || Script.isPictograph(c);
        }

        private boolean isQuote(int index) {
            return QUOTES.indexOf(typed.charAt(index)) >= 0;
        }

        private String upToQuote() {
            int from = ++at;
            while (at < typed.length() && !isQuote(at)) {
                at++;
            }
            String phrase = typed.substring(from, at);
            at++;
            return phrase;
        }

        private String upToSpace() {
            int from = at;
            while (at < typed.length() && !Character.isWhitespace(typed.charAt(at))) {
                at++;
            }
            return typed.substring(from, at);
        }
    }
}
