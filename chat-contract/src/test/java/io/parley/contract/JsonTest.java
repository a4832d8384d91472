package io.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Internal;
import io.parley.contract.rest.Messages;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":7}",
                "{\"text\":7.5}",
                "{\"text\":true}",
                "{\"text\":{}}",
                "{\"text\":[\"a\"]}",
                "{\"recipients\":\"alice\"}",
                "{\"recipients\":[7]}",
                "{\"recipients\":{}}",
                "{\"metadata\":\"{}\"}",
                "{\"metadata\":[]}",
            })
    void nothingIsTurnedIntoAnotherTypeInASend(String json) {
        assertThrows(UncheckedIOException.class, () -> Json.read(json, Messages.Send.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "2.0", "2.7", "true", "[2]", "{}", "9223372036854775808", "1e3", "\"\""})
    void aNumberIsAnIntegerAndNothingElse(String value) {
        assertThrows(UncheckedIOException.class, () -> Json.read("{\"seq\":" + value + "}", Chats.Read.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"OWNER\"", "\"admin\"", "0", "\"\"", "true"})
    void anEnumIsOneOfItsNames(String value) {
        assertThrows(UncheckedIOException.class, () -> Json.read("{\"role\":" + value + "}", Chats.Subscribe.class));
    }

    @Test
    void aPrimitiveThatIsNullOrAbsentIsRefused() {
        String absent = "{\"application\":\"5f0c2b9e-6d1a-4c37-9a41-0d3e8b7f2c10\",\"chat\":\"a\",\"after\":1}";
        String nil = absent.replace("}", ",\"limit\":null}");

        assertThrows(UncheckedIOException.class, () -> Json.read(nil, Internal.ChangesRequest.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\",\"text\":\"b\"}",
                "{\"metadata\":{\"a\":1,\"a\":2}}",
            })
    void aNameGivenTwiceIsRefused(String json) {
        assertThrows(UncheckedIOException.class, () -> Json.read(json, Messages.Send.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{}x", "{},", "{}]", "{}null"})
    void anythingAfterTheValueIsRefused(String json) {
        assertThrows(UncheckedIOException.class, () -> Json.read(json, Messages.Send.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"text\":\"a}", "{'text':'a'}", "{text:1}", "{\"text\":NaN}", "// a\n{}"})
    void whatIsNotJsonIsRefused(String json) {
        assertThrows(UncheckedIOException.class, () -> Json.read(json, Messages.Send.class));
    }

    @Test
    void nestingEndsAt64() {
        Messages.Send deep = Json.read(nested(63), Messages.Send.class);

        assertEquals(true, deep.metadata() != null);
        assertThrows(UncheckedIOException.class, () -> Json.read(nested(64), Messages.Send.class));
        assertThrows(UncheckedIOException.class, () -> Json.read(nested(100_000), Messages.Send.class));
    }

    /** A send whose deepest object is at that depth below the outermost. */
    private static String nested(int depth) {
        return "{\"metadata\":" + "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1) + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":null}", "{\"type\":\"shout\"}", "{\"type\":7}", "[]", "null", "7"})
    void aFrameOfNoKnownTypeIsRefusedOrNull(String json) {
        if (json.equals("null")) {
            assertEquals(null, Json.read(json, ClientFrame.class));
        } else {
            assertThrows(UncheckedIOException.class, () -> Json.read(json, ClientFrame.class));
        }
    }

    @Test
    void absentIsLeftOutAndNullInAListIsKept() {
        String frame = Json.string(new ServerFrame.Refusal(ErrorCode.INTERNAL, "m", null, null, null, null));

        assertEquals("{\"type\":\"error\",\"code\":\"internal\",\"message\":\"m\"}", frame);
    }

    @Test
    void timesAreRfc3339InUtc() {
        Instant time = Instant.parse("2026-11-23T09:05:00.120Z");

        String json = Json.string(new Applications.Rotated("t", time));

        assertEquals("{\"token\":\"t\",\"previousValidUntil\":\"2026-11-23T09:05:00.120Z\"}", json);
        assertEquals(
                time,
                Json.read(json.replace("09:05:00.120Z", "10:05:00.120+01:00"), Applications.Rotated.class)
                        .previousValidUntil());
    }

    @Test
    void bytesAndStringAreTheSameJson() throws Exception {
        Chats.Read read = new Chats.Read(2L);

        JsonNode fromBytes = Json.MAPPER.readTree(Json.bytes(read));

        assertEquals(Json.MAPPER.readTree(Json.string(read)), fromBytes);
        assertEquals(read, Json.read(Json.bytes(read), Chats.Read.class));
    }
}
