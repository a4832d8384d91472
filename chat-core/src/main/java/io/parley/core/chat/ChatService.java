package io.parley.core.chat;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
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
import io.parley.core.timeline.Timeline;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates, reads, changes and deletes chats; who may has been judged before. */
@Singleton
class ChatService {
    private static final String SLOW_MODE = "slowModeSeconds";
    private static final String SELECT = "select " + ChatRow.COLUMNS + " from chat c where c.key = ?";

    /** Advances last_rev at once, which the row's check wants to be no less than properties_rev at any time. */
    private static final String CHANGE = """
            update chat
               set title = ?,
                   slow_mode_seconds = ?,
                   deleted_at = ?,
                   properties_rev = ?,
                   last_rev = ?,
                   unpublished_since = case when published_rev = last_rev then ? else unpublished_since end
             where key = ?
            """;

    private final Timeline timeline;
    private final Database database;
    private final Ids ids;

    @Inject
    ChatService(Timeline timeline, Database database, Ids ids) {
        this.timeline = timeline;
        this.database = database;
        this.ids = ids;
    }

    /** Creates a chat; a user becomes its owner, an application token leaves it without one. */
    Chats.Chat create(ApplicationAccess access, Chats.@Nullable Create create) {
        String id = create == null || create.id() == null ? ids.shortId() : Check.chatId(create.id(), "id");
        String title = create == null || create.title() == null ? null : Check.title(create.title(), "title");
        Integer slowMode = create == null ? null : Check.slowModeSeconds(create.slowModeSeconds(), SLOW_MODE);
        String owner = access.caller() instanceof Caller.User user ? user.id() : null;
        timeline.create(access.application(), id, title, slowMode, owner);
        return database.first(
                        "select " + ChatRow.COLUMNS + " from chat c where c.application_id = ? and c.id = ?",
                        ChatRow::read,
                        access.application(),
                        id)
                .orElseThrow()
                .chat();
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
            Chats.Chat before = locked(tx);
            EntityTags.requireMatch(ifMatch, before.rev());
            String newTitle = patch.names("title") ? title : before.title();
            Integer newSlowMode = patch.names(SLOW_MODE) ? slowMode : before.slowModeSeconds();
            boolean changed =
                    !Objects.equals(newTitle, before.title()) || !Objects.equals(newSlowMode, before.slowModeSeconds());
            return changed ? change(tx, before, newTitle, newSlowMode) : before;
        });
    }

    /** Deletes a chat: from the commit on it is not found, and only its end is still told. */
    void delete(ChatAccess access, @Nullable String ifMatch) {
        timeline.write(access.inApplication().application(), access.chat(), tx -> {
            Chats.Chat chat = locked(tx);
            EntityTags.requireMatch(ifMatch, chat.rev());
            long rev = tx.append(next -> new Event.ChatDeleted(chat.id(), next, tx.now()));
            return store(tx, rev, chat.title(), chat.slowModeSeconds(), tx.now());
        });
    }

    private static Chats.Chat locked(TimelineTransaction tx) throws SQLException {
        return Sql.first(tx.connection(), SELECT, ChatRow::read, tx.chatKey())
                .orElseThrow()
                .chat();
    }

    private static Chats.Chat change(
            TimelineTransaction tx, Chats.Chat chat, @Nullable String title, @Nullable Integer slowMode)
            throws SQLException {
        long rev = tx.append(next -> new Event.ChatChanged(chat.id(), next, title, chat.createdAt(), slowMode));
        store(tx, rev, title, slowMode, null);
        return new Chats.Chat(chat.application(), chat.id(), title, chat.lastSeq(), rev, chat.createdAt(), slowMode);
    }

    private static int store(
            TimelineTransaction tx,
            long rev,
            @Nullable String title,
            @Nullable Integer slowMode,
            @Nullable Instant deletedAt)
            throws SQLException {
        return Sql.update(tx.connection(), CHANGE, title, slowMode, deletedAt, rev, rev, tx.now(), tx.chatKey());
    }
}
