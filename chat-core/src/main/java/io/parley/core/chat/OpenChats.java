package io.parley.core.chat;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.http.Cursor;
import io.parley.core.http.PageParameters;
import io.parley.core.identity.ApplicationAccess;
import io.parley.core.identity.ChatAccess;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chats that users of an application may join, or ask to, by title. Served by the key of {@code listed_chat}. */
@Singleton
public class OpenChats {
    private static final String NAME = "open-chats";
    /** Greater than all that begins with what is before it. */
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

    private static final String SELECT = "select " + ChatRow.COLUMNS + " from chat c where c.key = ?";

    // Of the names that match, a chat is found under the first.
    private static final String FIND = """
            select l.name, %s
              from listed_chat l join chat c on c.key = l.chat_key
             where l.application_id = ? and l.name >= ? and l.name < ? and (l.name, l.chat_key) > (?, ?)
               and not exists (select from listed_chat o
                                where o.chat_key = l.chat_key and o.name >= ? and o.name < l.name)
             order by l.name, l.chat_key limit ?
            """.formatted(ChatRow.COLUMNS);

    private final Database database;

    @Inject
    OpenChats(Database database) {
        this.database = database;
    }

    private record Found(String name, ChatRow row) {}

    /** Those that have a word that begins with a name; without one all. */
    public Page<Chats.Chat> find(ApplicationAccess access, @Nullable String name, PageParameters page) {
        String prefix = name == null ? "" : Listing.key(name);
        Optional<Cursor> cursor = page.cursor(NAME, 2);
        String after = cursor.map(at -> at.text(0)).orElse("");
        long afterKey = cursor.map(at -> at.number(1)).orElse(0L);
        List<Found> rows = database.list(
                FIND,
                row -> new Found(row.getString("name"), ChatRow.read(row)),
                access.application(),
                prefix,
                prefix + END,
                after,
                afterKey,
                prefix,
                page.fetch());
        Page<Found> found =
                page.page(rows, last -> Cursor.of(NAME, last.name(), last.row().key()));
        return new Page<>(found.items().stream().map(one -> one.row().chat()).toList(), found.next());
    }

    /** One that the caller may see. */
    public ChatRow read(ChatAccess access) {
        return database.first(SELECT, ChatRow::read, access.chatKey())
                .orElseThrow(() -> new ContractException(ErrorCode.CHAT_NOT_FOUND));
    }
}
