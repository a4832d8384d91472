package io.parley.contract.broker;

import java.util.List;

/**
 * Commands of one lane in one AMQP message on {@link Addresses#ingest()}, in the order in which they are to be applied.
 *
 * @param origin the node that awaits the outcomes on {@link Addresses#outcomes(String)}
 */
public record CommandBundle(String origin, List<Command> commands) {
    /** Commands in one bundle. */
    public static final int MAX_COMMANDS = 256;

    public CommandBundle {
        commands = List.copyOf(commands);
    }
}
