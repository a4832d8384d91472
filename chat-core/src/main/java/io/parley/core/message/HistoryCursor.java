package io.parley.core.message;

import io.parley.contract.error.ContractException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a walk through history stands.
 *
 * @param upwards whether it goes from old to new
 * @param seq the bound, exclusive
 */
record HistoryCursor(boolean upwards, long seq) {
    static final HistoryCursor NEWEST = new HistoryCursor(false, Long.MAX_VALUE);

    String encode() {
        String text = (upwards ? "a" : "b") + seq;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static HistoryCursor decode(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            long seq = Long.parseLong(text, 1, text.length(), 10);
            return switch (text.charAt(0)) {
                case 'a' -> new HistoryCursor(true, seq);
                case 'b' -> new HistoryCursor(false, seq);
                default -> throw unreadable();
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw unreadable();
        }
    }

    private static ContractException unreadable() {
        return ContractException.invalid("cursor", "cursor is not one that this list gave out; begin without it");
    }
}
