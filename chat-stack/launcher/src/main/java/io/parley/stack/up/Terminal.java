package io.parley.stack.up;

import java.io.Console;
import java.util.Optional;

/** The terminal that a person sits at, if there is one. */
final class Terminal {
    private Terminal() {}

    static Optional<Console> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
