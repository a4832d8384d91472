package io.parley.core.sync;

import io.parley.contract.error.ContractException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The key of the last chat of a page. */
final class SyncCursor {
    private SyncCursor() {}

    static String encode(long chatKey) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(chatKey).getBytes(StandardCharsets.UTF_8));
    }

    static long decode(String cursor) {
        try {
            return Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw ContractException.invalid("cursor", "cursor is not one that sync gave out; begin without it");
        }
    }
}
