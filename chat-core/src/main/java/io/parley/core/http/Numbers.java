package io.parley.core.http;

import io.parley.contract.error.ContractException;
import org.jspecify.annotations.Nullable;

/** Numbers in query parameters. Taken as text, so that a wrong one is refused in our words. */
public final class Numbers {
    private Numbers() {}

    /**
     * A whole number of 0 or more.
     *
     * @param text as it came; absent: the default
     * @throws ContractException when it is none
     */
    public static long natural(String field, @Nullable String text, long byDefault) {
        if (text == null) {
            return byDefault;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, in the same words as a negative number.
        }
        throw ContractException.invalid(field, field + " must be a whole number of 0 or more");
    }
}
