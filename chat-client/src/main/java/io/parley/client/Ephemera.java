package io.parley.client;

import io.parley.contract.Check;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What is only worth saying now: typing and signals. Without a live connection it is dropped, not kept. */
final class Ephemera implements Speaker {
    /** How often the server wants to be told that a user is still writing. */
    private static final Duration TYPING_AGAIN = Duration.ofSeconds(3);
    /** After this the server counts it as over. */
    private static final Duration TYPING_LASTS = Duration.ofSeconds(6);
    /** Frames that wait to be written; more than that is said too fast. */
    private static final int CAPACITY = 64;

    private final Queue<String> frames = new ArrayDeque<>();
    /** When it was last said that the user writes in a chat. */
    private final Map<String, Long> typing = new HashMap<>();

    private boolean live;

    /** @return whether it will be said; not when it was said just now, or nobody could hear it */
    synchronized boolean typing(String chat) {
        long now = System.nanoTime();
        typing.values().removeIf(said -> now - said > TYPING_LASTS.toNanos());
        Long said = typing.get(chat);
        if (!live || (said != null && now - said < TYPING_AGAIN.toNanos())) {
            return false;
        }
        typing.put(chat, now);
        return offer(new ClientFrame.Typing(chat, true));
    }

    /** @return whether it will be said; not when it is over anyway */
    synchronized boolean stoppedTyping(String chat) {
        return typing.remove(chat) != null && offer(new ClientFrame.Typing(chat, false));
    }

    /** A message of the user ends that the user is writing it. */
    synchronized void sent(String chat) {
        typing.remove(chat);
    }

    /** @return whether it will be said */
    synchronized boolean signal(ClientFrame.Signal signal) {
        return live && offer(signal);
    }

    /** @throws ParleyException when the server would refuse it */
    static ClientFrame.Signal checked(ClientFrame.Signal signal) {
        List<String> to = signal.to();
        if (signal.payload() != null && Json.bytes(signal.payload()).length > Limits.SIGNAL_BYTES) {
            throw ParleyException.local(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The payload of a signal has at most %d bytes".formatted(Limits.SIGNAL_BYTES));
        }
        if (to != null && to.size() > Limits.SIGNAL_USERS) {
            throw ParleyException.local(
                    ErrorCode.LIMIT_REACHED, "A signal is for at most %d users".formatted(Limits.SIGNAL_USERS));
        }
        checkChat(signal.chat());
        return signal;
    }

    /** @throws ParleyException when it cannot be a chat's id */
    static void checkChat(@Nullable String chat) {
        try {
            Check.chatId(chat, "chat");
        } catch (ContractException e) {
            throw ParleyException.refused(e.code(), 0, e.detail(), e.field(), null);
        }
    }

    private boolean offer(ClientFrame frame) {
        return frames.size() < CAPACITY && frames.add(Json.string(frame));
    }

    @Override
    public synchronized void ready(ServerFrame.Ready ready) {
        live = true;
    }

    @Override
    public synchronized Optional<String> next() {
        return Optional.ofNullable(frames.poll());
    }

    @Override
    public synchronized void disconnected() {
        live = false;
        frames.clear();
        typing.clear();
    }
}
