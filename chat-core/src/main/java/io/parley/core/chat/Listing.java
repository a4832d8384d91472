package io.parley.core.chat;

import io.parley.core.database.Sql;
import io.parley.core.database.SqlArrays;
import io.parley.core.timeline.ChatProperties;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where chats are found that users may join: under each beginning of a word of their titles. A table of its own, written in the
 * transaction of the change: no index of the chats' own table is touched.
 */
@Singleton
class Listing {
    /** Of a title that many words are looked up, each with what follows, to that many characters. */
    private static final int WORDS = 8;

    private static final int CHARS = 64;

    private static final String REMOVE = "delete from listed_chat where chat_key = ?";

    // One without a title is found under the empty name, when all are listed.
    private static final String ADD = """
            insert into listed_chat (application_id, name, chat_key)
            select c.application_id, t.name, c.key from chat c cross join unnest(?::text[]) as t(name) where c.key = ?
            on conflict do nothing
            """;

    /** Lists a chat under the title that it has now, or no longer. */
    void update(TimelineTransaction tx, ChatProperties properties) throws SQLException {
        remove(tx);
        if (properties.settings().listed()) {
            Sql.update(
                    tx.connection(),
                    ADD,
                    SqlArrays.texts(tx.connection(), names(properties.title()), name -> name),
                    tx.chatKey());
        }
    }

    void remove(TimelineTransaction tx) throws SQLException {
        Sql.update(tx.connection(), REMOVE, tx.chatKey());
    }

    /** As it is looked for. */
    static String key(String text) {
        String key = text.strip().toLowerCase(Locale.ROOT);
        return key.substring(0, Math.min(CHARS, key.length()));
    }

    /** The title from each of its words on; the first name is the one that lists are in the order of. */
    static List<String> names(@Nullable String title) {
        if (title == null) {
            return List.of("");
        }
        List<String> names = new ArrayList<>();
        String rest = title.strip();
        while (names.size() < WORDS && !rest.isEmpty()) {
            names.add(key(rest));
            int space = rest.indexOf(' ');
            rest = space < 0 ? "" : rest.substring(space).strip();
        }
        return names;
    }
}
