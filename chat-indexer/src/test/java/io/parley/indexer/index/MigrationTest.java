package io.parley.indexer.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.indexer.support.ChatOfTest;
import io.parley.indexer.support.GatedStack;
import io.parley.indexer.support.Search;
import io.parley.indexer.support.World;
import io.parley.stack.test.TestUser;
import io.parley.stack.test.TestUsers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatedStack.class)
class MigrationTest {
    private static final TestUser ALICE = TestUsers.user("alice");

    @Inject
    World world;

    @Inject
    Migration migration;

    @Inject
    Indexes indexes;

    @Inject
    SearchEngine engine;

    private final Bulk bulk = new Bulk("old-messages");

    @Test
    void whatAnIndexOfAnOlderVersionHoldsIsTakenOverAndTheIndexRemoved() {
        // Given
        ChatOfTest chat = world.chat("old").join(ALICE);
        chat.say(ALICE, "marker");
        Search.awaitHits(ALICE, chat.application(), "marker", 1);
        String old = indexes.messages() + "-v1";
        for (int i = 0; i < 1_050; i++) {
            Message message = chat.message(ALICE, "häuser number " + i, null, null);
            ObjectNode json = Json.MAPPER.valueToTree(message);
            json.put("application", chat.application().toString()).put("chat", chat.id());
            bulk.add("index", chat.id() + "|" + message.seq(), "any", Json.MAPPER.createObjectNode(), json);
        }
        engine.call("PUT", "/" + old, oldIndex());
        bulk.execute(engine);
        // When
        migration.run();
        migration.run();
        // Then
        Search.awaitHits(ALICE, chat.application(), "Haus", 1_050);
        assertEquals(
                "häuser number 1049",
                Search.texts(ALICE, chat.application(), "1049").getFirst());
        assertFalse(engine.exists("/" + old));
    }

    private static ObjectNode oldIndex() {
        ObjectNode index = Json.MAPPER.createObjectNode();
        index.putObject("aliases").putObject("old-messages");
        ObjectNode properties = index.putObject("mappings").putObject("properties");
        properties.putObject("application").put("type", "keyword");
        properties.putObject("chat").put("type", "keyword");
        properties.putObject("seq").put("type", "long");
        return index;
    }
}
