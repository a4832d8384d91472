package io.parley.stack.up;

import io.parley.stack.process.ProcessIdentity;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run tells the other commands, in {@code .parley/run/stack.json}.
 *
 * @param launcher the process that holds everything
 * @param phase of the whole
 * @param failure why it failed, a sentence for the person at the terminal
 * @param startedMillis milliseconds since the epoch
 * @param readyAfterMillis how long it took until everything was ready; 0 until then
 * @param portOffset what was added to every port
 * @param serversOnly whether it runs without the services
 */
record StackState(
        ProcessIdentity launcher,
        Phase phase,
        @Nullable String failure,
        long startedMillis,
        long readyAfterMillis,
        int portOffset,
        boolean serversOnly,
        List<PartState> parts) {
    StackState {
        parts = List.copyOf(parts);
    }

    /** Of the whole stack. */
    enum Phase {
        STARTING,
        READY,
        STOPPING,
        FAILED
    }

    /**
     * One server or service.
     *
     * @param name as {@code ./chat logs} takes it
     * @param step what it is busy with: "ready", or what is waited for
     * @param sinceMillis milliseconds since the epoch when its start began; 0 while it waits for others
     * @param readyAfterMillis how long its start took; 0 until it is ready
     * @param process absent for one that runs elsewhere, and before its start
     */
    record PartState(
            String name,
            String title,
            String address,
            String step,
            boolean ready,
            long sinceMillis,
            long readyAfterMillis,
            @Nullable ProcessIdentity process) {
        Optional<ProcessHandle> find() {
            return Optional.ofNullable(process).flatMap(ProcessIdentity::find);
        }
    }
}
