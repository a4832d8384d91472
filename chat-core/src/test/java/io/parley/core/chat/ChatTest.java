package io.parley.core.chat;

import static io.parley.core.Api.as;
import static io.parley.core.Api.ownedChat;
import static io.parley.core.Api.owner;
import static io.parley.core.Api.path;
import static io.parley.core.Api.provision;
import static io.parley.core.Api.refused;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.stack.test.StackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ChatTest {
    private Applications.Provisioned application;
    private String chats;

    @BeforeEach
    void anApplication() {
        application = provision();
        chats = path(application) + "/chats";
    }

    @Test
    void theClientMayChooseTheIdAndElseTheServerMakesOne() {
        as(owner(), Map.of("id", "room:1", "title", "Room"))
                .post(chats)
                .then()
                .statusCode(201)
                .header("Location", endsWith("/chats/room:1"))
                .header("ETag", matchesPattern("\"\\d+\""))
                .body("id", equalTo("room:1"))
                .body("title", equalTo("Room"))
                .body("lastSeq", equalTo(0));
        as(owner(), "{}").post(chats).then().statusCode(201).body("id", matchesPattern("[0-9a-z]{16}"));
    }

    @Test
    void anIdIsTakenOnceInAnApplicationHoweverManyAskForIt() throws Exception {
        List<Callable<Integer>> creators = IntStream.range(0, 10)
                .<Callable<Integer>>mapToObj(i -> () -> as(application.token(), Map.of("id", "raced"))
                        .post(chats)
                        .statusCode())
                .toList();

        try (ExecutorService executor = Executors.newFixedThreadPool(creators.size())) {
            List<Integer> statuses = executor.invokeAll(creators).stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
            assertEquals(201, statuses.getFirst());
            assertTrue(statuses.stream().skip(1).allMatch(status -> status == 409), statuses.toString());
        }
        refused(as(owner(), Map.of("id", "raced")).post(chats), ErrorCode.CHAT_EXISTS);
    }

    @Test
    void twoApplicationsMayHaveAChatOfTheSameId() {
        Applications.Provisioned other = provision();

        as(owner(), Map.of("id", "general", "title", "One")).post(chats).then().statusCode(201);
        as(owner(), Map.of("id", "general", "title", "Two"))
                .post(path(other) + "/chats")
                .then()
                .statusCode(201);

        as(application.token()).get(chats + "/general").then().body("title", equalTo("One"));
    }

    @Test
    void renamingTakesARevAndNullRemovesTheTitle() {
        String chat = ownedChat(application);
        int rev = as(owner()).get(chat).path("rev");

        as(owner(), Map.of("title", "New"))
                .patch(chat)
                .then()
                .statusCode(200)
                .header("ETag", "\"" + (rev + 1) + "\"")
                .body("title", equalTo("New"))
                .body("rev", equalTo(rev + 1));
        as(owner(), Map.of("title", "New")).patch(chat).then().body("rev", equalTo(rev + 1));
        as(owner(), "{}").patch(chat).then().body("rev", equalTo(rev + 1)).body("title", equalTo("New"));
        as(owner(), "{\"title\":null}")
                .contentType("application/merge-patch+json")
                .patch(chat)
                .then()
                .body("rev", equalTo(rev + 2))
                .body("$", not(hasKey("title")));
        as(owner()).get(chat).then().body("rev", equalTo(rev + 2)).body("$", not(hasKey("title")));
    }

    @Test
    void aRenameOfWhatChangedMeanwhileIsRefused() {
        String chat = ownedChat(application);
        String read = as(owner()).get(chat).header("ETag");
        as(owner(), Map.of("title", "First"))
                .header("If-Match", read)
                .patch(chat)
                .then()
                .statusCode(200);

        refused(
                as(owner(), Map.of("title", "Second")).header("If-Match", read).patch(chat),
                ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void chatsComePageByPageEachOnce() {
        for (int i = 0; i < 5; i++) {
            as(owner(), Map.of("id", "c" + i)).post(chats).then().statusCode(201);
        }

        Set<String> seen = new HashSet<>();
        Response page = as(owner()).queryParam("limit", 2).get(chats);
        while (true) {
            List<String> ids = page.path("items.id");
            ids.forEach(id -> assertTrue(seen.add(id), "twice: " + id));
            String next = page.path("next");
            if (next == null) {
                break;
            }
            page = as(owner()).queryParam("limit", 2).queryParam("cursor", next).get(chats);
        }
        assertEquals(Set.of("c0", "c1", "c2", "c3", "c4"), seen);
    }
}
