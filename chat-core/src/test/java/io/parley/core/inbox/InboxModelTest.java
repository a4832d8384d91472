package io.parley.core.inbox;

import static io.parley.core.Api.as;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random histories of three users with two devices each against a model that counts anew each time. A device marks what it has
 * seen, which may be long ago.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class InboxModelTest {
    private static final int STEPS = 80;

    private final List<TestUser> users = List.of(owner(), TestUsers.user("bob"), TestUsers.user("carol"));

    private record Sent(TestUser sender, List<TestUser> audience, List<TestUser> mentioned, boolean[] deleted) {
        boolean countsFor(TestUser user) {
            return !deleted[0] && !sender.equals(user) && (audience.isEmpty() || audience.contains(user));
        }
    }

    private static final class Own {
        long readSeq;
        long deliveredSeq;
        Long unreadSeq;
        boolean archived;
        boolean muted;
        final long[] seenByDevice = new long[2];

        void read(long seq) {
            if (unreadSeq != null && seq >= unreadSeq) {
                unreadSeq = seq < readSeq ? seq + 1 : null;
            }
            readSeq = Math.max(readSeq, seq);
            deliveredSeq = Math.max(deliveredSeq, readSeq);
        }

        void markUnread(long seq) {
            if (seq <= readSeq) {
                unreadSeq = Math.min(seq, unreadSeq == null ? seq : unreadSeq);
            }
        }

        long countedFrom() {
            return unreadSeq == null ? readSeq : unreadSeq - 1;
        }
    }

    private static final class Chat {
        final List<Sent> messages = new ArrayList<>();
        final Map<TestUser, Own> own = new HashMap<>();

        long[] counts(TestUser user) {
            long unread = 0;
            long mentions = 0;
            for (long seq = own.get(user).countedFrom() + 1; seq <= messages.size(); seq++) {
                Sent sent = messages.get((int) seq - 1);
                unread += sent.countsFor(user) ? 1 : 0;
                mentions += sent.countsFor(user) && sent.mentioned().contains(user) ? 1 : 0;
            }
            return new long[] {unread, mentions};
        }
    }

    private Applications.Provisioned application;
    private Random random;
    private final Map<String, Chat> chats = new TreeMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theInboxIsAsTheModelSays(long seed) {
        random = new Random(seed);
        application = provision();
        chats.clear();
        for (String id : List.of("a", "b", "c")) {
            as(users.getFirst(), Map.of("id", id))
                    .post(path(application) + "/chats")
                    .then()
                    .statusCode(201);
            subscribe(application, at(id), users.get(1), "member");
            subscribe(application, at(id), users.get(2), "moderator");
            Chat chat = new Chat();
            users.forEach(user -> chat.own.put(user, new Own()));
            chats.put(id, chat);
        }
        for (int step = 0; step < STEPS; step++) {
            String did = step(pick(List.copyOf(chats.keySet())), pick(users));
            if (step % 4 == 3) {
                for (TestUser user : users) {
                    verify(user, "seed " + seed + ", step " + step + ": " + did);
                }
            }
        }
    }

    private String step(String id, TestUser user) {
        Chat chat = chats.get(id);
        Own own = chat.own.get(user);
        int last = chat.messages.size();
        int device = random.nextInt(2);
        return switch (random.nextInt(last == 0 ? 1 : 10)) {
            case 0, 1, 2, 3 -> send(id, chat, user);
            case 4 -> {
                int seq = 1 + random.nextInt(last);
                Sent sent = chat.messages.get(seq - 1);
                as(sent.sender()).delete(at(id) + "/messages/" + seq).then().statusCode(204);
                sent.deleted()[0] = true;
                yield "delete " + id + "/" + seq;
            }
            case 5, 6 -> {
                // A device marks what it saw at its last look, and looks again
                long seq = own.seenByDevice[device];
                own.seenByDevice[device] = last;
                put(user, id, "read", Map.of("seq", seq));
                own.read(seq);
                yield user + " reads " + id + "/" + seq;
            }
            case 7 -> {
                int seq = 1 + random.nextInt(last);
                put(user, id, "unread", Map.of("seq", seq));
                own.markUnread(seq);
                yield user + " marks unread " + id + "/" + seq;
            }
            case 8 -> {
                own.archived = !own.archived;
                toggle(user, id, "archive", own.archived);
                yield user + " archives " + id;
            }
            default -> {
                own.muted = !own.muted;
                toggle(user, id, "mute", own.muted);
                yield user + " mutes " + id;
            }
        };
    }

    private String send(String id, Chat chat, TestUser user) {
        List<TestUser> audience = random.nextInt(4) == 0 ? List.of(pick(users)) : List.of();
        List<TestUser> mentioned = random.nextInt(3) == 0 ? List.of(pick(users)) : List.of();
        Map<String, Object> body = new HashMap<>(Map.of("text", "hello"));
        if (!audience.isEmpty()) {
            body.put("recipients", audience.stream().map(TestUser::id).toList());
        }
        if (!mentioned.isEmpty()) {
            body.put(
                    "mentions",
                    Map.of("users", mentioned.stream().map(TestUser::id).toList()));
        }
        as(user, body).post(at(id) + "/messages").then().statusCode(201);
        chat.messages.add(new Sent(user, audience, mentioned, new boolean[1]));
        return user + " sends to " + id;
    }

    private void verify(TestUser user, String when) {
        for (boolean archived : new boolean[] {false, true}) {
            Map<String, List<Object>> expected = new TreeMap<>();
            long[] totals = new long[3];
            chats.forEach((id, chat) -> {
                Own own = chat.own.get(user);
                if (own.archived == archived) {
                    long[] counts = chat.counts(user);
                    expected.put(
                            id, List.of(own.readSeq, counts[0], counts[1], String.valueOf(own.unreadSeq), own.muted));
                    totals[0] += counts[0] > 0 ? 1 : 0;
                    totals[1] += counts[0];
                    totals[2] += counts[1];
                }
            });
            assertEquals(expected, listed(user, "archived=" + archived), when);
            Map<String, Integer> total = as(user).get(path(application) + "/me/unread?archived=" + archived)
                    .path("");
            assertEquals(
                    Map.of("chats", (int) totals[0], "unread", (int) totals[1], "mentions", (int) totals[2]),
                    total,
                    when);
            expected.values().removeIf(values -> values.get(1).equals(0L));
            assertEquals(expected, listed(user, "unread=true&archived=" + archived), when);
        }
    }

    private Map<String, List<Object>> listed(TestUser user, String query) {
        List<Map<String, Object>> items =
                as(user).get(path(application) + "/me/chats?" + query).path("items");
        Map<String, List<Object>> listed = new TreeMap<>();
        for (Map<String, Object> item : items) {
            listed.put(
                    (String) ((Map<?, ?>) item.get("chat")).get("id"),
                    List.of(
                            number(item, "readSeq"),
                            number(item, "unread"),
                            number(item, "mentions"),
                            String.valueOf(item.get("unreadSeq")),
                            item.containsKey("muted")));
        }
        return listed;
    }

    private static long number(Map<String, Object> item, String name) {
        return ((Number) item.get(name)).longValue();
    }

    private void put(TestUser user, String id, String what, Map<String, ?> body) {
        as(user, body).put(at(id) + "/" + what).then().statusCode(200);
    }

    private void toggle(TestUser user, String id, String what, boolean on) {
        if (on) {
            as(user, Map.of()).put(at(id) + "/" + what).then().statusCode(200);
        } else {
            as(user).delete(at(id) + "/" + what).then().statusCode(200);
        }
    }

    private String at(String id) {
        return path(application) + "/chats/" + id;
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
