package io.parley.tests.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.parley.client.ParleyException;
import io.parley.client.Sent;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * People who keep writing while things break: half by socket, many messages at once, half by REST, one by one and again
 * with the same {@code clientId} until the answer is known. Every acknowledgement is remembered.
 */
public final class Traffic {
    private static final int UNANSWERED = 4;

    /** An answer that a sender was given. */
    private record Acknowledged(String chat, long seq) {}

    private final Tenant tenant;
    private final List<String> chats;
    private final List<Stream> devices;
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final List<Throwable> refused = java.util.Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger sent = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    private Traffic(Tenant tenant, List<String> chats, List<Stream> devices) {
        this.tenant = tenant;
        this.chats = chats;
        this.devices = devices;
    }

    /** Begins; every other device writes by its socket, and the person of each of the rest by REST. */
    public static Traffic begin(Tenant tenant, List<String> chats, List<Stream> devices) {
        Traffic traffic = new Traffic(tenant, chats, devices);
        for (int i = 0; i < devices.size(); i++) {
            Stream device = devices.get(i);
            int number = i;
            traffic.threads.add(Thread.ofVirtual()
                    .start(() -> traffic.write(
                            number % 2 == 0 ? traffic::bySocket : (d, s) -> traffic.byRest(number, d, s), device)));
        }
        return traffic;
    }

    private interface Way {
        CompletableFuture<Long> send(Stream device, ClientFrame.Send message) throws InterruptedException;
    }

    private void write(Way way, Stream device) {
        Semaphore room = new Semaphore(UNANSWERED);
        try {
            for (int i = 0; !stopping; i++) {
                room.acquire();
                ClientFrame.Send message = message(device, i);
                way.send(device, message).whenComplete((seq, failure) -> {
                    if (failure == null) {
                        acknowledged.put(message.clientId(), new Acknowledged(message.chat(), seq));
                    } else {
                        refused.add(failure);
                    }
                    room.release();
                });
            }
            room.acquire(UNANSWERED);
        } catch (InterruptedException e) {
            refused.add(e);
        }
    }

    private ClientFrame.Send message(Stream device, int number) {
        String id = device.person().username() + "-" + sent.incrementAndGet();
        List<String> recipients =
                number % 4 == 3 ? List.of(devices.getFirst().person().id()) : null;
        return new ClientFrame.Send(chats.get(number % chats.size()), id, "text of " + id, recipients, null, null);
    }

    private CompletableFuture<Long> bySocket(Stream device, ClientFrame.Send message) {
        return device.socket().send(message).thenApply(ServerFrame.Ack::seq);
    }

    private CompletableFuture<Long> byRest(int number, Stream device, ClientFrame.Send message)
            throws InterruptedException {
        Messages.Send body = new Messages.Send(message.clientId(), message.text(), message.recipients(), null);
        for (int attempt = 0; ; attempt++) {
            try {
                Sent answer = tenant.as(device.person(), number + attempt)
                        .chat(message.chat())
                        .send(body);
                if (answer instanceof Sent.Stored(Message stored, boolean _)) {
                    return CompletableFuture.completedFuture(stored.seq());
                }
            } catch (ParleyException e) {
                if (!e.retryable()) {
                    return CompletableFuture.failedFuture(e);
                }
                // What is away is away for a while: the next attempt goes to another core.
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Waits until this many more messages were acknowledged. */
    public void more(int messages) {
        int target = acknowledged.size() + messages;
        await("%d more acknowledged messages".formatted(messages))
                .atMost(Duration.ofMinutes(3))
                .until(() -> acknowledged.size() >= target || !refused.isEmpty());
        assertEquals(List.of(), refused);
    }

    /** Stops writing, and waits until everything that was sent is acknowledged. */
    public Traffic stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join(Duration.ofMinutes(2));
        }
        assertEquals(List.of(), refused, "refused");
        assertEquals(sent.get(), acknowledged.size(), "acknowledged of all that was sent");
        return this;
    }

    /** Checks that what was acknowledged is stored, under the number that its sender was told, and nothing besides. */
    public void verify(List<Person> people) {
        int stored = 0;
        for (String id : chats) {
            Database.Chat chat = tenant.parley().database().chat(tenant.id(), id);
            Map<String, Message> messages = tenant.parley().database().messages(chat).stream()
                    .collect(Collectors.toMap(Message::clientId, Function.identity()));
            stored += messages.size();
            acknowledged.forEach((clientId, ack) -> {
                if (ack.chat().equals(id)) {
                    assertNotNull(messages.get(clientId), "lost: " + clientId);
                    assertEquals(messages.get(clientId).seq(), ack.seq(), clientId);
                }
            });
        }
        assertEquals(sent.get(), stored, "messages in PostgreSQL");
        Whole.verify(tenant, people, devices);
    }

    public int acknowledged() {
        return acknowledged.size();
    }
}
