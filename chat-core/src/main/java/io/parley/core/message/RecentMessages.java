package io.parley.core.message;

import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The newest messages of chats in Redis. One key a chat and rev at which a message of it last changed ({@link CachedChat}),
 * a sorted set by {@code seq} (see {@code recent-add.lua}).
 *
 * <p>Nothing is true because it is here: a page is used only when it is whole, which the reader can prove, since a chat's
 * {@code seq} has no holes and its last one is known from PostgreSQL, as is the rev of its key. Redis may lose all of it, and
 * miss any change, at any time.
 */
@ApplicationScoped
class RecentMessages {
    private static final Logger LOG = Logger.getLogger(RecentMessages.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Redis redis;
    private final MessageConfig config;
    private final Clock clock;
    private final String add;
    private final String change;
    private volatile Instant pausedUntil = Instant.MIN;

    RecentMessages(Redis redis, MessageConfig config, Clock clock) {
        this.redis = redis;
        this.config = config;
        this.clock = clock;
        this.add = script("/lua/recent-add.lua");
        this.change = script("/lua/recent-change.lua");
    }

    /** Adds new messages, without waiting for it and without failing. */
    void add(List<BatchResult.NewMessages> chats) {
        if (!usable()) {
            return;
        }
        List<Request> requests = new ArrayList<>();
        for (BatchResult.NewMessages chat : chats) {
            if (!chat.changed().isEmpty()) {
                requests.add(change(chat.before(), chat.chat(), chat.changed()));
            }
            if (!chat.messages().isEmpty()) {
                requests.add(addition(chat.chat(), chat.messages()));
            }
        }
        if (!requests.isEmpty()) {
            redis.batch(requests).ifNoItem().after(PATIENCE).fail().subscribe().with(ignored -> {}, this::pause);
        }
    }

    /**
     * Goes on with the messages of before where some of them changed, without waiting for it and without failing. When it
     * fails, the next reader finds nothing and reads from PostgreSQL.
     */
    void changed(CachedChat before, CachedChat after, List<Message> messages) {
        if (!usable()) {
            return;
        }
        redis.send(change(before, after, messages))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(ignored -> {}, this::pause);
    }

    private Request change(CachedChat before, CachedChat after, List<Message> messages) {
        Request request = Request.cmd(Command.EVAL)
                .arg(change)
                .arg(2)
                .arg(before.key(config.cachePrefix()))
                .arg(after.key(config.cachePrefix()));
        messages.forEach(message -> request.arg(message.seq()).arg(member(message)));
        return request;
    }

    /**
     * The newest messages below a bound, newest first, whoever may see them; empty when they are not all here.
     *
     * @param before exclusive
     * @param count how many, or as many as there are from 1 on
     */
    Optional<List<Message>> page(CachedChat chat, long before, int count) {
        if (!usable() || before <= 1) {
            return Optional.empty();
        }
        Request request = Request.cmd(Command.ZREVRANGEBYSCORE)
                .arg(chat.key(config.cachePrefix()))
                .arg("(" + before)
                .arg("-inf")
                .arg("LIMIT")
                .arg(0)
                .arg(count);
        try {
            Response response = redis.send(request).await().atMost(PATIENCE);
            return whole(response, before, count);
        } catch (RuntimeException e) {
            pause(e);
            return Optional.empty();
        }
    }

    /** Without holes from the bound down to where the page ends. */
    private static Optional<List<Message>> whole(Response response, long before, int count) {
        long expected = before - 1;
        List<Message> page = new ArrayList<>();
        for (Response member : response) {
            String text = member.toString(StandardCharsets.UTF_8);
            Message message = Json.read(text.substring(text.indexOf('|') + 1), Message.class);
            if (message.seq() != expected) {
                return Optional.empty();
            }
            page.add(message);
            expected--;
        }
        return page.size() == count || expected == 0 ? Optional.of(page) : Optional.empty();
    }

    private Request addition(CachedChat chat, List<Message> messages) {
        Request request = Request.cmd(Command.EVAL)
                .arg(add)
                .arg(1)
                .arg(chat.key(config.cachePrefix()))
                .arg(config.cached())
                .arg(config.cacheTime().toMillis());
        // More than is kept would only be trimmed again.
        for (Message message : messages.subList(Math.max(0, messages.size() - config.cached()), messages.size())) {
            request.arg(message.seq()).arg(message.rev()).arg(member(message));
        }
        return request;
    }

    private static String member(Message message) {
        return message.rev() + "|" + Json.string(message);
    }

    /** Whether it is worth asking and filling. */
    boolean usable() {
        return config.cached() > 0 && !clock.instant().isBefore(pausedUntil);
    }

    private void pause(Throwable failure) {
        if (usable()) {
            LOG.warnf("Redis does not answer, going on without the cache: %s", failure.getMessage());
        }
        pausedUntil = clock.instant().plus(config.cachePause());
    }

    private static String script(String resource) {
        try (InputStream stream = RecentMessages.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
