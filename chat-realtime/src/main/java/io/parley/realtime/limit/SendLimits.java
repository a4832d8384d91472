package io.parley.realtime.limit;

import io.parley.realtime.watch.ChatKey;
import io.parley.realtime.watch.UserKey;
import java.util.HashMap;
import java.util.Map;

/** How many messages users send and chats get through this gateway. Only those who did so a moment ago are remembered. On the hub. */
public final class SendLimits {
    private final LimitConfig config;
    private final Map<UserKey, TokenBucket> users = new HashMap<>();
    private final Map<ChatKey, TokenBucket> chats = new HashMap<>();

    public SendLimits(LimitConfig config) {
        this.config = config;
    }

    /** @throws TooFast when it is one too many */
    public void check(UserKey user, ChatKey chat, long now) {
        if (config.sendsPerSecond() > 0) {
            long wait = users.computeIfAbsent(
                            user, key -> new TokenBucket(config.sendsPerSecond(), config.sendsBurst(), now))
                    .takeInTurn(now);
            if (wait > 0) {
                throw new TooFast(
                        "sends", "You send more than %d messages a second".formatted(config.sendsPerSecond()), wait);
            }
        }
        if (config.chatSendsPerSecond() > 0) {
            long wait = chats.computeIfAbsent(
                            chat, key -> new TokenBucket(config.chatSendsPerSecond(), config.chatSendsBurst(), now))
                    .takeInTurn(now);
            if (wait > 0) {
                throw new TooFast(
                        "chat-sends",
                        "More than %d messages a second are sent to this chat".formatted(config.chatSendsPerSecond()),
                        wait);
            }
        }
    }

    /** Forgets who has rested. To be called every few seconds. */
    public void tick(long now) {
        users.values().removeIf(bucket -> bucket.isFull(now));
        chats.values().removeIf(bucket -> bucket.isFull(now));
    }
}
