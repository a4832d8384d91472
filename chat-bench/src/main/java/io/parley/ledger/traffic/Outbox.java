package io.parley.ledger.traffic;

import io.parley.contract.Json;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.ledger.evidence.Sent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sends of one device that have no final answer. Each is said once on each connection, and again when asked to. */
final class Outbox {
    private static final long RETRY_MILLIS = 500;

    private static final class Waiting {
        private final Sent sent;
        private final String frame;
        private final Runnable answered;
        private boolean onWire;
        private long notBeforeMillis;

        private Waiting(Sent sent, String frame, Runnable answered) {
            this.sent = sent;
            this.frame = frame;
            this.answered = answered;
        }
    }

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    /** A second answer, to what was sent twice, must be noted too: it must say the same. */
    private final Map<String, Sent> answered = new HashMap<>();

    /** @param answered runs when the answer has come */
    synchronized void add(Sent sent, Runnable answered) {
        Sent.Content content = sent.content();
        String frame = Json.string(new ClientFrame.Send(
                content.chat(), content.clientId(), content.text(), content.recipients(), null, null));
        waiting.put(key(content.chat(), content.clientId()), new Waiting(sent, frame, answered));
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The connection is another one: everything is to be said again. */
    synchronized void reconnected() {
        waiting.values().forEach(each -> each.onWire = false);
    }

    /** What is to be said now. */
    synchronized List<String> due(long nowMillis) {
        List<String> due = new ArrayList<>();
        for (Waiting each : waiting.values()) {
            if (!each.onWire && each.notBeforeMillis <= nowMillis) {
                each.onWire = true;
                due.add(each.frame);
            }
        }
        return due;
    }

    synchronized void acknowledged(ServerFrame.Ack ack, long nowMillis) {
        finish(
                ack.chat(),
                ack.clientId(),
                new Sent.Answer.Acknowledged(ack.seq(), ack.rev(), ack.duplicate(), nowMillis));
    }

    /** Whether the refusal belongs to something that waits here, or did. */
    synchronized boolean refused(ServerFrame.Refusal refusal, long nowMillis) {
        if (refusal.chat() == null || refusal.clientId() == null) {
            return false;
        }
        if (!refusal.code().retryable()) {
            finish(
                    refusal.chat(),
                    refusal.clientId(),
                    new Sent.Answer.Refused(refusal.code().wire(), nowMillis));
            return true;
        }
        Waiting again = waiting.get(key(refusal.chat(), refusal.clientId()));
        if (again != null) {
            Long wait = refusal.retryAfterMillis();
            again.onWire = false;
            again.notBeforeMillis = nowMillis + (wait == null ? RETRY_MILLIS : wait);
        }
        return true;
    }

    private void finish(String chat, String clientId, Sent.Answer answer) {
        Waiting done = waiting.remove(key(chat, clientId));
        if (done != null) {
            answered.put(key(chat, clientId), done.sent);
            done.sent.answered(answer);
            done.answered.run();
            return;
        }
        Sent earlier = answered.get(key(chat, clientId));
        if (earlier != null) {
            earlier.answered(answer);
        }
    }

    private static String key(@Nullable String chat, @Nullable String clientId) {
        return chat + " " + clientId;
    }
}
