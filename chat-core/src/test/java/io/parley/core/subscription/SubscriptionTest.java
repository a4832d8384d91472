package io.parley.core.subscription;

import static io.parley.core.Api.as;
import static io.parley.core.Api.emptyChat;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static io.parley.core.Api.subscribe;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Problem;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SubscriptionTest {
    private final TestUser alice = owner();
    private final TestUser bob = TestUsers.user("bob");
    private final TestUser carol = TestUsers.user("carol");

    private Applications.Provisioned application;
    private String chat;
    private String subscriptions;

    @BeforeEach
    void aChatThatAliceOwns() {
        application = provision();
        chat = ownedChat(application);
        subscriptions = chat + "/subscriptions";
    }

    @Test
    void aUserIsSubscribedByIdAndSeesTheChat() {
        as(alice, Map.of("user", bob.id()))
                .post(subscriptions)
                .then()
                .statusCode(201)
                .body("user", equalTo(bob.id()))
                .body("username", equalTo("bob"))
                .body("role", equalTo("member"))
                .body("joinedSeq", equalTo(0));
        as(bob).get(chat).then().statusCode(200);
    }

    @Test
    void aUserWhoHasNeverLoggedInIsSubscribedByUsernameInAnyCase() {
        TestUser newcomer = TestUsers.user("never-logged-in");

        as(alice, Map.of("username", "Never-Logged-In", "role", "reader"))
                .post(subscriptions)
                .then()
                .statusCode(201)
                .body("user", equalTo(newcomer.id()))
                .body("role", equalTo("reader"));
    }

    @Test
    void whoIsNotInTheRealmIsNotFoundAndTheFieldIsNamed() {
        Problem byName = refused(
                as(alice, Map.of("username", "nobody-of-this-name")).post(subscriptions), ErrorCode.USER_NOT_FOUND);
        Problem byId = refused(
                as(alice, Map.of("user", "00000000-0000-4000-8000-00000000dead"))
                        .post(subscriptions),
                ErrorCode.USER_NOT_FOUND);
        refused(as(alice, Map.of("user", "../users")).post(subscriptions), ErrorCode.USER_NOT_FOUND);

        assertEquals(
                "username", Objects.requireNonNull(byName.errors()).getFirst().field());
        assertEquals("user", Objects.requireNonNull(byId.errors()).getFirst().field());
    }

    @Test
    void subscribingTwiceAnswersTheSameAndChangesNothing() {
        Response first = as(alice, Map.of("user", bob.id())).post(subscriptions);
        int rev = as(alice).get(chat).path("rev");

        Response second = as(alice, Map.of("user", bob.id(), "role", "member")).post(subscriptions);
        Response third = as(alice, Map.of("user", bob.id())).post(subscriptions);

        second.then().statusCode(200).body(equalTo(first.asString()));
        third.then().statusCode(200).body(equalTo(first.asString()));
        as(alice).get(chat).then().body("rev", equalTo(rev));
    }

    @Test
    void everyChangeOfMembershipTakesTheNextRev() {
        int rev = as(alice).get(chat).path("rev");

        as(alice, Map.of("user", bob.id())).post(subscriptions).then().statusCode(201);
        as(alice).get(chat).then().body("rev", equalTo(rev + 1));
        as(alice, Map.of("user", bob.id(), "role", "moderator"))
                .post(subscriptions)
                .then()
                .statusCode(200);
        as(alice).get(chat).then().body("rev", equalTo(rev + 2));
        as(alice).delete(subscriptions + "/" + bob.id()).then().statusCode(204);
        as(alice).get(chat).then().body("rev", equalTo(rev + 3));
        as(alice, Map.of("user", bob.id())).post(subscriptions).then().statusCode(201);
        as(alice).get(chat).then().body("rev", equalTo(rev + 4));
    }

    @Test
    void membersAndReadersManageNobodyButMayLeave() {
        subscribe(application, chat, bob, "member");
        subscribe(application, chat, carol, "reader");

        refused(as(bob, Map.of("user", carol.id())).post(subscriptions), ErrorCode.FORBIDDEN);
        refused(as(bob).delete(subscriptions + "/" + carol.id()), ErrorCode.FORBIDDEN);
        refused(as(bob, Map.of("title", "x")).patch(chat), ErrorCode.FORBIDDEN);
        as(carol).delete(subscriptions + "/" + carol.id()).then().statusCode(204);
        as(bob).get(subscriptions).then().body("items.user", containsInAnyOrder(alice.id(), bob.id()));
    }

    @Test
    void aModeratorManagesMembersAndNotOwners() {
        subscribe(application, chat, bob, "moderator");

        as(bob, Map.of("user", carol.id())).post(subscriptions).then().statusCode(201);
        as(bob, Map.of("title", "Moderated")).patch(chat).then().statusCode(200);
        refused(as(bob, Map.of("user", carol.id(), "role", "owner")).post(subscriptions), ErrorCode.FORBIDDEN);
        refused(as(bob, Map.of("user", bob.id(), "role", "owner")).post(subscriptions), ErrorCode.FORBIDDEN);
        refused(as(bob, Map.of("user", alice.id(), "role", "reader")).post(subscriptions), ErrorCode.FORBIDDEN);
        refused(as(bob).delete(subscriptions + "/" + alice.id()), ErrorCode.FORBIDDEN);
        as(bob).delete(subscriptions + "/" + carol.id()).then().statusCode(204);
    }

    @Test
    void theLastOwnerStaysWhileThereAreOthers() {
        subscribe(application, chat, bob, "member");
        String self = subscriptions + "/" + alice.id();

        refused(as(alice).delete(self), ErrorCode.LAST_OWNER);
        refused(as(alice, Map.of("user", alice.id(), "role", "member")).post(subscriptions), ErrorCode.LAST_OWNER);
        as(alice, Map.of("user", bob.id(), "role", "owner"))
                .post(subscriptions)
                .then()
                .statusCode(200);
        as(alice).delete(self).then().statusCode(204);
    }

    @Test
    void anOwnerWhoIsAloneMayLeaveAndTheApplicationMayComeBack() {
        as(alice).delete(subscriptions + "/" + alice.id()).then().statusCode(204);

        // Alice provisioned the application, and so sees and manages its chats without being in them.
        as(alice).get(subscriptions).then().statusCode(200).body("items", hasSize(0));
        as(alice, Map.of("user", alice.id(), "role", "owner"))
                .post(subscriptions)
                .then()
                .statusCode(201);
        as(alice).get(subscriptions).then().body("items.user", contains(alice.id()));
    }

    @Test
    void whoIsNotSubscribedCannotBeRemoved() {
        refused(as(alice).delete(subscriptions + "/" + bob.id()), ErrorCode.SUBSCRIPTION_NOT_FOUND);
        String other = emptyChat(application);
        refused(as(alice).delete(other + "/subscriptions/" + alice.id()), ErrorCode.SUBSCRIPTION_NOT_FOUND);
    }

    @Test
    void membersComePageByPageEachOnce() {
        subscribe(application, chat, bob, "member");
        subscribe(application, chat, carol, "member");

        Response first = as(bob).queryParam("limit", 2).get(subscriptions);
        Response second = as(bob).queryParam("limit", 2)
                .queryParam("cursor", (String) first.path("next"))
                .get(subscriptions);

        List<String> users = first.path("items.user");
        users.addAll(second.path("items.user"));
        second.then().body("$", not(hasKey("next")));
        assertEquals(
                List.of(alice.id(), bob.id(), carol.id()),
                users.stream().sorted().toList());
    }

    @Test
    void oneOfUserAndUsernameIsNeeded() {
        refused(as(alice, Map.of()).post(subscriptions), ErrorCode.INVALID_REQUEST);
        refused(as(alice, Map.of("user", bob.id(), "username", "bob")).post(subscriptions), ErrorCode.INVALID_REQUEST);
        refused(as(alice, "null").post(subscriptions), ErrorCode.INVALID_REQUEST);
    }
}
