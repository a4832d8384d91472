package io.parley.realtime.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.net.impl.VertxHandler;
import org.jspecify.annotations.Nullable;

/**
 * What of RFC 6455 Vert.x does not do. A message may begin with fragments of nothing (section 5.4): it breaks at what follows these, and the
 * connection hangs from then on; so it is spared them, and the first fragment of something is the first. And whose framing is broken is told
 * so by a close code (section 7.1.7). On the connection's event loop.
 */
final class Framing extends ChannelInboundHandlerAdapter {
    private static final String NAME = "parley-framing";

    private enum Kind {
        TEXT,
        BINARY
    }

    /** Of the message of which nothing came yet. */
    private @Nullable Kind begun;

    private Framing() {}

    /** To be called once it is a socket. */
    static void mind(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        ChannelHandlerContext vertx = pipeline.context(VertxHandler.class);
        if (vertx != null) {
            pipeline.addBefore(vertx.name(), NAME, new Framing());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        switch (message) {
            case TextWebSocketFrame text when isNothing(text) -> swallow(text, Kind.TEXT);
            case BinaryWebSocketFrame binary when isNothing(binary) -> swallow(binary, Kind.BINARY);
            case ContinuationWebSocketFrame continuation
            when begun != null -> {
                if (isNothing(continuation)) {
                    continuation.release();
                } else {
                    context.fireChannelRead(first(continuation, begun));
                    begun = null;
                }
            }
            default -> context.fireChannelRead(message);
        }
    }

    /** Vert.x cuts the connection for it. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException broken) {
            context.writeAndFlush(new CloseWebSocketFrame(broken.closeStatus()));
        }
        context.fireExceptionCaught(cause);
    }

    private static boolean isNothing(WebSocketFrame frame) {
        return !frame.isFinalFragment() && !frame.content().isReadable();
    }

    private void swallow(WebSocketFrame frame, Kind kind) {
        begun = kind;
        frame.release();
    }

    private static WebSocketFrame first(ContinuationWebSocketFrame frame, Kind kind) {
        return switch (kind) {
            case TEXT -> new TextWebSocketFrame(frame.isFinalFragment(), frame.rsv(), frame.content());
            case BINARY -> new BinaryWebSocketFrame(frame.isFinalFragment(), frame.rsv(), frame.content());
        };
    }
}
