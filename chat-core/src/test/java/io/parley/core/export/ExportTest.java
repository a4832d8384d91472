package io.parley.core.export;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.Json;
import io.parley.contract.broker.EventBundle;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Event;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Export;
import io.parley.core.CountedStatements;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ExportTest {
    private static final String EXPORT = "/internal/v1/export/";
    private static final String SERVICE = TestUsers.gatewayToken();

    private final TestUser bob = TestUsers.user("bob");

    @Inject
    AgroalDataSource dataSource;

    private Applications.Provisioned application;
    private UUID id;
    private String path;
    private String chat;

    @BeforeEach
    void aChatOfTwoWithFourMessages() {
        application = provision();
        id = application.application().id();
        path = ownedChat(application);
        chat = path.substring(path.lastIndexOf('/') + 1);
        subscribe(application, path, bob, "member");
        for (int i = 1; i <= 4; i++) {
            as(owner(), Map.of("text", "message " + i))
                    .post(path + "/messages")
                    .then()
                    .statusCode(201);
        }
        as(owner(), Map.of("text", "changed"))
                .patch(path + "/messages/2")
                .then()
                .statusCode(200);
        as(owner()).delete(path + "/messages/3").then().statusCode(204);
    }

    @Test
    void everyChatIsMetOnceByWalkingTheKeys() {
        List<Export.StoredChat> walked = new ArrayList<>();
        List<Export.StoredChat> page;
        do {
            long after = walked.isEmpty() ? 0 : walked.getLast().key();
            page = ask("chats", new Export.StoredChatsRequest(after, 7), Export.StoredChats.class)
                    .chats();
            walked.addAll(page);
        } while (page.size() == 7);

        assertEquals(
                walked.stream().map(Export.StoredChat::key).sorted().distinct().toList(),
                walked.stream().map(Export.StoredChat::key).toList());
        Export.StoredChat mine = walked.stream()
                .filter(one -> one.application().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals(new Export.StoredChat(mine.key(), id, chat, 4, false), mine);
    }

    @Test
    void aDigestIsTheSumOverTheMessagesAsTheyAreNow() {
        List<Message> messages = messages(1, 4);

        List<Export.Digest> digests =
                digests(range(1, 4), range(2, 3), range(5, 9), new Export.Range(id, "none", 1, 4));

        assertEquals(List.of("message 1", "changed", "message 4"), texts(messages));
        assertEquals(digest(messages), digests.get(0));
        assertEquals(digest(messages.subList(1, 3)), digests.get(1));
        assertEquals(new Export.Digest(0, 0), digests.get(2));
        assertEquals(new Export.Digest(0, 0), digests.get(3));
    }

    @Test
    void messagesOfManyRangesComeInTheirOrderAsTheirLatestChanges() {
        List<Event> events = events(range(4, 4), range(2, 3));

        assertEquals(
                List.of(Event.MESSAGE_CREATED, Event.MESSAGE_EDITED, Event.MESSAGE_DELETED),
                events.stream().map(Event::type).toList());
        assertEquals(List.of(4L, 2L, 3L), events.stream().map(ExportTest::seq).toList());
    }

    @Test
    void nothingIsLeftOfADeletedChatAndNobodyIsInIt() {
        as(owner()).delete(path).then().statusCode(204);

        assertEquals(List.of(new Export.Digest(0, 0)), digests(range(1, 4)));
        assertTrue(events(range(1, 4)).isEmpty());
        assertTrue(memberships(bob).stream().noneMatch(Export.Membership::member));
    }

    @Test
    void membershipsTellWhoIsAndWhoWasWhere() {
        as(bob).delete(path + "/subscriptions/" + bob.id()).then().statusCode(204);

        Export.Membership owners = only(memberships(owner()));
        Export.Membership bobs = only(memberships(bob));

        assertTrue(owners.member());
        assertFalse(bobs.member());
        assertTrue(bobs.rev() > owners.rev());
        assertEquals(chat, bobs.chat());
    }

    @Test
    void theMembershipsOfManyUsersGoOnBehindTheLastOne() {
        ownedChat(application);
        List<Export.User> both = List.of(new Export.User(id, owner().id()), new Export.User(id, bob.id()));
        List<Export.Membership> all = ask(
                        "memberships", new Export.MembershipsRequest(both, 0, 0), Export.Memberships.class)
                .memberships();

        List<Export.Membership> rest = ask(
                        "memberships",
                        new Export.MembershipsRequest(both, 0, all.getFirst().key()),
                        Export.Memberships.class)
                .memberships();

        assertEquals(3, all.size());
        assertEquals(all.subList(1, 3), rest);
        assertEquals(1, rest.getLast().user());
    }

    @Test
    void everyUserIsMetOnceByWalking() {
        List<Export.User> walked = new ArrayList<>();
        List<Export.User> page;
        do {
            Export.User after = walked.isEmpty() ? null : walked.getLast();
            page = ask("users", new Export.UsersRequest(after, 5), Export.Users.class)
                    .users();
            walked.addAll(page);
        } while (page.size() == 5);

        assertEquals(walked.stream().distinct().toList(), walked);
        assertTrue(walked.containsAll(List.of(new Export.User(id, bob.id()), new Export.User(id, owner().id()))));
    }

    @Test
    void anyNumberOfRangesIsOneStatement() {
        CountedStatements counted = new CountedStatements(dataSource);
        Exports exports = new Exports(counted.dataSource());
        List<Export.Range> ranges =
                IntStream.rangeClosed(1, 400).mapToObj(i -> range(i, i)).toList();

        exports.digests(ranges);
        assertEquals(1, counted.take());
        exports.messages(ranges);
        assertEquals(1, counted.take());
    }

    @Test
    void whatIsBeyondABoundIsRefusedAndSoIsEverybodyElse() {
        for (int[] range : new int[][] {{1, 501}, {0, 1}, {2, 1}}) {
            Map<String, Object> refusedRange =
                    Map.of("application", id, "chat", chat, "from", range[0], "to", range[1]);
            refused(
                    as(SERVICE, Map.of("ranges", List.of(refusedRange))).post(EXPORT + "messages"),
                    ErrorCode.INVALID_REQUEST);
        }
        refused(as(SERVICE, Map.of("after", 0, "limit", 1001)).post(EXPORT + "chats"), ErrorCode.INVALID_REQUEST);
        refused(as(SERVICE, Map.of("users", List.of())).post(EXPORT + "memberships"), ErrorCode.INVALID_REQUEST);
        refused(as(SERVICE, "null").post(EXPORT + "users"), ErrorCode.INVALID_REQUEST);
        for (String what : List.of("chats", "digests", "messages", "users", "memberships")) {
            refused(as(owner(), "{}").post(EXPORT + what), ErrorCode.FORBIDDEN);
        }
    }

    private static <T> T ask(String what, Object body, Class<T> type) {
        return Json.read(
                as(SERVICE, body)
                        .post(EXPORT + what)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString(),
                type);
    }

    private List<Export.Digest> digests(Export.Range... ranges) {
        return ask("digests", new Export.RangesRequest(List.of(ranges)), Export.Digests.class)
                .digests();
    }

    private List<Event> events(Export.Range... ranges) {
        byte[] bundle = as(SERVICE, new Export.RangesRequest(List.of(ranges)))
                .post(EXPORT + "messages")
                .then()
                .statusCode(200)
                .contentType(EventBundle.MEDIA_TYPE)
                .extract()
                .asByteArray();
        return EventBundle.decode(bundle).stream().map(EventBundle.Entry::event).toList();
    }

    private List<Message> messages(long from, long to) {
        return events(range(from, to)).stream()
                .map(event -> ((Event.OfMessage) event).message())
                .toList();
    }

    private List<Export.Membership> memberships(TestUser user) {
        return ask(
                        "memberships",
                        new Export.MembershipsRequest(List.of(new Export.User(id, user.id())), 0, 0),
                        Export.Memberships.class)
                .memberships();
    }

    private Export.Range range(long from, long to) {
        return new Export.Range(id, chat, from, to);
    }

    private static Export.Digest digest(List<Message> messages) {
        return new Export.Digest(
                messages.size(),
                messages.stream()
                        .mapToLong(message -> Export.check(message.seq(), message.rev()))
                        .sum());
    }

    private static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::text).flatMap(Stream::ofNullable).toList();
    }

    private static long seq(Event event) {
        return ((Event.OfMessage) event).message().seq();
    }

    private static <T> T only(List<T> list) {
        assertEquals(1, list.size());
        return list.getFirst();
    }
}
