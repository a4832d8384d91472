package io.parley.stack.server;

/** Hears what a start is busy with. */
@FunctionalInterface
public interface Progress {
    /** A word or two, such as "unpacking". */
    void phase(String what);
}
