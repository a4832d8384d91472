package io.parley.realtime.send;

import io.parley.contract.broker.Command;

/** A command that awaits its outcome. On the hub. */
final class Pending {
    final Origin origin;
    final Command.SendMessage command;
    final int lane;
    final int bytes;
    final long givenUpAt;
    boolean wantsAccepted;
    /** Whether it waits in its lane, or travels in an AMQP message that the broker has not taken over yet. */
    boolean inLane = true;

    long sentAt;
    /** Its lane's number for the message that it was last sent in. */
    long round;

    Pending(Origin origin, Command.SendMessage command, int lane, int bytes, boolean wantsAccepted, long givenUpAt) {
        this.origin = origin;
        this.command = command;
        this.lane = lane;
        this.bytes = bytes;
        this.wantsAccepted = wantsAccepted;
        this.givenUpAt = givenUpAt;
    }
}
