package io.parley.indexer.search;

/** How a text is written, as far as it decides in what way it is looked for. */
final class Script {
    private static final int FIRST_OF_EAST_ASIA = 0x2E80;

    private Script() {}

    /** Whether there is something to look for: a letter, a digit or an emoji. */
    static boolean hasWords(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isLetterOrDigit(c)
                        || Character.getType(c) == Character.LETTER_NUMBER
                        || isPictograph(c));
    }

    static boolean isPictograph(int c) {
        return Character.isExtendedPictographic(c) || (c >= 0x1F1E6 && c <= 0x1F1FF);
    }

    /** Whether it has characters that are indexed in pairs: Chinese, Japanese or Korean. */
    static boolean isPaired(String text) {
        return text.codePoints().anyMatch(Script::isPaired);
    }

    static boolean isHangul(String text) {
        return text.codePoints()
                .filter(Character::isLetter)
                .allMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
    }

    static long letters(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }

    private static boolean isPaired(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    /** How many words the analyzers will see at most: ideographs and the like count one each. */
    static int count(String text) {
        int words = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean alone = Character.isIdeographic(c) || c >= FIRST_OF_EAST_ASIA;
            boolean part = Character.isLetterOrDigit(c) && !alone;
            if (alone || (part && !within)) {
                words++;
            }
            within = part;
        }
        return words;
    }
}
