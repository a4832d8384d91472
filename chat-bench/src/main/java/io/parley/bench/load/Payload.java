package io.parley.bench.load;

import io.parley.bench.wire.Number48;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Message texts of exactly 100 ASCII bytes: the number, then words. Words, because the search index gets them too, and an
 * index of random letters would be neither what users write nor what an index is made for.
 */
final class Payload {
    static final int BYTES = 100;
    private static final int WORDS = 4_000;
    private static final String[] VOCABULARY = vocabulary();

    private final SplittableRandom random;

    Payload(long seed) {
        this.random = new SplittableRandom(seed);
    }

    private static String[] vocabulary() {
        String[] syllables = {"ka", "lo", "mi", "ten", "ra", "su", "vel", "no", "dri", "pa", "es", "tor", "un", "bel"};
        SplittableRandom random = new SplittableRandom(42);
        String[] words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int j = random.nextInt(1, 5); j > 0; j--) {
                word.append(syllables[random.nextInt(syllables.length)]);
            }
            words[i] = word.toString();
        }
        return words;
    }

    byte[] text(long number) {
        byte[] text = new byte[BYTES];
        Arrays.fill(text, (byte) ' ');
        Number48.write(number, text, 0);
        int at = Number48.LENGTH + 1;
        while (at < BYTES) {
            byte[] word = VOCABULARY[random.nextInt(WORDS)].getBytes(StandardCharsets.US_ASCII);
            int length = Math.min(word.length, BYTES - at);
            System.arraycopy(word, 0, text, at, length);
            at += length + 1;
        }
        // The last byte is a letter, so that no server trims it.
        text[BYTES - 1] = 'z';
        return text;
    }
}
