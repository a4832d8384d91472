package io.parley.ledger.fault;

import io.parley.ledger.proxy.TcpProxy;

/** What networks do. */
final class LinkFaults {
    private LinkFaults() {}

    /** Connections break, several times in a row or for a while. */
    static Fault.Steps cut(TcpProxy proxy) {
        return (random, pace) -> {
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times; i++) {
                proxy.cut();
                Thread.sleep(random.nextInt(Math.max(1, pace.linkMillis() / 6)));
                proxy.restore();
                Thread.sleep(random.nextInt(500));
            }
            return "%s cut %d times".formatted(proxy.name(), times);
        };
    }

    /** Everything is swallowed and nothing is closed. */
    static Fault.Steps halfOpen(TcpProxy proxy) {
        return (random, pace) -> {
            proxy.halfOpen();
            try {
                pace.upTo(pace.linkMillis(), random);
            } finally {
                proxy.restore();
            }
            return proxy.name() + " half open";
        };
    }

    /** Nothing passes, and nothing is lost. */
    static Fault.Steps stall(TcpProxy proxy) {
        return (random, pace) -> {
            proxy.stall();
            try {
                pace.upTo(pace.linkMillis(), random);
            } finally {
                proxy.restore();
            }
            return proxy.name() + " stalled";
        };
    }
}
