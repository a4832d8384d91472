package io.parley.core.permission;

import static io.parley.core.Api.as;
import static io.parley.core.Api.emptyChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.permission.Action;
import io.parley.contract.permission.Standing;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each cell of docs/protocol/permissions.md, tried over HTTP: what may be done is done, and what may not is refused. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PermissionMatrixTest {
    private static final Set<Standing> IN_APPLICATION =
            EnumSet.range(Standing.APPLICATION_TOKEN, Standing.APPLICATION_MEMBER);
    private static final Set<Action> OF_APPLICATION = EnumSet.range(Action.READ_APPLICATION, Action.LIST_ALL_CHATS);
    private static final Set<Action> OF_MESSAGES = EnumSet.range(Action.READ_MESSAGES, Action.SIGNAL);

    /** Has whatever role in a chat is tried. */
    private final TestUser bob = TestUsers.user("bob");

    private final TestUser admin = TestUsers.user("carol");
    private final TestUser member = TestUsers.user("dave");
    private final TestUser third = TestUsers.user("erin");
    private final TestUser target = TestUsers.user("frank");

    private Applications.Provisioned application;
    private String chat;

    /** Signals are the socket's: see chat-realtime. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIGNAL")
    void whoMayMayAndNobodyElse(Action action) {
        for (Standing standing : OF_APPLICATION.contains(action) ? IN_APPLICATION : EnumSet.allOf(Standing.class)) {
            // Given
            anApplication();
            boolean subscribed = aChatFor(action, standing);
            boolean may = action.allows(standing) || (subscribed && action.allows(Standing.READER));

            // When
            Response response = attempt(action, standing);

            // Then
            String cell = "%s as %s: %s".formatted(action, standing, response.asString());
            if (may) {
                assertTrue(response.statusCode() < 300, cell);
            } else {
                assertEquals(refusal(action, standing), response.statusCode(), cell);
            }
        }
    }

    private void anApplication() {
        application = provision();
        String members = path(application) + "/members/";
        as(application.token(), Map.of("role", "admin"))
                .put(members + admin.id())
                .then()
                .statusCode(200);
        for (TestUser user : Set.of(bob, member, third, target)) {
            as(application.token(), "{}").put(members + user.id()).then().statusCode(200);
        }
    }

    /** With a message of somebody else, one of the caller where the caller may have one, and two other owners. */
    private boolean aChatFor(Action action, Standing standing) {
        chat = emptyChat(application);
        subscribe(application, chat, third, "owner");
        subscribe(application, chat, target, "owner");
        as(third, Map.of("text", "of somebody else"))
                .post(chat + "/messages")
                .then()
                .statusCode(201);
        return switch (standing) {
            case APPLICATION_TOKEN -> {
                send(application.token());
                yield false;
            }
            case APPLICATION_MEMBER -> false;
            case APPLICATION_OWNER, APPLICATION_ADMIN -> {
                if (OF_MESSAGES.contains(action)) {
                    place(standing == Standing.APPLICATION_OWNER ? owner() : admin, "reader");
                }
                yield OF_MESSAGES.contains(action);
            }
            case OWNER -> place(bob, "owner");
            case MODERATOR -> place(bob, "moderator");
            case MEMBER -> place(bob, "member");
            case READER -> place(bob, "reader");
        };
    }

    /** @return that the standing says it all */
    private boolean place(TestUser user, String role) {
        subscribe(application, chat, user, "member");
        send(TestUsers.token(user));
        as(application.token(), Map.of("user", user.id(), "role", role))
                .post(chat + "/subscriptions")
                .then()
                .statusCode(200);
        return false;
    }

    private void send(String token) {
        as(token, Map.of("text", "of the caller"))
                .post(chat + "/messages")
                .then()
                .statusCode(201);
    }

    private Response attempt(Action action, Standing standing) {
        String app = path(application);
        String me = token(standing);
        return switch (action) {
            case READ_APPLICATION -> as(me).get(app);
            case CHANGE_APPLICATION -> as(me, Map.of("title", "Other")).patch(app);
            case ROTATE_TOKEN -> as(me, Map.of("graceSeconds", 60)).post(app + "/token/rotation");
            case APPOINT_ADMINS -> as(me, Map.of("role", "admin")).put(app + "/members/" + target.id());
            case MANAGE_MEMBERS -> as(me).get(app + "/members");
            case CREATE_CHAT -> as(me, "{}").post(app + "/chats");
            case LIST_ALL_CHATS -> listed(as(me).get(app + "/chats"), me);
            case READ_CHAT -> as(me).get(chat + "/subscriptions");
            case CHANGE_CHAT -> as(me, Map.of("title", "Other")).patch(chat);
            case DELETE_CHAT -> as(me).delete(chat);
            case SUBSCRIBE_OTHERS -> as(me, Map.of("user", member.id())).post(chat + "/subscriptions");
            case INVITE_OTHERS -> {
                set("inviting", "members");
                yield as(me, Map.of("user", member.id())).post(chat + "/subscriptions");
            }
            case REMOVE_OTHERS -> {
                subscribe(application, chat, owner(), "member");
                yield standing == Standing.APPLICATION_OWNER
                        ? as(me).delete(chat + "/subscriptions/" + target.id())
                        : as(me).delete(chat + "/subscriptions/" + owner().id());
            }
            case CHANGE_OWNERS ->
                as(me, Map.of("user", target.id(), "role", "member")).post(chat + "/subscriptions");
            case READ_MESSAGES -> as(me).get(chat + "/messages");
            case SEND -> as(me, Map.of("text", "hello")).post(chat + "/messages");
            case SEND_RESTRICTED -> {
                set("posting", "moderators");
                yield as(me, Map.of("text", "hello")).post(chat + "/messages");
            }
            case SEND_UNSLOWED -> {
                as(application.token(), Map.of("slowModeSeconds", 3600)).patch(chat);
                as(me, Map.of("text", "one")).post(chat + "/messages");
                yield as(me, Map.of("text", "two")).post(chat + "/messages");
            }
            case DELETE_OWN -> as(me).delete(chat + "/messages/2");
            case DELETE_OTHERS -> as(me).delete(chat + "/messages/1");
            case REACT -> as(me).put(chat + "/messages/1/reactions/ok");
            case PIN -> as(me).put(chat + "/messages/1/pin");
            case SIGNAL -> throw new AssertionError("On the socket only");
        };
    }

    private void set(String setting, String value) {
        as(application.token(), Map.of("settings", Map.of(setting, value)))
                .patch(chat)
                .then()
                .statusCode(200);
    }

    /** Who may not list all is not refused, but given one's own. */
    private Response listed(Response all, String token) {
        return all.<Integer>path("items.size()") == 1 ? all : as(token).get(path(application) + "/members");
    }

    private String token(Standing standing) {
        return switch (standing) {
            case APPLICATION_TOKEN -> application.token();
            case APPLICATION_OWNER -> TestUsers.token(owner());
            case APPLICATION_ADMIN -> TestUsers.token(admin);
            case APPLICATION_MEMBER -> TestUsers.token(member);
            case OWNER, MODERATOR, MEMBER, READER -> TestUsers.token(bob);
        };
    }

    private static int refusal(Action action, Standing standing) {
        if (standing == Standing.APPLICATION_MEMBER && !OF_APPLICATION.contains(action)) {
            return 404;
        }
        return action == Action.SEND_UNSLOWED && standing == Standing.MEMBER ? 429 : 403;
    }
}
