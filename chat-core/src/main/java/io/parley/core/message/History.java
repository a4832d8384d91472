package io.parley.core.message;

import io.parley.contract.broker.Command;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.permission.Action;
import io.parley.core.database.Database;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages, of what the caller may see. The newest come from the cache when that is provably whole and current: the
 * chat's last {@code seq}, and the rev at which one of its messages last changed, are read from PostgreSQL first, with the
 * caller's access to it, so that whoever was acknowledged a message or a change finds it.
 */
@ApplicationScoped
class History {
    private static final String BEFORE = Source.ALL.sql(false);

    private static final String BY_SEQ = """
            select %s from message m where m.chat_key = ? and m.seq = ? and %s
            """.formatted(MessageRows.COLUMNS, MessageRows.VISIBLE);

    private static final String OF_SENDER = """
            select %s from message m
             where m.chat_key = (select key from chat where application_id = ? and id = ?) and m.seq = ? and m.sender = ?
            """.formatted(MessageRows.COLUMNS);

    private static final String BY_CLIENT_ID = """
            select %s from message m where m.chat_key = ? and m.sender = ? and m.client_id = ?
            """.formatted(MessageRows.COLUMNS);

    private final Database database;
    private final RecentMessages recent;
    private final MessageConfig config;
    private final ConcurrentHashMap<Load, CompletableFuture<List<Message>>> loads = new ConcurrentHashMap<>();

    /** A chat at a moment: whoever finds the cache empty then needs the same rows. */
    private record Load(CachedChat chat, long lastSeq) {}

    History(Database database, RecentMessages recent, MessageConfig config) {
        this.database = database;
        this.recent = recent;
        this.config = config;
    }

    /** Newest first, below a bound; up to {@code count}. */
    List<Message> before(ChatAccess chat, long before, int count) {
        String viewer = viewer(chat);
        long lastSeq = chat.lastSeq();
        long bound = Math.min(before, lastSeq + 1);
        CachedChat cached = new CachedChat(chat.chatKey(), chat.changedRev());
        if (chat.hides()) {
            return of(chat, Source.ALL, null, false, bound, count);
        }
        return recent.page(cached, bound, count)
                .or(() -> refilled(cached, lastSeq, bound, count))
                .flatMap(page -> visible(page, viewer, chat.fromSeq()))
                .orElseGet(() -> of(chat, Source.ALL, null, false, bound, count));
    }

    /** Of a source: oldest first above a bound, or newest first below it; up to {@code count}. */
    List<Message> of(ChatAccess chat, Source source, @Nullable Long thread, boolean upwards, long bound, int count) {
        String viewer = viewer(chat);
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(chat.chatKey());
        if (source == Source.THREAD) {
            parameters.add(thread);
        }
        parameters.addAll(List.of(bound, chat.fromSeq(), viewer, viewer, viewer, viewer, count));
        return database.list(source.sql(upwards), MessageRows::read, parameters.toArray());
    }

    Message bySeq(ChatAccess chat, long seq) {
        String viewer = viewer(chat);
        return database.first(BY_SEQ, MessageRows::read, chat.chatKey(), seq, viewer, viewer, viewer, viewer)
                .orElseThrow(() -> new ContractException(ErrorCode.MESSAGE_NOT_FOUND));
    }

    /** A message of a sender who has just been told that it is stored. */
    Message ofSender(Command.SendMessage command, long seq) {
        return database.first(
                        OF_SENDER, MessageRows::read, command.application(), command.chat(), seq, command.sender())
                .orElseThrow(() -> new ContractException(ErrorCode.MESSAGE_NOT_FOUND));
    }

    /** The caller's own message. */
    Message byClientId(ChatAccess chat, String clientId) {
        return database.first(BY_CLIENT_ID, MessageRows::read, chat.chatKey(), viewer(chat), clientId)
                .orElseThrow(() -> new ContractException(ErrorCode.MESSAGE_NOT_FOUND));
    }

    private static String viewer(ChatAccess chat) {
        return chat.require(Action.READ_MESSAGES).inApplication().caller().sender();
    }

    /** Where something on the page is not for this viewer, there are more messages to look at than the page has. */
    private static Optional<List<Message>> visible(List<Message> page, String viewer, long fromSeq) {
        List<Message> visible = page.stream()
                .filter(message -> message.seq() >= fromSeq && message.visibleTo(viewer))
                .toList();
        boolean wholeChat = page.isEmpty() || page.getLast().seq() <= Math.max(1, fromSeq);
        return visible.size() == page.size() || wholeChat ? Optional.of(visible) : Optional.empty();
    }

    /** Asked for the newest page: reads as many as the cache keeps, puts them there, and answers from them. */
    private Optional<List<Message>> refilled(CachedChat chat, long lastSeq, long bound, int count) {
        if (!recent.usable() || bound <= lastSeq || lastSeq == 0 || count > config.cached()) {
            return Optional.empty();
        }
        List<Message> newest = load(new Load(chat, lastSeq));
        return Optional.of(newest.subList(0, Math.min(count, newest.size())));
    }

    /** Concurrent misses for one chat are one query. */
    private List<Message> load(Load load) {
        CompletableFuture<List<Message>> mine = new CompletableFuture<>();
        CompletableFuture<List<Message>> running = loads.putIfAbsent(load, mine);
        if (running != null) {
            return joined(running);
        }
        try {
            List<Message> newest = database.list(
                    BEFORE,
                    MessageRows::read,
                    load.chat().chatKey(),
                    load.lastSeq() + 1,
                    0,
                    null,
                    null,
                    null,
                    null,
                    config.cached());
            recent.add(List.of(new BatchResult.NewMessages(load.chat(), newest.reversed())));
            mine.complete(newest);
            return newest;
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            loads.remove(load, mine);
        }
    }

    private static List<Message> joined(CompletableFuture<List<Message>> running) {
        try {
            return running.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
