package io.parley.realtime.socket;

import io.netty.channel.Channel;
import io.parley.contract.Check;
import io.parley.contract.Limits;
import io.parley.contract.error.CloseCode;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.frame.ClientFrame;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.limit.LimitConfig;
import io.parley.realtime.limit.LimitMeter;
import io.parley.realtime.limit.SendLimits;
import io.parley.realtime.limit.TooFast;
import io.parley.realtime.live.LiveHub;
import io.parley.realtime.live.Signal;
import io.parley.realtime.loop.Hub;
import io.parley.realtime.send.Commands;
import io.parley.realtime.send.SendConfig;
import io.parley.realtime.session.Caller;
import io.parley.realtime.session.Greeter;
import io.parley.realtime.session.Session;
import io.parley.realtime.session.SessionConfig;
import io.parley.realtime.session.SessionMeter;
import io.parley.realtime.session.Sessions;
import io.parley.realtime.watch.ChatKey;
import io.parley.realtime.watch.UserKey;
import io.quarkus.security.identity.SecurityIdentity;
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
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint. Everything here runs on the socket's own event loop, one callback after the other; whatever touches
 * more than this connection is handed to the hub.
 */
@WebSocket(path = "/v1/applications/{application}/socket")
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
    private final LiveHub live;
    private final LimitConfig limits;
    private final SendLimits sendLimits;
    private final LimitMeter limitMeter;
    private final Tokens tokens;

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
            Outlets outlets,
            LiveHub live,
            LimitConfig limits,
            SendLimits sendLimits,
            LimitMeter limitMeter,
            Tokens tokens) {
        this.sessions = sessions;
        this.greeter = greeter;
        this.commands = commands;
        this.hub = hub;
        this.vertx = vertx;
        this.config = config;
        this.sendConfig = sendConfig;
        this.meter = meter;
        this.outlets = outlets;
        this.live = live;
        this.limits = limits;
        this.sendLimits = sendLimits;
        this.limitMeter = limitMeter;
        this.tokens = tokens;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        @Nullable Caller caller = connection.userData().get(UpgradeCheck.CALLER);
        Channel channel = Objects.requireNonNull(connection.userData().get(UpgradeCheck.CHANNEL));
        Framing.mind(channel);
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
            int size = Frames.size(text, session.greeted() ? Limits.FRAME_BYTES : Limits.HELLO_BYTES);
            frame = Frames.read(text);
            if (!(frame instanceof ClientFrame.Hello)) {
                admit(session, size);
            }
            handle(session, frame, size);
        } catch (ContractException e) {
            refuse(session, frame, e);
        }
    }

    private void admit(Session session, int size) {
        if (size > Limits.FRAME_BYTES) {
            throw new ContractException(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The frame has %d bytes; the limit is %d".formatted(size, Limits.FRAME_BYTES));
        }
        session.allowance(limits, hub.now()).frame(size, hub.now());
    }

    private void refuse(Session session, @Nullable ClientFrame frame, ContractException e) {
        ServerFrame.Refusal refusal =
                Frames.refusal(e, frame, sendConfig.retryAfter().toMillis());
        if (e instanceof TooFast tooFast) {
            limitMeter.limited(tooFast.limit());
            session.tooFast(refusal, limits.refusedFrames(), hub.now());
        } else {
            session.refuse(refusal);
        }
    }

    private void handle(Session session, ClientFrame frame, int size) {
        switch (frame) {
            case ClientFrame.Hello hello -> greet(session, hello);
            case ClientFrame.Ping ping -> session.send(Frames.pong(ping));
            case ClientFrame.Send send -> send(greeted(session), send, size);
            case ClientFrame.Token token -> refresh(greeted(session), token);
            case ClientFrame.Watch watch -> {
                Set<String> chats = Frames.watched(watch.chats(), "chats", Limits.WATCHED_CHATS, Check::chatId);
                Set<String> users = Frames.watched(watch.users(), "users", Limits.WATCHED_USERS, Check::userId);
                onHub(greeted(session), frame, () -> live.watch(session, chats, users));
            }
            case ClientFrame.Mark mark -> {
                Frames.mark(mark);
                String chat = Check.chatId(mark.chat(), "chat");
                onHub(greeted(session), frame, () -> live.mark(session, chat, mark.readSeq(), mark.deliveredSeq()));
            }
            case ClientFrame.Typing typing -> {
                String chat = Check.chatId(typing.chat(), "chat");
                boolean now = !Boolean.FALSE.equals(typing.typing());
                onHub(greeted(session), frame, () -> live.typing(session, chat, now));
            }
            case ClientFrame.Signal signal -> {
                Signal checked = Frames.signal(signal);
                session.allowance(limits, hub.now()).signal(hub.now());
                onHub(greeted(session), frame, () -> live.signal(session, checked));
            }
        }
    }

    private static Session greeted(Session session) {
        if (!session.greeted()) {
            throw ContractException.invalid("type", "hello must be sent before anything else");
        }
        return session;
    }

    /** What it does there may be refused there. */
    private void onHub(Session session, ClientFrame frame, Runnable task) {
        hub.execute(() -> {
            try {
                task.run();
            } catch (ContractException e) {
                session.refuse(Frames.refusal(e, frame, sendConfig.retryAfter().toMillis()));
            }
        });
    }

    private void greet(Session session, ClientFrame.Hello hello) {
        @Nullable Map<String, Long> known = Frames.known(hello);
        if (!session.greet()) {
            throw ContractException.invalid("type", "hello was sent before");
        }
        hub.execute(() -> greeter.greet(session, known));
    }

    private void send(Session session, ClientFrame.Send send, int size) {
        Commands.Draft draft = Frames.draft(send, session.user());
        if (!session.tryAcquire(sendConfig.unacknowledged())) {
            throw new ContractException(
                    ErrorCode.RATE_LIMITED,
                    "%d messages of this connection await their answer; send this one again later"
                            .formatted(sendConfig.unacknowledged()));
        }
        UserKey user = new UserKey(session.application(), session.user());
        ChatKey chat = new ChatKey(session.application(), draft.chat());
        hub.execute(() -> {
            try {
                sendLimits.check(user, chat, hub.now());
                commands.submit(new Commands.Submission(session, session.application(), draft, size));
            } catch (TooFast e) {
                limitMeter.limited(e.limit());
                session.settled(Frames.refusal(e, send, e.retryAfterMillis()));
            }
        });
    }

    /** The fresh token must be verified before it counts; until then, and if it is not good, the old one holds. */
    private void refresh(Session session, ClientFrame.Token frame) {
        tokens.verify(Frames.token(frame))
                .subscribe()
                .with(identity -> refreshed(session, frame, identity), failure -> refreshed(session, frame, null));
    }

    private static void refreshed(Session session, ClientFrame.Token frame, @Nullable SecurityIdentity identity) {
        Caller fresh = identity == null ? null : UpgradeCheck.caller(session.application(), identity);
        if (fresh == null || !fresh.user().equals(session.user())) {
            session.refuse(Frames.refusal(
                    new ContractException(ErrorCode.UNAUTHENTICATED, "token", "This is no good token of the same user"),
                    frame,
                    0));
            return;
        }
        session.refreshed(fresh);
        session.send(new ServerFrame.Token(fresh.tokenExpiresAt()));
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
