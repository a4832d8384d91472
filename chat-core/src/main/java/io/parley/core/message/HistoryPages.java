package io.parley.core.message;

import io.parley.contract.event.Message;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Page;
import io.parley.core.database.Database;
import io.parley.core.http.Cursor;
import io.parley.core.identity.ChatAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of a chat's history, from wherever one begins. */
@ApplicationScoped
class HistoryPages {
    /**
     * The last message before a time, or 0: numbers have no holes and times go with them, so halving finds it in as many looks at
     * the primary key as the number of messages has bits.
     */
    private static final String LAST_BEFORE = """
            with recursive half (lo, hi) as (
                select 0::bigint, ?::bigint
                union all
                select case when m.created_at < ? then m.seq else h.lo end,
                       case when m.created_at < ? then h.hi else m.seq - 1 end
                  from half h
                 cross join lateral (select seq, created_at from message
                                      where chat_key = ? and seq = (h.lo + h.hi + 1) / 2 limit 1) m
                 where h.lo < h.hi)
            select lo from half where lo = hi
            """;

    private final History history;
    private final Database database;

    HistoryPages(History history, Database database) {
        this.history = history;
        this.database = database;
    }

    Page<Message> read(ChatAccess chat, HistoryParameters parameters, @Nullable Cursor cursor, int limit) {
        Source source = parameters.source();
        Long thread = parameters.thread();
        if (thread != null) {
            history.bySeq(chat, thread);
        }
        if (cursor != null) {
            return walk(chat, source, thread, Walk.at(cursor), limit);
        }
        Long around = parameters.around();
        if (around != null) {
            return around(chat, source, thread, around, limit);
        }
        Instant at = parameters.at();
        Walk begin = at == null ? parameters.begin() : Walk.onward(true, lastBefore(chat, at));
        return walk(chat, source, thread, begin, limit);
    }

    private Page<Message> walk(ChatAccess chat, Source source, @Nullable Long thread, Walk walk, int limit) {
        return walk.page(find(chat, source, thread, walk.upwards(), walk.bound(), limit + 1), limit);
    }

    /** Half of the page up to the message, and half after it. */
    private Page<Message> around(ChatAccess chat, Source source, @Nullable Long thread, long seq, int limit) {
        int below = (limit + 1) / 2;
        int above = limit - below;
        long next = seq == Long.MAX_VALUE ? seq : seq + 1;
        List<Message> before = find(chat, source, thread, false, next, below + 1);
        List<Message> after = find(chat, source, thread, true, seq, above + 1);
        List<Message> items = new ArrayList<>(
                before.subList(0, Math.min(below, before.size())).reversed());
        items.addAll(after.subList(0, Math.min(above, after.size())));
        return Walk.page(items, true, before.size() > below, after.size() > above);
    }

    private List<Message> find(
            ChatAccess chat, Source source, @Nullable Long thread, boolean upwards, long bound, int count) {
        return source == Source.ALL && !upwards
                ? history.before(chat, bound, count)
                : history.of(chat, source, thread, upwards, bound, count);
    }

    private long lastBefore(ChatAccess chat, Instant at) {
        return database.first(
                        LAST_BEFORE,
                        row -> row.getLong(1),
                        chat.require(Action.READ_MESSAGES).lastSeq(),
                        at,
                        at,
                        chat.chatKey())
                .orElse(0L);
    }
}
