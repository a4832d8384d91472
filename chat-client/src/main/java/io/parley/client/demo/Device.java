package io.parley.client.demo;

import io.parley.client.ApplicationClient;
import io.parley.client.ChatSocket;
import io.parley.client.RevStore;
import io.parley.client.SocketListener;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A user's device: what came in over its socket, and what it knows while it is offline. */
final class Device implements SocketListener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final ApplicationClient application;
    private final RevStore revs = RevStore.inMemory(1_000);
    private final List<Event> events = new ArrayList<>();
    private final Map<String, ServerFrame.UserPresence> presence = new HashMap<>();
    private final Map<String, ServerFrame.Marker> markers = new HashMap<>();
    private final Set<String> writing = new HashSet<>();
    private @Nullable ChatSocket socket;

    Device(String name, ApplicationClient application) {
        this.name = name;
        this.application = application;
    }

    ApplicationClient application() {
        return application;
    }

    String name() {
        return name;
    }

    /** Connects, and waits until everything that was missed has come. */
    ServerFrame.Ready connect() {
        ChatSocket opened = application.socket().listener(this).revs(revs).connect();
        socket = opened;
        return within(opened.ready(), name + " cannot open a socket");
    }

    ServerFrame.Ack send(String chat, String text, String... recipients) {
        return within(socket().send(chat, text, recipients), name + "'s message was not acknowledged");
    }

    /** The live socket, for what needs no answer. */
    ChatSocket socket() {
        ChatSocket open = socket;
        if (open == null) {
            throw new StepFailed(name + " is offline");
        }
        return open;
    }

    private static <T> T within(CompletableFuture<T> future, String otherwise) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StepFailed(otherwise + ": " + String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new StepFailed(otherwise + " within " + PATIENCE.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed(otherwise + ": interrupted");
        }
    }

    @Override
    public synchronized void onEvent(Event event) {
        events.add(event);
        notifyAll();
    }

    @Override
    public synchronized void onPresence(ServerFrame.Presence told) {
        told.users().forEach(user -> presence.put(user.user(), user));
        notifyAll();
    }

    @Override
    public synchronized void onMarkers(ServerFrame.Markers told) {
        List<ServerFrame.Marker> moved = told.markers();
        if (moved != null) {
            moved.forEach(marker -> markers.put(marker.user(), marker));
        }
        notifyAll();
    }

    @Override
    public synchronized void onTyping(Typing typing) {
        if (typing.writing()) {
            writing.add(typing.user());
        } else {
            writing.remove(typing.user());
        }
        notifyAll();
    }

    /** Waits until a watched user is online, or no longer. */
    synchronized ServerFrame.UserPresence awaitPresence(String user, boolean online) {
        awaitUntil(
                () -> presence.containsKey(user) && presence.get(user).online() == online,
                "%s was not told that %s is %s".formatted(name, user, online ? "online" : "offline"));
        return Objects.requireNonNull(presence.get(user));
    }

    /** Waits until a user writes in a watched chat, or no longer. */
    synchronized void awaitWriting(String user, boolean writes) {
        awaitUntil(
                () -> writing.contains(user) == writes,
                "%s was not told that %s %s".formatted(name, user, writes ? "writes" : "is no longer writing"));
    }

    /** Waits until a user has read a watched chat up to there. */
    synchronized ServerFrame.Marker awaitRead(String user, long seq) {
        awaitUntil(
                () -> markers.containsKey(user) && markers.get(user).readSeq() >= seq,
                "%s was not told that %s has read #%d".formatted(name, user, seq));
        return Objects.requireNonNull(markers.get(user));
    }

    /** The messages of a chat that came in over the socket, in the order in which they came. */
    synchronized List<Message> messages(String chat) {
        List<Message> messages = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.MessageCreated created && created.chat().equals(chat)) {
                messages.add(created.message());
            }
        }
        return messages;
    }

    /** Waits until the message has come in. */
    Message await(String chat, long seq) {
        awaitUntil(
                () -> messages(chat).stream().anyMatch(message -> message.seq() == seq),
                "message %d of %s did not come to %s".formatted(seq, chat, name));
        return messages(chat).stream()
                .filter(message -> message.seq() == seq)
                .findFirst()
                .orElseThrow();
    }

    private synchronized void awaitUntil(BooleanSupplier condition, String otherwise) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (millis <= 0) {
                throw new StepFailed(otherwise + " within " + PATIENCE.toSeconds() + " s");
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StepFailed(otherwise + ": interrupted");
            }
        }
    }

    /** Goes offline; what is known stays. */
    @Override
    public void close() {
        ChatSocket open = socket;
        if (open != null) {
            open.close();
            socket = null;
        }
    }
}
