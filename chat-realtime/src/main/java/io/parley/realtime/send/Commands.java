package io.parley.realtime.send;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.broker.Lane;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Mentions;
import io.parley.contract.frame.ServerFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Commands on their way. A command is pending from {@link #submit} until its outcome: it is sent, sent again when the
 * link to the broker was away or nothing was heard for a while, and given up in the end. Only a stored command is
 * acknowledged. Everything here is called on the hub.
 */
public final class Commands {
    /**
     * A checked send of a client.
     *
     * @param command without its id, which is given here
     * @param bytes its size, roughly
     */
    public record Submission(Origin origin, UUID application, Draft command, int bytes) {}

    /**
     * A message without an id for its outcome.
     *
     * @param accepted whether its origin wants to hear that the broker has it
     */
    public record Draft(
            String chat,
            String sender,
            String clientId,
            String text,
            @Nullable List<String> recipients,
            @Nullable ObjectNode metadata,
            boolean accepted,
            @Nullable Long replyTo,
            @Nullable Mentions mentions,
            @Nullable Long expiresInSeconds) {}

    private final SendConfig config;
    private final String node;
    private final Publisher publisher;
    private final LongSupplier clock;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private final List<LaneQueue> lanes = new ArrayList<>();
    private long lastId;
    private long bytes;

    /** @param node names this gateway in {@code origin} and in the address of the outcomes */
    public Commands(SendConfig config, String node, Publisher publisher, LongSupplier clock) {
        this.config = config;
        this.node = node;
        this.publisher = publisher;
        this.clock = clock;
        // Ids must not repeat those of an earlier life of the same node, whose outcomes may still arrive.
        this.lastId = clock.getAsLong() << 20;
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            lanes.add(new LaneQueue());
        }
    }

    /** Takes a command over; its origin will be told what became of it, whatever happens. */
    public void submit(Submission submission) {
        Draft draft = submission.command();
        if (bytes + submission.bytes() > config.pendingBytes()) {
            submission
                    .origin()
                    .settled(refusal(
                            ErrorCode.OVERLOADED,
                            "Too much is on its way; send this message again",
                            draft.chat(),
                            draft.clientId()));
            return;
        }
        long now = clock.getAsLong();
        Command.SendMessage command = new Command.SendMessage(
                ++lastId,
                submission.application(),
                draft.chat(),
                draft.sender(),
                draft.clientId(),
                draft.text(),
                draft.recipients(),
                draft.metadata(),
                Instant.ofEpochMilli(now),
                draft.replyTo(),
                draft.mentions(),
                draft.expiresInSeconds(),
                null);
        int lane = Lane.of(submission.application(), draft.chat());
        Pending entry = new Pending(
                submission.origin(),
                command,
                lane,
                submission.bytes(),
                draft.accepted(),
                now + config.giveUpAfter().toMillis());
        pending.put(command.id(), entry);
        bytes += entry.bytes;
        lanes.get(lane).add(entry);
        flush(lane);
    }

    /** What became of commands. Outcomes of unknown commands are ignored: they were answered before, or given up. */
    public void outcomes(List<Outcome> outcomes) {
        BitSet free = new BitSet(Lane.COUNT);
        for (Outcome outcome : outcomes) {
            Pending entry = remove(outcome.id());
            if (entry != null) {
                entry.origin.settled(answer(entry.command, outcome));
                if (lanes.get(entry.lane).answered(entry.round)) {
                    free.set(entry.lane);
                }
            }
        }
        free.stream().forEach(this::flush);
    }

    private @Nullable Pending remove(long id) {
        Pending entry = pending.remove(id);
        if (entry != null) {
            bytes -= entry.bytes;
        }
        return entry;
    }

    private ServerFrame answer(Command.SendMessage command, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored stored ->
                new ServerFrame.Ack(
                        command.chat(),
                        command.clientId(),
                        stored.seq(),
                        stored.rev(),
                        stored.createdAt(),
                        stored.duplicate());
            case Outcome.Refused refused ->
                new ServerFrame.Refusal(
                        refused.code(),
                        refused.detail(),
                        refused.field(),
                        command.chat(),
                        command.clientId(),
                        retryAfter(refused));
        };
    }

    /** What chat-core says, which knows better; otherwise what holds for all that may be sent again. */
    private @Nullable Long retryAfter(Outcome.Refused refused) {
        if (refused.retryAfterMillis() != null) {
            return refused.retryAfterMillis();
        }
        return refused.code().retryable() ? config.retryAfter().toMillis() : null;
    }

    private ServerFrame.Refusal refusal(ErrorCode code, String message, String chat, String clientId) {
        return new ServerFrame.Refusal(
                code, message, null, chat, clientId, config.retryAfter().toMillis());
    }

    /** The link to the broker is back: all that has no outcome is sent again, in its order. */
    public void linkUp() {
        lanes.forEach(LaneQueue::clear);
        pending.values().forEach(entry -> lanes.get(entry.lane).add(entry));
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            flush(lane);
        }
    }

    /** Sends again what was not heard of, and gives up what is too old. To be called a few times a second. */
    public void tick() {
        long now = clock.getAsLong();
        long resend = now - config.resendAfter().toMillis();
        List<Pending> old = new ArrayList<>();
        for (Pending entry : pending.values()) {
            if (entry.givenUpAt <= now) {
                old.add(entry);
            } else if (!entry.inLane && entry.sentAt <= resend) {
                lanes.get(entry.lane).add(entry);
            }
        }
        for (Pending entry : old) {
            remove(entry.command.id());
            entry.origin.settled(refusal(
                    ErrorCode.UNAVAILABLE,
                    "It is not known yet whether this message was stored; send it again with the same clientId",
                    entry.command.chat(),
                    entry.command.clientId()));
        }
        long held = now - config.laneHold().toMillis();
        lanes.forEach(lane -> lane.giveUpBefore(held));
        for (int lane = 0; lane < Lane.COUNT; lane++) {
            flush(lane);
        }
    }

    private void flush(int number) {
        LaneQueue lane = lanes.get(number);
        if (!publisher.isUp()) {
            return;
        }
        long now = clock.getAsLong();
        long round = lane.begin(now);
        if (round == 0) {
            return;
        }
        List<Pending> taken = lane.take(entry -> pending.get(entry.command.id()) == entry);
        if (taken.isEmpty()) {
            lane.end(round);
            return;
        }
        taken.forEach(entry -> {
            entry.sentAt = now;
            entry.round = round;
        });
        lane.sent(taken.size());
        List<Command> commands =
                taken.stream().<Command>map(entry -> entry.command).toList();
        publisher.publish(number, new CommandBundle(node, commands), failure -> {
            if (failure != null && lane.end(round)) {
                lane.addFirst(taken);
            } else {
                taken.stream().filter(entry -> entry.round == round).forEach(entry -> entry.inLane = false);
                if (failure == null) {
                    taken.forEach(this::accepted);
                }
            }
        });
    }

    /** The broker has it. Said once, and not after the outcome. */
    private void accepted(Pending entry) {
        if (entry.wantsAccepted && pending.get(entry.command.id()) == entry) {
            entry.wantsAccepted = false;
            entry.origin.accepted(new ServerFrame.Accepted(entry.command.chat(), entry.command.clientId()));
        }
    }

    /** Commands without an outcome. */
    public int pending() {
        return pending.size();
    }
}
