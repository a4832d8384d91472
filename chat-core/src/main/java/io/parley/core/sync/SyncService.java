package io.parley.core.sync;

import io.agroal.api.AgroalDataSource;
import io.parley.contract.Limits;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Sync;
import io.parley.core.database.Snapshot;
import io.parley.core.http.Cursor;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.Caller;
import io.parley.core.identity.ChatAccess;
import io.parley.core.settings.OwnSettings;
import io.parley.core.timeline.Changes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of all of the caller's chats after the revs that the caller knows: seven statements a page, whatever the number
 * of chats, in one snapshot.
 */
@ApplicationScoped
class SyncService {
    static final String LIST = "sync";

    /** Changes in one answer, as far as can be told from the heads: then the next page begins. */
    private static final long CHANGES_PER_PAGE = 2_000;

    private final AgroalDataSource dataSource;

    SyncService(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    Sync.Response sync(
            ApplicationAccess access, @Nullable Map<String, Long> known, int limit, @Nullable Long afterKey) {
        return Snapshot.of(dataSource, connection -> {
            List<Sync.ChatChanges> answer = new ArrayList<>();
            if (known != null && afterKey == null) {
                SyncChats.foreign(connection, access, known)
                        .forEach(chat -> answer.add(gone(chat, known.getOrDefault(chat.chat(), 0L))));
            }
            List<SyncChats.Standing> standings =
                    SyncChats.page(connection, access, afterKey == null ? 0 : afterKey, Limits.SYNC_CHATS + 1);
            int taken = taken(standings, known, limit);
            List<SyncChats.Standing> page = standings.subList(0, taken);
            answer.addAll(known == null ? heads(page) : changes(connection, access, page, known, limit));
            String next =
                    taken < standings.size() ? Cursor.of(LIST, page.getLast().key()) : null;
            return new Sync.Response(answer, next, afterKey == null ? self(connection, access) : null);
        });
    }

    private static ServerFrame.@Nullable Self self(Connection connection, ApplicationAccess access)
            throws SQLException {
        return switch (access.caller()) {
            case Caller.User user -> OwnSettings.read(connection, access.application(), user.id());
            case Caller.ApplicationCaller _ -> null;
        };
    }

    Sync.ChatChanges changes(ChatAccess access, long after, int limit) {
        return Snapshot.of(dataSource, connection -> {
            SyncChats.Standing chat = SyncChats.one(
                    connection,
                    access.chatKey(),
                    access.inApplication().caller().sender(),
                    access.role());
            Changes.Of changes = Changes.read(
                            connection,
                            List.of(new Changes.After(chat.key(), chat.chat(), after)),
                            limit,
                            access.inApplication().caller().sender())
                    .getFirst();
            return answer(chat, changes);
        });
    }

    /** How many chats fit this page: all that have little to tell, and at least one. */
    private static int taken(List<SyncChats.Standing> standings, @Nullable Map<String, Long> known, int limit) {
        long changes = 0;
        int taken = 0;
        while (taken < Math.min(standings.size(), Limits.SYNC_CHATS)) {
            if (known != null) {
                SyncChats.Standing chat = standings.get(taken);
                changes += Math.clamp(chat.lastRev() - known.getOrDefault(chat.chat(), 0L), 0, limit);
            }
            if (taken > 0 && changes > CHANGES_PER_PAGE) {
                break;
            }
            taken++;
        }
        return taken;
    }

    private static List<Sync.ChatChanges> heads(List<SyncChats.Standing> chats) {
        return chats.stream()
                .map(chat -> new Sync.ChatChanges(
                        chat.chat(),
                        chat.title(),
                        chat.role(),
                        chat.lastSeq(),
                        chat.readSeq(),
                        chat.deliveredSeq(),
                        chat.fromSeq(),
                        chat.lastRev(),
                        false,
                        false,
                        List.of()))
                .toList();
    }

    private static List<Sync.ChatChanges> changes(
            Connection connection,
            ApplicationAccess access,
            List<SyncChats.Standing> chats,
            Map<String, Long> known,
            int limit)
            throws SQLException {
        List<Changes.After> behind = chats.stream()
                .filter(chat -> chat.lastRev() > known.getOrDefault(chat.chat(), 0L))
                .map(chat -> new Changes.After(chat.key(), chat.chat(), known.getOrDefault(chat.chat(), 0L)))
                .toList();
        Map<Long, Changes.Of> found = new HashMap<>();
        if (!behind.isEmpty()) {
            Changes.read(connection, behind, limit, access.caller().sender())
                    .forEach(changes -> found.put(changes.after().chatKey(), changes));
        }
        return chats.stream()
                .map(chat -> {
                    Changes.Of changes = found.get(chat.key());
                    return changes == null ? heads(List.of(chat)).getFirst() : answer(chat, changes);
                })
                .toList();
    }

    private static Sync.ChatChanges answer(SyncChats.Standing chat, Changes.Of changes) {
        return new Sync.ChatChanges(
                chat.chat(),
                chat.title(),
                chat.role(),
                chat.lastSeq(),
                chat.readSeq(),
                chat.deliveredSeq(),
                chat.fromSeq(),
                changes.covered(),
                changes.more(),
                false,
                changes.changes().stream().map(Changes.Change::event).toList());
    }

    /** Not the caller's, or not any more: then the caller's own leaving, or the chat's end, is the last there is to know. */
    private static Sync.ChatChanges gone(SyncChats.Foreign chat, long known) {
        Event last = chat.last();
        List<Event> changes = last == null || chat.rev() <= known ? List.of() : List.of(last);
        return new Sync.ChatChanges(
                chat.chat(), null, null, 0, 0, 0, Math.max(known, chat.rev()), false, true, changes);
    }
}
