package io.parley.realtime.send;

import io.parley.contract.broker.CommandBundle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way to chat-core's queue. On the hub. */
public interface Publisher {
    boolean isUp();

    /**
     * Sends commands of one lane.
     *
     * @param answer called on the hub: with null once the broker has taken them over, else with what went wrong; then
     *     they may or may not have arrived
     */
    void publish(int lane, CommandBundle bundle, Consumer<@Nullable Throwable> answer);
}
