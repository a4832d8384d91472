package io.parley.tests;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.client.ChatClient;
import io.parley.client.ParleyException;
import io.parley.client.Search;
import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.stack.test.TestUsers;
import io.parley.tests.support.Engine;
import io.parley.tests.support.Parley;
import io.parley.tests.support.Person;
import io.parley.tests.support.Tenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The search index is held against what is stored, mended, and built anew while it is searched and written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexUpkeepIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Person alice = Person.number(0);
    private final Person bob = Person.number(1);
    private Parley parley;
    private Engine engine;
    private Tenant tenant;
    private ChatClient kitchen;

    @BeforeAll
    void anInstallationOfItsOwn() {
        parley = Parley.own(Map.of("parley.upkeep.settle", "1s"), 1, 1, 2);
        engine = Engine.of(parley);
    }

    @AfterAll
    void away() {
        if (parley != null) {
            parley.close();
        }
    }

    @BeforeEach
    void aChatWithTenMessages() {
        tenant = Tenant.in(parley);
        kitchen = tenant.as(alice).chat(tenant.chat("kitchen", alice, bob));
        for (int i = 1; i <= 10; i++) {
            kitchen.send("soup number " + i);
        }
        awaitFound(alice, 10);
    }

    @Test
    void whatDiffersIsFoundAndMended() throws Exception {
        // Given: a message that is missing, one as it was before, one that was never sent, and a chat that never was
        kitchen.message(2).edit("broth");
        awaitFound(alice, 9);
        reconciled();
        ObjectNode second = engine.document(tenant, "kitchen", 2);
        ObjectNode first = engine.document(tenant, "kitchen", 1);
        engine.remove(tenant, "kitchen", 3);
        engine.put(
                tenant,
                "kitchen",
                2,
                second.path("rev").asLong(),
                second.deepCopy().put("rev", 1).put("check", 1).put("text", "soup as it was"));
        engine.put(
                tenant,
                "kitchen",
                10,
                900,
                first.deepCopy().put("seq", 10).put("rev", 900).put("check", 2));
        engine.put(tenant, "attic", 1, 1, first.deepCopy().put("chat", "attic"));
        // When
        JsonNode found = reconciled();
        // Then
        assertEquals(2, found.path("missing").asInt(), found::toString);
        assertEquals(2, found.path("surplus").asInt(), found::toString);
        assertEquals("broth", engine.document(tenant, "kitchen", 2).path("text").asText());
        assertEquals(
                "soup number 3",
                engine.document(tenant, "kitchen", 3).path("text").asText());
        assertThrows(IllegalStateException.class, () -> engine.document(tenant, "attic", 1));
    }

    @Test
    void membershipsAreMended() throws Exception {
        // Given: bob's document knows nothing, carol's says that she is in a chat that she left
        Person carol = Person.number(2);
        tenant.asApplication().chat("kitchen").subscribe(carol.username());
        awaitFound(carol, 10);
        tenant.asApplication().chat("kitchen").unsubscribe(carol.id());
        awaitFound(carol, 0);
        reconciled();
        ObjectNode carols = membership(carol);
        carols.withArray("chats").add("kitchen");
        carols.withArray("revs")
                .removeAll()
                .addObject()
                .put("chat", "kitchen")
                .put("rev", 900)
                .put("member", true);
        engine.call("PUT", memberPath(carol) + "&refresh=true", carols);
        engine.call("DELETE", memberPath(bob) + "&refresh=true", null);
        assertEquals(0, found(carol), "what the index says wrongly was believed");
        assertEquals(0, found(bob));
        // When
        JsonNode found = reconciled();
        // Then
        assertEquals(2, found.path("memberships").asInt(), found::toString);
        assertEquals("[]", membership(carol).path("chats").toString());
        awaitFound(bob, 10);
    }

    @Test
    void anIndexThatWasWipedFillsItself() {
        // When
        engine.wipe();
        kitchen.send("soup at last");
        // Then
        awaitFound(bob, 11);
        awaitFound(alice, 11);
    }

    @Test
    void anIndexIsBuiltAnewWhileItIsSearchedAndWritten() throws Exception {
        // Given
        String before = engine.index();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger sent = new AtomicInteger(10);
        Thread writing = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                kitchen.send("soup number " + sent.incrementAndGet());
            }
        });
        AtomicInteger least = new AtomicInteger(Integer.MAX_VALUE);
        Thread searching = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                least.accumulateAndGet(found(alice), Math::min);
            }
        });
        // When
        post("rebuild");
        await().atMost(SOON).until(() -> phase("rebuild").equals("FILLING"));
        parley.indexerProcess(1).kill();
        parley.indexerProcess(1).restart();
        await().atMost(SOON.multipliedBy(2)).until(() -> phase("rebuild").equals("DONE"));
        Thread.sleep(500);
        stop.set(true);
        writing.join();
        searching.join();
        // Then
        awaitFound(alice, sent.get());
        assertNotEquals(before, engine.index());
        assertTrue(least.get() >= 10, "while it was built, only %d were found".formatted(least.get()));
        JsonNode found = reconciled();
        assertEquals(0, found.path("missing").asInt(), found::toString);
        assertEquals(0, found.path("surplus").asInt(), found::toString);
    }

    @Test
    void itIsForOperatorsOnly() throws Exception {
        HttpResponse<String> asPerson = call("GET", "", alice.token());
        HttpResponse<String> asNobody = HTTP.send(
                HttpRequest.newBuilder(parley.indexer().resolve("/internal/v1/index"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(403, asPerson.statusCode(), asPerson::body);
        assertEquals(401, asNobody.statusCode(), asNobody::body);
    }

    private void awaitFound(Person person, int count) {
        await().atMost(SOON).ignoreExceptions().until(() -> found(person) == count);
    }

    private int found(Person person) {
        try {
            return (int) tenant.as(person).search(Search.text("soup")).total();
        } catch (ParleyException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                return Integer.MAX_VALUE;
            }
            throw e;
        }
    }

    private String memberPath(Person person) {
        return "/%s-members/_doc/%s%%7C%s?routing=%s"
                .formatted(engine.messages(), tenant.id(), person.id(), tenant.id());
    }

    private ObjectNode membership(Person person) {
        return (ObjectNode) engine.call("GET", memberPath(person), null).path("_source");
    }

    /** What a comparison found that was asked for now. */
    private JsonNode reconciled() throws Exception {
        String before = standing().at("/reconciliation/finishedAt").asText();
        post("reconciliation");
        await().atMost(SOON).until(() -> {
            JsonNode now = standing().path("reconciliation");
            return now.path("phase").asText().equals("IDLE")
                    && !now.path("again").asBoolean()
                    && !now.path("finishedAt").asText().equals(before);
        });
        return standing().at("/reconciliation/last");
    }

    private String phase(String job) throws IOException, InterruptedException {
        return standing().path(job).path("phase").asText();
    }

    private JsonNode standing() throws IOException, InterruptedException {
        HttpResponse<String> response = call("GET", "", TestUsers.gatewayToken());
        assertEquals(200, response.statusCode(), response::body);
        return Json.read(response.body(), JsonNode.class);
    }

    private void post(String job) throws IOException, InterruptedException {
        HttpResponse<String> response = call("POST", "/" + job, TestUsers.gatewayToken());
        assertEquals(202, response.statusCode(), response::body);
    }

    private HttpResponse<String> call(String method, String path, String token)
            throws IOException, InterruptedException {
        URI uri = parley.indexer().resolve("/internal/v1/index" + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
