package io.parley.contract.asyncapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Limits;
import io.parley.contract.rest.Internal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rules of {@link io.parley.contract.Check} and {@link Limits} in the words of JSON Schema, by the member's name, or by the record's and the
 * member's where that is not enough. JSON Schema counts code points and the protocol UTF-16 code units, so that a schema may let pass
 * what is a little too long.
 */
final class Bounds {
    private static final int PING_ID_CHARS = 64;
    private static final int TOKEN_CHARS = 8_192;
    private static final int ROTATION_GRACE_SECONDS = 86_400;
    private static final int INVITE_USES = 100_000;
    private static final int SUBSCRIPTIONS = 1_000;
    private static final String CHAT = "^[A-Za-z0-9][A-Za-z0-9_.:-]*$";
    private static final String VISIBLE_ASCII = "^[!-~]+$";
    private static final String SIGNAL_NAME = "^[a-z][a-z0-9_.-]{0,63}$";

    private static final Map<String, Consumer<ObjectNode>> RULES = Map.ofEntries(
            Map.entry("chat", text(CHAT, Limits.CHAT_ID_CHARS)),
            Map.entry("clientId", text(VISIBLE_ASCII, Limits.CLIENT_ID_CHARS)),
            Map.entry("user", text(VISIBLE_ASCII, Limits.USER_ID_CHARS)),
            Map.entry("sender", text(VISIBLE_ASCII, Limits.USER_ID_CHARS)),
            Map.entry("username", text(null, Limits.USERNAME_CHARS)),
            Map.entry("text", text(null, Limits.TEXT_CHARS)),
            Map.entry("title", text(null, Limits.TITLE_CHARS)),
            Map.entry("description", text(null, Limits.DESCRIPTION_CHARS)),
            Map.entry("picture", text("^https?://[!-~]+$", Limits.URL_CHARS)),
            Map.entry("token", text(null, TOKEN_CHARS)),
            Map.entry("name", text(SIGNAL_NAME, null)),
            Map.entry("Ping.id", text(null, PING_ID_CHARS)),
            Map.entry("reaction", text(null, Limits.REACTION_CHARS)),
            Map.entry("recipients", distinct(1, Limits.RECIPIENTS, text(VISIBLE_ASCII, Limits.USER_ID_CHARS))),
            Map.entry("to", items(Limits.SIGNAL_USERS, text(VISIBLE_ASCII, Limits.USER_ID_CHARS))),
            Map.entry("blocked", items(Limits.BLOCKED_USERS, text(VISIBLE_ASCII, Limits.USER_ID_CHARS))),
            Map.entry("Watch.chats", items(Limits.WATCHED_CHATS, text(CHAT, Limits.CHAT_ID_CHARS))),
            Map.entry("Watch.users", items(Limits.WATCHED_USERS, text(VISIBLE_ASCII, Limits.USER_ID_CHARS))),
            Map.entry("Reaction.users", items(Limits.REACTION_USERS, text(VISIBLE_ASCII, Limits.USER_ID_CHARS))),
            Map.entry("Ready.chats", items(Limits.SYNC_CHATS, null)),
            Map.entry("markers", items(Limits.NAMED_MARKERS, null)),
            Map.entry("reactions", items(Limits.REACTIONS, null)),
            Map.entry("known", schema -> schema.withObject("propertyNames")
                    .put("pattern", CHAT)
                    .put("maxLength", Limits.CHAT_ID_CHARS)),
            Map.entry("expiresInSeconds", number(Limits.EXPIRES_SECONDS_MIN, Limits.EXPIRES_SECONDS_MAX)),
            Map.entry("replyTo", schema -> schema.put("minimum", 1)),
            Map.entry("Mentions.users", distinct(0, Limits.MENTIONS, text(VISIBLE_ASCII, Limits.USER_ID_CHARS))),
            Map.entry("Mentions.roles", schema -> schema.put("uniqueItems", true)),
            Map.entry("reason", text(null, Limits.BAN_REASON_CHARS)),
            Map.entry("note", text(null, Limits.JOIN_NOTE_CHARS)),
            Map.entry("graceSeconds", number(0, ROTATION_GRACE_SECONDS)),
            Map.entry("maxUses", number(1, INVITE_USES)),
            Map.entry(
                    "SubscribeMany.subscriptions", items(SUBSCRIPTIONS, null).andThen(many -> many.put("minItems", 1))),
            Map.entry("ChatCreate.id", text(CHAT, Limits.CHAT_ID_CHARS)),
            Map.entry("Chat.id", text(CHAT, Limits.CHAT_ID_CHARS)),
            Map.entry("MarkUnread.seq", schema -> schema.put("minimum", 1)),
            Map.entry("MessageForward.seq", schema -> schema.put("minimum", 1)),
            Map.entry("Message.seq", schema -> schema.put("minimum", 1)),
            Map.entry("SyncRequest.limit", number(1, Limits.SYNC_CHANGES_MAX)),
            Map.entry("ChangesRequest.limit", number(1, Limits.SYNC_CHANGES_MAX)),
            Map.entry("SyncResponse.chats", items(Limits.SYNC_CHATS, null)),
            Map.entry("HeadsRequest.chats", items(Internal.MAX_HEADS, null)),
            Map.entry("MarksRequest.marks", items(Internal.MAX_MARKS, null)),
            Map.entry("SeenRequest.seen", items(Internal.MAX_MARKS, null)),
            Map.entry("LastSeenRequest.users", items(Limits.WATCHED_USERS, text(VISIBLE_ASCII, Limits.USER_ID_CHARS))),
            Map.entry("viewer", text(VISIBLE_ASCII, Limits.USER_ID_CHARS)),
            Map.entry("Heads.revs", schema -> schema.withObject("items")
                    .putArray("type")
                    .add("integer")
                    .add("null")),
            Map.entry("Problem.status", number(400, 599)),
            Map.entry("slowModeSeconds", schema -> schema.put("maximum", Limits.SLOW_MODE_SECONDS)),
            Map.entry("metadata", schema -> schema.put("x-max-bytes", Limits.METADATA_BYTES)),
            Map.entry("payload", schema -> schema.put("x-max-bytes", Limits.SIGNAL_BYTES)));

    /** In a record of a client every member may be absent, since it is not checked yet; these may not. */
    private static final Map<String, List<String>> REQUIRED_OF_CLIENTS = Map.ofEntries(
            Map.entry("Send", List.of("chat", "clientId", "text")),
            Map.entry("Token", List.of("token")),
            Map.entry("Mark", List.of("chat")),
            Map.entry("Typing", List.of("chat")),
            Map.entry("Signal", List.of("chat", "name")),
            Map.entry("MarkUnread", List.of("seq")),
            Map.entry("MessageForward", List.of("chat", "seq")),
            Map.entry("MessageSchedule", List.of("sendAt", "message")),
            Map.entry("DraftSave", List.of("text")),
            Map.entry("JoinByInvite", List.of("invite")),
            Map.entry("SubscribeMany", List.of("subscriptions")));

    private Bounds() {}

    /** @param type the name of the record's schema */
    static void apply(String type, String member, ObjectNode schema) {
        Consumer<ObjectNode> own = RULES.get(type + "." + member);
        RULES.getOrDefault(member, _ -> {}).andThen(own == null ? _ -> {} : own).accept(schema);
    }

    static boolean requiredOfClients(String type, String member) {
        return REQUIRED_OF_CLIENTS.getOrDefault(type, List.of()).contains(member);
    }

    private static Consumer<ObjectNode> text(String pattern, Integer most) {
        return schema -> {
            if (!"string".equals(schema.path("type").asText())) {
                return;
            }
            schema.put("minLength", 1);
            if (most != null) {
                schema.put("maxLength", most);
            }
            if (pattern != null) {
                schema.put("pattern", pattern);
            }
        };
    }

    private static Consumer<ObjectNode> number(int least, int most) {
        return schema -> schema.put("minimum", least).put("maximum", most);
    }

    private static Consumer<ObjectNode> items(int most, Consumer<ObjectNode> item) {
        return schema -> {
            schema.put("maxItems", most);
            if (item != null) {
                item.accept(schema.withObject("items"));
            }
        };
    }

    private static Consumer<ObjectNode> distinct(int least, int most, Consumer<ObjectNode> item) {
        return items(most, item).andThen(schema -> schema.put("minItems", least).put("uniqueItems", true));
    }
}
