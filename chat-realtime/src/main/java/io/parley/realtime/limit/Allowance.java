package io.parley.realtime.limit;

/** What one connection may send. On the socket's own loop. */
public final class Allowance {
    private final LimitConfig config;
    private final TokenBucket frames;
    private final TokenBucket bytes;
    private final TokenBucket signals;

    public Allowance(LimitConfig config, long now) {
        this.config = config;
        this.frames = new TokenBucket(config.framesPerSecond(), config.framesBurst(), now);
        this.bytes = new TokenBucket(config.bytesPerSecond(), config.bytesBurst(), now);
        this.signals = new TokenBucket(config.signalsPerSecond(), config.signalsBurst(), now);
    }

    /** @throws TooFast when it is one too many */
    public void frame(int size, long now) {
        long wait = frames.take(1, now);
        if (wait > 0) {
            throw new TooFast(
                    "frames",
                    "This connection sends more than %d frames a second".formatted(config.framesPerSecond()),
                    wait);
        }
        wait = bytes.take(size, now);
        if (wait > 0) {
            throw new TooFast(
                    "bytes",
                    "This connection sends more than %d bytes a second".formatted(config.bytesPerSecond()),
                    wait);
        }
    }

    /** @throws TooFast when it is one too many */
    public void signal(long now) {
        long wait = signals.take(1, now);
        if (wait > 0) {
            throw new TooFast(
                    "signals",
                    "This connection sends more than %d signals a second".formatted(config.signalsPerSecond()),
                    wait);
        }
    }
}
