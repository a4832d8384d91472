package io.parley.realtime.socket;

import io.netty.channel.EventLoop;
import io.parley.realtime.loop.Hub;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When sockets are flushed: once for all that was written to them in one turn of the hub. A bundle of events for a
 * thousand sockets wakes each event loop once, and each socket makes one system call, however many frames it gets.
 */
@Singleton
final class Outlets {
    private final Hub hub;
    private final Map<EventLoop, Outlet> outlets = new ConcurrentHashMap<>();

    Outlets(Hub hub) {
        this.hub = hub;
    }

    Outlet of(EventLoop loop) {
        return outlets.computeIfAbsent(loop, missing -> new Outlet(hub, missing));
    }

    /** The sockets of one event loop that have something to write. From any thread. */
    static final class Outlet {
        private final Hub hub;
        private final EventLoop loop;
        private List<SocketWire> waiting = new ArrayList<>();

        Outlet(Hub hub, EventLoop loop) {
            this.hub = hub;
            this.loop = loop;
        }

        /** The socket has something to write; it says so once until it is flushed. */
        void ready(SocketWire wire) {
            synchronized (this) {
                waiting.add(wire);
                if (waiting.size() > 1) {
                    return;
                }
            }
            // After what the hub does now, and what it was asked to do before.
            hub.execute(() -> loop.execute(this::flush));
        }

        private void flush() {
            List<SocketWire> ready;
            synchronized (this) {
                ready = waiting;
                waiting = new ArrayList<>(ready.size());
            }
            ready.forEach(SocketWire::flush);
        }
    }
}
