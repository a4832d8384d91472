package io.parley.core.message;

import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import java.util.function.Consumer;

/**
 * A command on its way through a queue.
 *
 * @param done told the outcome, once, after the commit; must not block
 */
record Submission(Command.SendMessage command, Consumer<Outcome> done) {}
