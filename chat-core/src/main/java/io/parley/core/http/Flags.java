package io.parley.core.http;

import io.parley.contract.error.ContractException;
import org.jspecify.annotations.Nullable;

/** Query parameters that are true or false, as they came. */
public final class Flags {
    private Flags() {}

    /** Absent: neither. */
    public static @Nullable Boolean flag(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ContractException.invalid(name, name + " must be true or false");
        };
    }

    public static boolean isTrue(String name, @Nullable String text) {
        return Boolean.TRUE.equals(flag(name, text));
    }
}
