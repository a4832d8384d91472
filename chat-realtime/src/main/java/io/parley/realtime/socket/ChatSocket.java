package io.parley.realtime.socket;

import io.netty.channel.Channel;
import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.send.Commands;
import io.parley.realtime.send.SendConfig;
import io.parley.realtime.session.Caller;
import io.parley.realtime.session.Greeter;
import io.parley.realtime.session.Session;
import io.parley.realtime.session.SessionConfig;
import io.parley.realtime.session.SessionMeter;
import io.parley.realtime.session.Sessions;
import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint. Everything here runs on the socket's own event loop, one callback after the other; whatever touches
 * more than this connection is handed to the hub.
 */
@WebSocket(path = "/v1/applications/{application}/socket")
@Authenticated
public class ChatSocket {
    private static final Logger LOG = Logger.getLogger(ChatSocket.class);

    private final Sessions sessions;
    private final Greeter greeter;
    private final Commands commands;
    private final Hub hub;
    private final Vertx vertx;
    private final SessionConfig config;
    private final SendConfig sendConfig;
    private final SessionMeter meter;
    private final Outlets outlets;

    @Inject
    ChatSocket(
            Sessions sessions,
            Greeter greeter,
            Commands commands,
            Hub hub,
            Vertx vertx,
            SessionConfig config,
            SendConfig sendConfig,
            SessionMeter meter,
            Outlets outlets) {
        this.sessions = sessions;
        this.greeter = greeter;
        this.commands = commands;
        this.hub = hub;
        this.vertx = vertx;
        this.config = config;
        this.sendConfig = sendConfig;
        this.meter = meter;
        this.outlets = outlets;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        @Nullable Caller caller = connection.userData().get(UpgradeCheck.CALLER);
        Channel channel = Objects.requireNonNull(connection.userData().get(UpgradeCheck.CHANNEL));
        SocketWire wire = new SocketWire(connection, channel, vertx, outlets);
        if (caller == null) {
            wire.close(CloseCode.APPLICATION_NOT_FOUND);
            return;
        }
        sessions.add(new Session(connection.id(), caller, wire, config, meter, hub.now()));
    }

    @OnTextMessage
    @NonBlocking
    void text(String text, WebSocketConnection connection) {
        Session session = sessions.find(connection.id());
        if (session == null) {
            return;
        }
        session.heard(hub.now());
        @Nullable ClientFrame frame = null;
        try {
            int size = Frames.size(text);
            frame = Frames.read(text);
            handle(session, frame, size);
        } catch (ContractException e) {
            session.refuse(Frames.refusal(e, frame, sendConfig.retryAfter().toMillis()));
        }
    }

    private void handle(Session session, ClientFrame frame, int size) {
        switch (frame) {
            case ClientFrame.Hello hello -> greet(session, hello);
            case ClientFrame.Send send -> send(session, send, size);
            case ClientFrame.Ping ping -> session.send(Frames.pong(ping));
            case ClientFrame.Token _,
                    ClientFrame.Watch _,
                    ClientFrame.Mark _,
                    ClientFrame.Typing _,
                    ClientFrame.Signal _ -> throw ContractException.invalid("type", "not yet");
        }
    }

    private void greet(Session session, ClientFrame.Hello hello) {
        @Nullable Map<String, Long> known = Frames.known(hello);
        if (!session.greet()) {
            throw ContractException.invalid("type", "hello was sent before");
        }
        hub.execute(() -> greeter.greet(session, known));
    }

    private void send(Session session, ClientFrame.Send send, int size) {
        if (!session.greeted()) {
            throw ContractException.invalid("type", "hello must be sent before anything else");
        }
        Commands.Draft draft = Frames.draft(send, session.user());
        if (!session.tryAcquire(sendConfig.unacknowledged())) {
            throw new ContractException(
                    ErrorCode.RATE_LIMITED,
                    "%d messages of this connection await their answer; send this one again later"
                            .formatted(sendConfig.unacknowledged()));
        }
        hub.execute(() -> commands.submit(new Commands.Submission(session, session.application(), draft, size)));
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer data, WebSocketConnection connection) {
        Session session = sessions.find(connection.id());
        if (session != null) {
            session.heard(hub.now());
            session.refuse(Frames.refusal(
                    new ContractException(ErrorCode.INVALID_REQUEST, "Frames are JSON text; this one was binary"),
                    null,
                    0));
        }
    }

    @OnPongMessage
    @NonBlocking
    void pong(Buffer data, WebSocketConnection connection) {
        Session session = sessions.find(connection.id());
        if (session != null) {
            session.heard(hub.now());
        }
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        Session session = sessions.remove(connection.id());
        if (session != null) {
            hub.execute(() -> greeter.leave(session));
        }
    }

    /** A frame above the hard cap, a broken line, or a fault of ours. */
    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf(failure, "Connection %s failed", connection.id());
        Session session = sessions.find(connection.id());
        if (session != null) {
            session.close(CloseCode.INTERNAL);
        }
    }
}
