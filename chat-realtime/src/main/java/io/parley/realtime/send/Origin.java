package io.parley.realtime.send;

import io.parley.contract.frame.ServerFrame;

/** Who is told what became of a command. On the hub. */
public interface Origin {
    /** The command is no longer pending; the frame says what became of it. */
    void settled(ServerFrame answer);

    /** The broker has the command, whose origin asked to be told so. */
    default void accepted(ServerFrame.Accepted frame) {}
}
