package io.parley.client;

import io.parley.contract.Json;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user's own markers that are not known to be stored: one for each chat, said again on each connection until the server
 * shows that it has them. A gateway that dies may take a mark with it; saying it twice does no harm, since markers only
 * move forward.
 */
final class Marks implements Speaker {
    /** Chats with a mark that is not confirmed; the oldest of more make room. */
    private static final int CAPACITY = 10_000;

    private static final Set<ErrorCode> FINAL_FOR_MARKS =
            Set.of(ErrorCode.CHAT_NOT_FOUND, ErrorCode.APPLICATION_NOT_FOUND, ErrorCode.BANNED);

    private static final class Pending {
        private long read;
        private long delivered;
        private boolean said;
    }

    private final LinkedHashMap<String, Pending> pending = new LinkedHashMap<>();
    private final Pace pace = new Pace();

    /** Moves the markers of a chat forward; 0 leaves one where it is. */
    synchronized void mark(String chat, long read, long delivered) {
        if (read < 1 && delivered < 1) {
            return;
        }
        Pending mark = pending.computeIfAbsent(chat, _ -> new Pending());
        if (read > mark.read || delivered > mark.delivered) {
            mark.read = Math.max(mark.read, read);
            mark.delivered = Math.max(mark.delivered, delivered);
            mark.said = false;
        }
        if (pending.size() > CAPACITY) {
            pending.pollFirstEntry();
        }
    }

    @Override
    public synchronized void ready(ServerFrame.Ready ready) {
        pace.reset(ready.limits().framesPerSecond());
        for (ServerFrame.ChatHead head : ready.chats()) {
            confirmed(head.chat(), head.readSeq(), head.deliveredSeq());
        }
    }

    synchronized void confirmed(String chat, long read, long delivered) {
        Pending mark = pending.get(chat);
        // The read marker moves the delivered one, too.
        if (mark != null && mark.read <= read && mark.delivered <= Math.max(read, delivered)) {
            pending.remove(chat);
        }
    }

    @Override
    public synchronized Optional<String> next() {
        for (Map.Entry<String, Pending> entry : pending.entrySet()) {
            Pending mark = entry.getValue();
            if (!mark.said) {
                return pace.take() ? Optional.of(say(entry.getKey(), mark)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String say(String chat, Pending mark) {
        mark.said = true;
        return Json.string(new ClientFrame.Mark(
                chat, mark.read > 0 ? mark.read : null, mark.delivered > 0 ? mark.delivered : null));
    }

    @Override
    public synchronized Duration idle() {
        return pending.values().stream().allMatch(mark -> mark.said) ? UNTIL_WOKEN : pace.untilNext();
    }

    @Override
    public synchronized void again(ServerFrame.Refusal refusal) {
        pending.forEach((chat, mark) -> {
            if (refusal.chat() == null || refusal.chat().equals(chat)) {
                mark.said = false;
            }
        });
    }

    @Override
    public synchronized void refused(ServerFrame.Refusal refusal) {
        boolean ofMarker = "readSeq".equals(refusal.field()) || "deliveredSeq".equals(refusal.field());
        if (refusal.chat() != null && (ofMarker || FINAL_FOR_MARKS.contains(refusal.code()))) {
            pending.remove(refusal.chat());
        }
    }

    /** The chat is no longer the user's: there is nothing left to mark. */
    synchronized void forget(String chat) {
        pending.remove(chat);
    }

    @Override
    public synchronized void disconnected() {
        pending.values().forEach(mark -> mark.said = false);
    }
}
