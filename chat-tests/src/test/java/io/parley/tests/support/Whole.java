package io.parley.tests.support;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.client.ChatClient;
import io.parley.client.History;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Page;
import io.parley.contract.rest.Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Compares everything that tells of a chat: PostgreSQL, history by REST from both ends, {@code sync} from nothing, and
 * what came over the sockets.
 */
public final class Whole {
    private final Tenant tenant;
    private final List<Person> people;
    private final List<Stream> streams;

    private Whole(Tenant tenant, List<Person> people, List<Stream> streams) {
        this.tenant = tenant;
        this.people = people;
        this.streams = streams;
    }

    /**
     * Checks that the chats of a tenant are whole.
     *
     * @param people who reads, by REST; each must be subscribed to what is checked
     * @param streams devices that were there from the beginning, or have caught up
     */
    public static void verify(Tenant tenant, List<Person> people, List<Stream> streams) {
        Whole whole = new Whole(tenant, people, streams);
        for (Database.Chat chat : tenant.parley().database().chats(tenant.id())) {
            whole.published(chat.id());
        }
        Map<Person, Map<String, List<Event>>> synced =
                people.stream().collect(Collectors.toMap(person -> person, whole::sync));
        for (Database.Chat chat : tenant.parley().database().chats(tenant.id())) {
            whole.chat(chat, synced);
        }
    }

    private void published(String id) {
        await("all of %s to be published".formatted(id))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    Database.Chat chat = tenant.parley().database().chat(tenant.id(), id);
                    return chat.publishedRev() == chat.lastRev();
                });
    }

    private void chat(Database.Chat chat, Map<Person, Map<String, List<Event>>> synced) {
        List<Message> messages = tenant.parley().database().messages(chat);
        List<Database.Subscription> subscriptions = tenant.parley().database().subscriptions(chat);
        numbered(chat, messages, subscriptions);
        Set<String> subscribed = new HashSet<>();
        subscriptions.stream().filter(each -> !each.left()).forEach(each -> subscribed.add(each.user()));
        for (Person person : people) {
            if (subscribed.contains(person.id())) {
                List<Message> visible = visible(messages, person);
                history(chat, person, visible);
                changes(
                        chat,
                        person,
                        visible,
                        subscriptions.size(),
                        synced.get(person).get(chat.id()));
            }
        }
        streams.stream()
                .filter(stream -> subscribed.contains(stream.person().id()))
                .forEach(stream -> stream(chat, stream, visible(messages, stream.person())));
    }

    private static List<Message> visible(List<Message> messages, Person person) {
        return messages.stream()
                .filter(message -> message.visibleTo(person.id()))
                .toList();
    }

    /** Numbers without holes; revs that nothing shares, and none of them missing where nothing was changed twice. */
    private static void numbered(
            Database.Chat chat, List<Message> messages, List<Database.Subscription> subscriptions) {
        assertEquals(
                LongStream.rangeClosed(1, chat.lastSeq()).boxed().toList(),
                messages.stream().map(Message::seq).toList(),
                "the numbers of " + chat.id());
        List<Long> revs = new ArrayList<>(messages.stream().map(Message::rev).toList());
        subscriptions.forEach(subscription -> revs.add(subscription.rev()));
        revs.add(chat.propertiesRev());
        assertEquals(
                LongStream.rangeClosed(1, chat.lastRev()).boxed().toList(),
                revs.stream().sorted().toList(),
                "the revs of " + chat.id());
        Set<String> sends = new HashSet<>();
        messages.forEach(message -> assertTrue(
                sends.add(message.sender() + ' ' + message.clientId()), "stored twice: " + message.clientId()));
    }

    private void history(Database.Chat chat, Person person, List<Message> visible) {
        ChatClient client = tenant.as(person, (int) chat.key()).chat(chat.id());
        assertEquals(visible, pages(client, History.after(0)), "history of %s for %s".formatted(chat.id(), person));
        assertEquals(
                visible.reversed(),
                pages(client, History.latest()),
                "history backwards of %s for %s".formatted(chat.id(), person));
    }

    private static List<Message> pages(ChatClient client, History first) {
        List<Message> all = new ArrayList<>();
        Page<Message> page = client.history(first.pagesOf(100));
        all.addAll(page.items());
        while (page.next() != null) {
            page = client.history(first.pagesOf(100).at(page.next()));
            all.addAll(page.items());
        }
        return all;
    }

    /** All changes of all chats, from nothing, as many requests as it takes. */
    private Map<String, List<Event>> sync(Person person) {
        Map<String, List<Event>> changes = new HashMap<>();
        Map<String, Long> known = new HashMap<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Sync.ChatChanges chat : tenant.as(person, 1)
                    .sync(new Sync.Request(known, 150, null))
                    .chats()) {
                changes.computeIfAbsent(chat.chat(), _ -> new ArrayList<>()).addAll(chat.changes());
                known.put(chat.chat(), chat.rev());
                more |= chat.more();
            }
        }
        return changes;
    }

    private static void changes(
            Database.Chat chat, Person person, List<Message> visible, int subscriptions, List<Event> changes) {
        String what = "sync of %s for %s".formatted(chat.id(), person);
        inOrder(changes, what);
        assertEquals(visible, messages(changes), what);
        assertEquals(visible.size() + subscriptions + 1, changes.size(), what);
    }

    /** Each visible message once, in order; what is missing is what the server has said that it does not replay. */
    private static void stream(Database.Chat chat, Stream stream, List<Message> visible) {
        String what = "what came to %s of %s".formatted(stream.person(), chat.id());
        if (!visible.isEmpty()) {
            stream.hasOrWasReset(chat.id(), visible.getLast());
        }
        inOrder(stream.events(chat.id()), what);
        List<Message> received = stream.messages(chat.id());
        long reset = stream.resetTo(chat.id());
        List<Message> expected = visible.stream()
                .filter(message -> message.rev() > reset || received.contains(message))
                .toList();
        assertEquals(expected, received, what);
    }

    private static void inOrder(List<Event> events, String what) {
        for (int i = 1; i < events.size(); i++) {
            long before = events.get(i - 1).rev();
            long rev = events.get(i).rev();
            assertTrue(before < rev, "%s: rev %d after rev %d".formatted(what, rev, before));
        }
    }

    private static List<Message> messages(List<Event> events) {
        return events.stream()
                .filter(Event.MessageCreated.class::isInstance)
                .map(event -> ((Event.MessageCreated) event).message())
                .toList();
    }
}
