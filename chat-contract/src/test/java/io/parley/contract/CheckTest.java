package io.parley.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.CommandBundle;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
    private static final String LONE_HIGH = "a\uD83D";
    private static final String LONE_LOW = "\uDE00a";
    private static final String REVERSED = "\uDE00\uD83D";
    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "kitchen", "A.b-c_d:e", "0-0"})
    void aChatIdOfAllowedCharactersPasses(String id) {
        assertEquals(id, Check.chatId(id, "chat"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "-a", "_a", ".a", ":a", "a b", "a/b", "ä", "a\n", "a\u0000", "a?b", "a%20b"})
    void aChatIdOfOtherCharactersIsRefused(String id) {
        refused("chat", () -> Check.chatId(id, "chat"));
    }

    @Test
    void aChatIdHasAtMost64Characters() {
        assertEquals("a".repeat(64), Check.chatId("a".repeat(64), "chat"));
        refused("chat", () -> Check.chatId("a".repeat(65), "chat"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "!", "~", "550e8400-e29b-41d4-a716-446655440000", "a/b?c#d"})
    void aClientIdOfVisibleAsciiPasses(String id) {
        assertEquals(id, Check.clientId(id, "clientId"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "a b", "a\t", "\u007f", "é", "a\u0000", EMOJI})
    void aClientIdOfAnythingElseIsRefused(String id) {
        refused("clientId", () -> Check.clientId(id, "clientId"));
    }

    @Test
    void aClientIdHasAtMost64Characters() {
        assertEquals("x".repeat(64), Check.clientId("x".repeat(64), "clientId"));
        refused("clientId", () -> Check.clientId("x".repeat(65), "clientId"));
    }

    @Test
    void aUserIdHasAtMost255VisibleAsciiCharacters() {
        assertEquals("f:ldap:alice@example.org", Check.userId("f:ldap:alice@example.org", "user"));
        assertEquals("u".repeat(255), Check.userId("u".repeat(255), "user"));
        refused("sub", () -> Check.subject("application:1b4e28ba-2fa1-11d2-883f-0016d3cca427", "sub"));
        refused("user", () -> Check.userId("u".repeat(256), "user"));
        refused("user", () -> Check.userId("two words", "user"));
        refused("user", () -> Check.userId(null, "user"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " a ", "line\nbreak", "tab\t", EMOJI, "مرحبا", "\u0001"})
    void anyStorableTextPasses(String text) {
        assertEquals(text, Check.text(text, "text"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "\n\t ", "a\u0000b", LONE_HIGH, LONE_LOW, REVERSED, "\u2003"})
    void textThatIsBlankOrCannotBeStoredIsRefused(String text) {
        refused("text", () -> Check.text(text, "text"));
    }

    @Test
    void aTextHasAtMost10000CharactersAndTheRefusalSaysHowManyItHad() {
        assertEquals(10_000, Check.text("x".repeat(10_000), "text").length());

        ContractException refusal = refused("text", () -> Check.text("x".repeat(10_001), "text"));

        assertAll(
                () -> assertTrue(refusal.detail().contains("10001"), refusal::detail),
                () -> assertTrue(refusal.detail().contains("10000"), refusal::detail));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "a\nb", "a\tb", "a\u007fb", "a\u0085b", "a\u0000b", LONE_HIGH, LONE_LOW})
    void aTitleWithControlCharactersOrOfNothingIsRefused(String title) {
        refused("title", () -> Check.title(title, "title"));
    }

    @Test
    void aTitleHasAtMost200Characters() {
        assertEquals("t".repeat(200), Check.title("t".repeat(200), "title"));
        assertEquals("Küche " + EMOJI, Check.title("Küche " + EMOJI, "title"));
        refused("title", () -> Check.title("t".repeat(201), "title"));
    }

    @Test
    void recipientsMayBeAbsent() {
        assertNull(Check.recipients(null, "recipients"));
    }

    @Test
    void recipientsAre1To256DifferentUsers() {
        assertEquals(List.of("a"), Check.recipients(List.of("a"), "recipients"));
        assertEquals(users(256), Check.recipients(users(256), "recipients"));
        refused("recipients", () -> Check.recipients(users(257), "recipients"));
        refused("recipients", () -> Check.recipients(List.of(), "recipients"));
        refused("recipients", () -> Check.recipients(List.of("a", "b", "a"), "recipients"));
        refused("recipients", () -> Check.recipients(List.of("a", ""), "recipients"));
        List<String> withNull = new ArrayList<>();
        withNull.add(null);
        refused("recipients", () -> Check.recipients(withNull, "recipients"));
    }

    @Test
    void metadataHasAtMost4096BytesAsCompactUtf8() {
        int frame = "{\"k\":\"\"}".length();
        ObjectNode fits = object().put("k", "x".repeat(Limits.METADATA_BYTES - frame));
        ObjectNode larger = object().put("k", "x".repeat(Limits.METADATA_BYTES - frame + 1));
        ObjectNode largerInUtf8 = object().put("k", "é".repeat(Limits.METADATA_BYTES / 2));

        assertNull(Check.metadata(null, "metadata"));
        assertEquals(fits, Check.metadata(fits, "metadata"));
        refused("metadata", () -> Check.metadata(larger, "metadata"));
        refused("metadata", () -> Check.metadata(largerInUtf8, "metadata"));
    }

    @Test
    void metadataHasAtMost32LevelsAndIsReadableInAllThatCarriesIt() {
        ObjectNode fits = nested(Limits.LEVELS);

        assertEquals(fits, Check.metadata(fits, "metadata"));
        refused("metadata", () -> Check.metadata(nested(Limits.LEVELS + 1), "metadata"));
        CommandBundle bundle = new CommandBundle(
                "node",
                List.of(new Command.SendMessage(
                        1, UUID.randomUUID(), "kitchen", "bob", "1", "text", null, fits, Instant.EPOCH)));
        assertEquals(bundle, Json.read(Json.bytes(bundle), CommandBundle.class));
    }

    private static ObjectNode nested(int levels) {
        ObjectNode nested = object();
        for (int level = 1; level < levels; level++) {
            ObjectNode outer = object();
            outer.set("a", nested);
            nested = outer;
        }
        return nested;
    }

    @Test
    void metadataIsSearchedForNulAtEveryDepthAlsoInNames() {
        ObjectNode inValue = object();
        inValue.putObject("a").putArray("b").add("fine").add("not\u0000fine");
        ObjectNode inName = object();
        inName.putArray("a").addObject().put("not\u0000fine", 1);

        refused("metadata", () -> Check.metadata(inValue, "metadata"));
        refused("metadata", () -> Check.metadata(inName, "metadata"));
    }

    @ParameterizedTest
    @ValueSource(strings = {LONE_HIGH, LONE_LOW, REVERSED})
    void metadataWithALoneSurrogateIsRefusedLikeText(String broken) {
        refused("metadata", () -> Check.metadata(object().put("a", broken), "metadata"));
        refused("metadata", () -> Check.metadata(object().put(broken, 1), "metadata"));
    }

    private static ContractException refused(String field, Executable check) {
        ContractException refusal = assertThrows(ContractException.class, check);
        assertEquals(ErrorCode.INVALID_REQUEST, refusal.code());
        assertEquals(field, refusal.field());
        assertTrue(refusal.detail().startsWith(field), refusal::detail);
        return refusal;
    }

    private static List<String> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user-" + i).toList();
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
