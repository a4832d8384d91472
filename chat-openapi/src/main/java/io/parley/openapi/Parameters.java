package io.parley.openapi;

import io.parley.contract.Limits;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Parameters that mean the same wherever they occur. */
final class Parameters {
    static final String IF_MATCH = "If-Match";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String CURSOR = "cursor";
    private static final int CURSOR_CHARS = 1_024;
    private static final String CHAT = "^[A-Za-z0-9][A-Za-z0-9_.:-]*$";
    private static final String VISIBLE_ASCII = "^[!-~]+$";

    private record Known(String words, Schema schema) {}

    private static final Map<String, Known> KNOWN = Map.ofEntries(
            known("application", "The application's id", uuid()),
            known(
                    "chat",
                    "The chat's id: 1 to 64 letters, digits, `_`, `.`, `:` and `-`",
                    text(CHAT, Limits.CHAT_ID_CHARS)),
            known("user", "A user's id: 1 to 255 visible ASCII characters", text(VISIBLE_ASCII, Limits.USER_ID_CHARS)),
            known("seq", "The message's number in the chat", number()),
            known(
                    "clientId",
                    "The sender's own id of the message: 1 to 64 visible ASCII characters",
                    text(VISIBLE_ASCII, Limits.CLIENT_ID_CHARS)),
            known("reaction", "1 to 32 characters, such as an emoji", text(null, Limits.REACTION_CHARS)),
            known("invite", "The invite's id", uuid()),
            known("id", "The scheduled message's id", uuid()),
            known(
                    CURSOR,
                    "The `next` or `prev` of another page of this list: opaque, at most 1,024 characters. Absent: the first page",
                    text(null, CURSOR_CHARS)),
            known(
                    IDEMPOTENCY_KEY,
                    "1 to 255 visible ASCII characters, such as a random UUID: the same request with it again is answered as the"
                            + " first, and does nothing. Where a secret is answered, at least 32",
                    text(VISIBLE_ASCII, Limits.IDEMPOTENCY_KEY_CHARS)),
            known(
                    IF_MATCH,
                    "The `ETag` that was read: refused with 412 when it changed since. Absent or `*`: whatever it is now",
                    text(null, null)));

    private Parameters() {}

    static void complete(Parameter parameter) {
        Schema given = parameter.getSchema();
        if (given != null && given.getType() == null && given.getRef() == null) {
            given.addType(Schema.SchemaType.STRING);
        }
        Known known = KNOWN.get(Objects.requireNonNull(parameter.getName()));
        if (known == null
                || (parameter.getIn() == Parameter.In.QUERY
                        && !parameter.getName().equals(CURSOR))) {
            return;
        }
        parameter.description(known.words()).schema(known.schema());
    }

    private static Map.Entry<String, Known> known(String name, String words, Schema schema) {
        return Map.entry(name, new Known(words, schema));
    }

    private static Schema uuid() {
        return text(null, null).format("uuid");
    }

    private static Schema text(@Nullable String pattern, @Nullable Integer most) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .minLength(most == null ? null : 1)
                .pattern(pattern)
                .maxLength(most);
    }

    private static Schema number() {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.INTEGER)
                .format("int64")
                .minimum(BigDecimal.ZERO);
    }
}
