package io.parley.contract.asyncapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.error.Problem;
import io.parley.contract.event.ChatAbout;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Joining;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.People;
import io.parley.contract.rest.Sync;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What schemas of REST have besides: names for records that share one, and {@code null} where it may be sent. */
final class RestSchemas implements Schemas.Dialect {
    /** Names of those whose own would not say what they are of. The services' configuration has the same ones. */
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(Applications.Create.class, "ApplicationCreate"),
            Map.entry(Applications.Patch.class, "ApplicationPatch"),
            Map.entry(Applications.Provisioned.class, "ApplicationProvisioned"),
            Map.entry(Applications.Rotate.class, "TokenRotate"),
            Map.entry(Applications.Rotated.class, "TokenRotated"),
            Map.entry(Chats.Create.class, "ChatCreate"),
            Map.entry(Chats.Patch.class, "ChatPatch"),
            Map.entry(Chats.Read.class, "MarkRead"),
            Map.entry(Chats.Totals.class, "UnreadTotals"),
            Map.entry(Joining.Ask.class, "JoinAsk"),
            Map.entry(Joining.Failure.class, "SubscribeFailure"),
            Map.entry(Joining.Join.class, "JoinByInvite"),
            Map.entry(Joining.Request.class, "JoinRequest"),
            Map.entry(Messages.Accepted.class, "MessageAccepted"),
            Map.entry(Messages.Edit.class, "MessageEdit"),
            Map.entry(Messages.Failure.class, "ScheduledFailure"),
            Map.entry(Messages.Forward.class, "MessageForward"),
            Map.entry(Messages.SaveDraft.class, "DraftSave"),
            Map.entry(Messages.Schedule.class, "MessageSchedule"),
            Map.entry(Messages.Scheduled.class, "MessageScheduled"),
            Map.entry(Messages.Send.class, "MessageSend"),
            Map.entry(Messages.Version.class, "MessageVersion"),
            Map.entry(People.Settings.class, "OwnSettings"),
            Map.entry(People.SettingsPatch.class, "OwnSettingsPatch"),
            Map.entry(Sync.Request.class, "SyncRequest"),
            Map.entry(Sync.Response.class, "SyncResponse"));

    /** In these absent and {@code null} are the same. */
    private static final Set<Class<?>> REQUESTS = Set.of(
            Applications.Create.class,
            Applications.Rotate.class,
            Chats.Create.class,
            Chats.Mute.class,
            Chats.Read.class,
            Chats.Subscribe.class,
            Joining.Ask.class,
            Joining.InviteCreate.class,
            Messages.SaveDraft.class,
            Messages.Send.class,
            People.Admit.class,
            People.BanRequest.class,
            Sync.Request.class);

    /** In these {@code null} removes; also what a chat has in its patch. */
    private static final Set<Class<?>> PATCHES = Set.of(
            Applications.Patch.class,
            Chats.Patch.class,
            ChatAbout.class,
            ChatSettings.class,
            Messages.Edit.class,
            People.SettingsPatch.class);

    /** One of these must be there. */
    private static final Map<Class<?>, List<String>> ONE_OF = Map.of(
            Chats.Subscribe.class, List.of("user", "username"),
            Chats.Read.class, List.of("seq", "deliveredSeq"),
            Messages.Send.class, List.of("text", "forward"));

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("application", "The application's id"),
            Map.entry("chat", "The chat's id"),
            Map.entry("user", "The user's id"),
            Map.entry("users", "The users' ids"),
            Map.entry("viewer", "The id of the user who asks"),
            Map.entry("username", "The user's name in the realm, where known"),
            Map.entry("displayName", "The user's name for people, where known"),
            Map.entry("role", "What the user may do there"),
            Map.entry("title", "For people, 1 to 200 characters; absent: none"),
            Map.entry("about", "What it is about, for people"),
            Map.entry("settings", "How it behaves; what is as by default is absent"),
            Map.entry("access", "Who becomes part of the application"),
            Map.entry("owner", "The id of the user who provisioned it"),
            Map.entry("id", "Its id"),
            Map.entry("seq", "The message's number in its chat"),
            Map.entry("rev", "The chat's revision"),
            Map.entry("lastSeq", "The number of the chat's last message; 0: there is none"),
            Map.entry("readSeq", "The read marker: everything up to this message is read"),
            Map.entry("deliveredSeq", "The delivered marker: everything up to this message was received"),
            Map.entry("read", "How many have read it"),
            Map.entry("delivered", "How many have received it"),
            Map.entry("text", "1 to 10,000 characters"),
            Map.entry("clientId", "The sender's own id of the message: 1 to 64 visible ASCII characters"),
            Map.entry("recipients", "The audience besides the sender, 1 to 256 members; absent: everyone in the chat"),
            Map.entry("metadata", "What the application attached: a JSON object of at most 4,096 bytes"),
            Map.entry("slowModeSeconds", "A member's time between two messages; absent: no such bound"),
            Map.entry("location", "Where to ask for it"),
            Map.entry("code", "The error's code, for programs"),
            Map.entry("detail", "What is wrong and what to do, for people"),
            Map.entry("field", "The member or parameter to blame"),
            Map.entry("createdAt", "Since when it is there, to the millisecond"),
            Map.entry("createdBy", "Who made it: a user's id, or `application:<id>`"),
            Map.entry("deletedAt", "When it was deleted, to the millisecond"),
            Map.entry("leftAt", "When the user left, to the millisecond"),
            Map.entry("hiddenAt", "When the user hid it, to the millisecond"),
            Map.entry("replyTo", "The number of the message that it answers"),
            Map.entry("expiresAt", "When it ends by itself; absent: never"),
            Map.entry("askedAt", "Since when the user waits"),
            Map.entry("sendAt", "When it is to be sent"),
            Map.entry("maxUses", "How often it may be used; absent: as often as one likes"),
            Map.entry("reason", "Why, shown to the user: 1 to 500 characters"),
            Map.entry("since", "Since when"),
            Map.entry("until", "When it ends by itself; absent: not before it is ended"),
            Map.entry("at", "When, to the millisecond"),
            Map.entry("items", "At most as many as `limit` said, in the list's order"),
            Map.entry("message", "The message"),
            Map.entry("member", "The user's place in the chat"),
            Map.entry("results", "What came of each, in the order in which they were given"),
            Map.entry("subscriptions", "1 to 1,000 users"),
            Map.entry("invite", "The invite's token"),
            Map.entry("marks", "Each member of a chat at most once"),
            Map.entry("seen", "Each user of an application at most once"),
            Map.entry("chats", "Chats"),
            Map.entry("revs", "In the order in which the chats were asked for; null: there is no such chat"),
            Map.entry("after", "Changes with a larger rev"),
            Map.entry("presenceHidden", "Whether nobody is shown that the caller is online, or when last"),
            Map.entry("members", "How many the chat has"),
            Map.entry("type", "What kind it is"),
            Map.entry("limit", "How many, 1 to 1,000"));

    @Override
    public String name(Class<?> type) {
        return NAMES.getOrDefault(type, type.getSimpleName());
    }

    @Override
    public String words(String member) {
        return WORDS.getOrDefault(member, "");
    }

    @Override
    public void complete(Class<?> type, RecordComponent member, ObjectNode schema) {
        boolean optional = member.getAnnotatedType().isAnnotationPresent(Nullable.class);
        boolean required = Bounds.requiredOfClients(name(type), member.getName());
        if (optional && !required && (REQUESTS.contains(type) || PATCHES.contains(type))) {
            orNull(schema);
        }
    }

    private static void orNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            String plain = schema.path("type").asText();
            schema.putArray("type").add(plain).add("null");
            if (schema.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
            return;
        }
        ObjectNode value = schema.objectNode();
        schema.properties().stream()
                .filter(part -> !part.getKey().equals("description"))
                .forEach(part -> value.set(part.getKey(), part.getValue()));
        schema.retain("description");
        schema.putArray("anyOf").add(value).addObject().put("type", "null");
    }

    @Override
    public void complete(Class<?> type, ObjectNode schema) {
        List<String> one = ONE_OF.get(type);
        if (one != null) {
            ArrayNode options = schema.putArray("anyOf");
            one.forEach(member -> options.addObject().putArray("required").add(member));
        }
        if (type.equals(Problem.class)) {
            schema.put("title", "RFC 9457 problem");
        }
    }
}
