package io.parley.core.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.parley.contract.Check;
import io.parley.contract.Role;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.ChatAbout;
import io.parley.contract.event.ChatSettings;
import io.parley.contract.event.Event;
import io.parley.contract.rest.Chats;
import io.parley.core.database.Database;
import io.parley.core.database.Sql;
import io.parley.core.http.EntityTags;
import io.parley.core.http.MergePatch;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.Caller;
import io.parley.core.identity.ChatAccess;
import io.parley.core.ops.Ids;
import io.parley.core.timeline.ChatProperties;
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Creates, reads, changes and deletes chats; who may has been judged before. */
@Singleton
class ChatService {
    private static final String SLOW_MODE = "slowModeSeconds";
    private static final String ABOUT = "about";
    private static final String SETTINGS = "settings";
    private static final String SELECT = "select " + ChatRow.COLUMNS + " from chat c where c.key = ?";

    /** Advances last_rev at once, which the row's check wants to be no less than properties_rev at any time. */
    private static final String CHANGE = """
            update chat
               set title = ?,
                   slow_mode_seconds = ?,
                   about = ?::json,
                   settings = ?::json,
                   deleted_at = ?,
                   properties_rev = ?,
                   last_rev = ?,
                   unpublished_since = case when published_rev = last_rev then ? else unpublished_since end
             where key = ?
            """;

    private static final String PURGE = "insert into chat_purge (chat_key, due_at) values (?, ?)";

    private final Timeline timeline;
    private final Database database;
    private final Ids ids;
    private final Listing listing;
    private final ChatConfig config;

    @Inject
    ChatService(Timeline timeline, Database database, Ids ids, Listing listing, ChatConfig config) {
        this.listing = listing;
        this.timeline = timeline;
        this.database = database;
        this.ids = ids;
        this.config = config;
    }

    /** Creates a chat; a user becomes its owner, an application token leaves it without one. */
    Chats.Chat create(ApplicationAccess access, Chats.@Nullable Create create) {
        Chats.Create asked = create == null ? new Chats.Create(null, null) : create;
        String id = asked.id() == null ? ids.shortId() : Check.chatId(asked.id(), "id");
        ChatProperties properties = new ChatProperties(
                asked.title() == null ? null : Check.title(asked.title(), "title"),
                Check.slowModeSeconds(asked.slowModeSeconds(), SLOW_MODE),
                Check.about(asked.about(), ABOUT),
                false,
                asked.settings() == null ? ChatSettings.DEFAULT : asked.settings());
        SequencedMap<String, Role> members = new LinkedHashMap<>();
        if (access.caller() instanceof Caller.User user) {
            members.put(user.id(), Role.OWNER);
        }
        long key = timeline.create(access.application(), id, properties, members, tx -> {
            listing.update(tx, properties);
            return tx.chatKey();
        });
        return database.first(SELECT, ChatRow::read, key).orElseThrow().chat();
    }

    Chats.Chat read(ChatAccess access) {
        return database.first(SELECT, ChatRow::read, access.chatKey())
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND))
                .chat();
    }

    Chats.Chat patch(ChatAccess access, MergePatch<Chats.Patch> patch, @Nullable String ifMatch) {
        String given = patch.value().title();
        String title = given == null ? null : Check.title(given, "title");
        Integer slowMode = Check.slowModeSeconds(patch.value().slowModeSeconds(), SLOW_MODE);
        return timeline.write(access.inApplication().application(), access.chat(), tx -> {
            ChatRow row = locked(tx);
            ChatProperties before = row.properties();
            EntityTags.requireMatch(ifMatch, row.chat().rev());
            ChatProperties after = new ChatProperties(
                    patch.names("title") ? title : before.title(),
                    patch.names(SLOW_MODE) ? slowMode : before.slowModeSeconds(),
                    Check.about(merged(patch, ABOUT, before.about(), ChatAbout.class), ABOUT),
                    before.direct(),
                    Objects.requireNonNullElse(
                            merged(patch, SETTINGS, before.settings(), ChatSettings.class), ChatSettings.DEFAULT));
            return after.equals(before) ? row.chat() : change(tx, row, after);
        });
    }

    private static <M> @Nullable M merged(
            MergePatch<Chats.Patch> patch, String member, @Nullable M before, Class<M> type) {
        try {
            return patch.merged(member, before, type);
        } catch (JsonProcessingException e) {
            throw ContractException.invalid(member, member + " is not of the right type");
        }
    }

    /** Deletes a chat: from the commit on it is not found, and only its end is still told. */
    void delete(ChatAccess access, @Nullable String ifMatch) {
        timeline.write(access.inApplication().application(), access.chat(), tx -> {
            ChatRow chat = locked(tx);
            EntityTags.requireMatch(ifMatch, chat.chat().rev());
            long rev = tx.append(next -> new Event.ChatDeleted(tx.chatId(), next, tx.now()));
            listing.remove(tx);
            Sql.update(tx.connection(), PURGE, tx.chatKey(), tx.now().plus(config.purgeAfter()));
            return store(tx, rev, chat.properties(), tx.now());
        });
    }

    private static ChatRow locked(TimelineTransaction tx) throws SQLException {
        return Sql.first(tx.connection(), SELECT, ChatRow::read, tx.chatKey()).orElseThrow();
    }

    private Chats.Chat change(TimelineTransaction tx, ChatRow row, ChatProperties after) throws SQLException {
        Chats.Chat chat = row.chat();
        long rev = tx.append(next -> after.changed(chat.id(), next, chat.createdAt()));
        store(tx, rev, after, null);
        listing.update(tx, after);
        return ChatRow.of(after, chat.application(), chat.id(), chat.lastSeq(), rev, chat.createdAt());
    }

    private static int store(TimelineTransaction tx, long rev, ChatProperties properties, @Nullable Instant deletedAt)
            throws SQLException {
        return Sql.update(
                tx.connection(),
                CHANGE,
                properties.title(),
                properties.slowModeSeconds(),
                properties.aboutJson(),
                properties.settingsJson(),
                deletedAt,
                rev,
                rev,
                tx.now(),
                tx.chatKey());
    }
}
