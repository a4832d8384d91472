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
    private static final int CURSOR_CHARS = 1_024;
    private static final String CHAT = "^[A-Za-z0-9][A-Za-z0-9_.:-]*$";
    private static final String VISIBLE_ASCII = "^[!-~]+$";

    private record Known(String words, Schema schema) {}

    private static final Map<String, Known> KNOWN = Map.of(
            "application", new Known("The application's id", text(null, null).format("uuid")),
            "chat",
                    new Known(
                            "The chat's id: 1 to 64 letters, digits, `_`, `.`, `:` and `-`",
                            text(CHAT, Limits.CHAT_ID_CHARS)),
            "user",
                    new Known(
                            "A user's id: 1 to 255 visible ASCII characters",
                            text(VISIBLE_ASCII, Limits.USER_ID_CHARS)),
            "seq", new Known("The message's number in the chat", number()),
            "clientId",
                    new Known(
                            "The sender's own id of the message: 1 to 64 visible ASCII characters",
                            text(VISIBLE_ASCII, Limits.CLIENT_ID_CHARS)),
            "reaction", new Known("1 to 32 characters, such as an emoji", text(null, Limits.REACTION_CHARS)),
            "invite", new Known("The invite's id", text(null, null).format("uuid")),
            "id", new Known("The scheduled message's id", text(null, null).format("uuid")),
            "cursor",
                    new Known(
                            "The `next` or `prev` of another page of this list: opaque, at most 1,024 characters. Absent: the first page",
                            text(null, CURSOR_CHARS)),
            "If-Match",
                    new Known(
                            "The `ETag` that was read: refused with 412 when it changed since. Absent or `*`: whatever it is now",
                            text(null, null)));

    private Parameters() {}

    static void complete(Parameter parameter) {
        Known known = KNOWN.get(Objects.requireNonNull(parameter.getName()));
        if (known == null
                || (parameter.getIn() == Parameter.In.QUERY
                        && !parameter.getName().equals("cursor"))) {
            return;
        }
        parameter.description(known.words()).schema(known.schema());
    }

    private static Schema text(@Nullable String pattern, @Nullable Integer most) {
        return OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
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
