package io.parley.stack.up;

import io.parley.stack.process.ProcessIdentity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes of a run whose launcher is gone. Their guards end them; this is for the case that the guards were killed too. */
final class Leftovers {
    private static final long GUARD_SECONDS = 5;
    private static final long KILL_SECONDS = 5;

    private Leftovers() {}

    /** Ends what is left of that run; returns how many processes had to be killed. */
    static int end(StackState last) {
        List<ProcessHandle> left = last.parts().stream()
                .map(StackState.PartState::process)
                .flatMap(process -> Optional.ofNullable(process).flatMap(ProcessIdentity::find).stream())
                .toList();
        left.forEach(process -> await(process, GUARD_SECONDS));
        List<ProcessHandle> stubborn =
                left.stream().filter(ProcessHandle::isAlive).toList();
        for (ProcessHandle process : stubborn) {
            Stream.concat(process.descendants(), Stream.of(process)).toList().forEach(ProcessHandle::destroyForcibly);
            await(process, KILL_SECONDS);
        }
        return stubborn.size();
    }

    private static void await(ProcessHandle process, long seconds) {
        try {
            process.onExit().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Still there: the caller looks.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
