package io.parley.core.chat;

import io.parley.contract.permission.Action;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.ApplicationAccess;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A user's chats, latest activity first; all chats of an application for whoever manages it, newest first. */
@Singleton
class ChatList {
    private static final String NAME = "chats";

    private static final String OF_STATE = "(c.settings ->> 'state' is not distinct from 'archived') = ?";

    private static final String ALL = """
            select %s from chat c
            where c.application_id = ? and c.key < ? and c.deleted_at is null and %s
            order by c.key desc limit ?
            """.formatted(ChatRow.COLUMNS, OF_STATE);

    private static final String SUBSCRIBED = """
            select %s from subscription s join chat c on c.key = s.chat_key
            where s.application_id = ? and s.user_id = ? and s.left_at is null and c.deleted_at is null and (c.active_at, c.key) < (?, ?)
              and %s
            order by c.active_at desc, c.key desc limit ?
            """.formatted(ChatRow.COLUMNS, OF_STATE);

    private final Database database;

    @Inject
    ChatList(Database database) {
        this.database = database;
    }

    Page<Chats.Chat> of(ApplicationAccess access, boolean archived, PageParameters page) {
        Optional<Cursor> cursor = page.cursor(NAME, 2);
        Instant before = cursor.map(at -> at.time(0)).orElse(Cursor.END);
        long beforeKey = cursor.map(at -> at.number(1)).orElse(Long.MAX_VALUE);
        List<ChatRow> rows = access.may(Action.LIST_ALL_CHATS)
                ? database.list(ALL, ChatRow::read, access.application(), beforeKey, archived, page.fetch())
                : database.list(
                        SUBSCRIBED,
                        ChatRow::read,
                        access.application(),
                        access.caller().sender(),
                        before,
                        beforeKey,
                        archived,
                        page.fetch());
        Page<ChatRow> found = page.page(rows, last -> Cursor.of(NAME, last.activeAt(), last.key()));
        return new Page<>(found.items().stream().map(ChatRow::chat).toList(), found.next());
    }
}
