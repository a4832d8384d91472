package io.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Event;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** What an application was told, each kind in a queue of its own. */
final class Told implements SocketListener {
    private final Map<String, BlockingQueue<JsonNode>> queues = new ConcurrentHashMap<>();

    BlockingQueue<JsonNode> of(String kind) {
        return queues.computeIfAbsent(kind, _ -> new LinkedBlockingQueue<>());
    }

    private void note(String kind, Object what) {
        of(kind).add(Json.MAPPER.valueToTree(what));
    }

    /** Notes what becomes of a send. */
    void follow(ClientFrame.Send send, Delivery delivery) {
        if (Boolean.TRUE.equals(send.accepted())) {
            var _ = delivery.accepted().thenAccept(accepted -> note("accepted", accepted));
        }
        var _ = delivery.stored().whenComplete((ack, failure) -> {
            if (failure == null) {
                note("acked", ack);
            } else {
                note("failed", failed(send, (ParleyException) failure));
            }
        });
    }

    private static ObjectNode failed(ClientFrame.Send send, ParleyException failure) {
        ObjectNode failed = Json.MAPPER.createObjectNode();
        failed.put("code", failure.code().wire());
        failed.put("chat", send.chat());
        failed.put("clientId", send.clientId());
        failure.field().ifPresent(field -> failed.put("field", field));
        return failed;
    }

    @Override
    public void onReady(ServerFrame.Ready ready) {
        note("ready", ready);
    }

    @Override
    public void onEvent(Event event) {
        note("event", event);
    }

    @Override
    public void onReset(ServerFrame.Reset reset) {
        note("reset", reset);
    }

    @Override
    public void onPresence(ServerFrame.Presence presence) {
        note("presence", presence);
    }

    @Override
    public void onMarkers(ServerFrame.Markers markers) {
        note("markers", markers);
    }

    @Override
    public void onTyping(Typing typing) {
        note("typing", Map.of("chat", typing.chat(), "user", typing.user(), "typing", typing.writing()));
    }

    @Override
    public void onSignal(ServerFrame.Signal signal) {
        note("signal", signal);
    }

    @Override
    public void onInbox(ServerFrame.Inbox inbox) {
        note("inbox", inbox);
    }

    @Override
    public void onDraft(ServerFrame.DraftChanged draft) {
        note("draft", draft);
    }

    @Override
    public void onSelf(ServerFrame.Self self) {
        note("self", self);
    }

    @Override
    public void onRefused(ServerFrame.Refusal refusal) {
        note("refused", refusal);
    }

    @Override
    public void onDisconnected(Disconnect why, Duration retryIn) {
        note("disconnected", why);
    }

    @Override
    public void onClosed(Disconnect why) {
        note("closed", why);
    }
}
