package io.parley.stack.up;

import io.parley.stack.process.GuardedProcess;
import io.parley.stack.server.Progress;
import java.util.Optional;
import java.util.Set;

/** Something that {@code ./chat up} starts, or that it finds running elsewhere. */
interface Part {
    /** As {@code ./chat logs} takes it. */
    String name();

    String title();

    /** Where it is reached, for a person. */
    String address();

    /** Ports that it will listen on. */
    Set<Integer> ports();

    /** Names of the parts that must be ready before it starts. */
    Set<String> needs();

    /** Returns once it is ready. */
    void start(Progress progress);

    /** Stops it and waits; does nothing when it does not run. */
    void stop();

    /** Whether it answers now. */
    boolean healthy();

    Optional<GuardedProcess> process();
}
