package io.parley.core.message;

import io.parley.contract.broker.Command;
import io.parley.core.database.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Applications, users and commands for tests of the batch. */
@Singleton
class Worlds {
    private static final AtomicLong IDS = new AtomicLong();

    private final Database database;
    private final Clock clock;

    Worlds(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An application that takes everyone. */
    UUID openApplication() {
        return application("open");
    }

    UUID application(String access) {
        UUID id = UUID.randomUUID();
        user("owner-" + id);
        database.update(
                "insert into application (id, access, owner_id, created_at) values (?, ?, ?, ?)",
                id,
                access,
                "owner-" + id,
                clock.instant());
        return id;
    }

    void user(String id) {
        database.update(
                "insert into directory_user (id, username, updated_at) values (?, ?, ?) on conflict do nothing",
                id,
                id,
                clock.instant());
    }

    Command.SendMessage send(UUID application, String chat, String sender, String clientId, String text) {
        return send(application, chat, sender, clientId, text, null, clock.instant());
    }

    static Command.SendMessage send(
            UUID application,
            String chat,
            String sender,
            String clientId,
            String text,
            List<String> recipients,
            Instant receivedAt) {
        return new Command.SendMessage(
                IDS.incrementAndGet(), application, chat, sender, clientId, text, recipients, null, receivedAt);
    }

    Instant now() {
        return clock.instant();
    }

    long count(String sql, Object... parameters) {
        return database.first(sql, row -> row.getLong(1), parameters).orElseThrow();
    }
}
