package io.parley.stack.up;

import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.JsonFiles;
import io.parley.stack.process.ProcessIdentity;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of {@code ./chat up}, below {@code .parley}.
 *
 * @param checkout whose
 */
record RunFolder(Checkout checkout) {
    Path data() {
        return checkout.home().resolve("data");
    }

    Path logs() {
        return checkout.home().resolve("logs");
    }

    Path launcherLog() {
        return logs().resolve("launcher.log");
    }

    /** Working directory of that service; its settings are in there. */
    Path service(String module) {
        return checkout.home().resolve("run").resolve(module);
    }

    /** Held while a run begins. */
    Path lock() {
        return checkout.home().resolve("run/lock");
    }

    Path state() {
        return checkout.home().resolve("run/stack.json");
    }

    /** What the last run wrote, whether it still runs or not. */
    Optional<StackState> last() {
        return JsonFiles.read(state(), StackState.class);
    }

    /** The state of the run that is there now. */
    Optional<StackState> running() {
        return last().filter(state -> state.launcher().alive());
    }

    /** The process of a run. */
    Optional<ProcessHandle> launcher() {
        return last().map(StackState::launcher).flatMap(ProcessIdentity::find);
    }
}
