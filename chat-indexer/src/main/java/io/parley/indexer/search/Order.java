package io.parley.indexer.search;

import io.parley.contract.error.ContractException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** In which order hits come. */
enum Order {
    /** Best first, then the latest. */
    RELEVANCE,
    NEWEST,
    OLDEST;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws ContractException that names the parameter */
    static Order of(String wire) {
        return Arrays.stream(values())
                .filter(order -> order.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> ContractException.invalid(
                        "sort",
                        "sort must be one of "
                                + Arrays.stream(values()).map(Order::wire).collect(Collectors.joining(", "))));
    }
}
