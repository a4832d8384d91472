package io.parley.core.scheduled;

import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.broker.Command;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Database;
import io.parley.core.ops.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A sender's messages that are to be sent later. Nobody else sees them. */
@ApplicationScoped
class ScheduledMessages {
    private static final String INSERT = """
            insert into scheduled_message (id, application_id, chat_id, sender, client_id, body, send_at, created_at)
            select ?, ?, ?, ?, ?, ?::json, ?, ?
             where (select count(*) from scheduled_message where application_id = ? and sender = ?) < ?
            on conflict (application_id, chat_id, sender, client_id) do nothing
            """;

    private static final String BY_CLIENT_ID = """
            select %s from scheduled_message where application_id = ? and chat_id = ? and sender = ? and client_id = ?
            """.formatted(ScheduledRow.COLUMNS);

    private static final String LIST = """
            select %s from scheduled_message
             where application_id = ? and sender = ? and chat_id = ? and (send_at, id) > (?, ?)
             order by send_at, id limit ?
            """.formatted(ScheduledRow.COLUMNS);

    private static final String DELETE =
            "delete from scheduled_message where application_id = ? and chat_id = ? and sender = ? and id = ?";

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    ScheduledMessages(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param repeated whether it had been scheduled before */
    record Added(ScheduledRow row, boolean repeated) {}

    /**
     * Schedules a message; the same one again is the one that is there.
     *
     * @throws ContractException {@link ErrorCode#LIMIT_REACHED}, or {@link ErrorCode#CLIENT_ID_CONFLICT} when another one of the
     *     same {@code clientId} waits
     */
    Added add(Command.SendMessage command, Instant sendAt) {
        check(sendAt);
        int added = database.update(
                INSERT,
                ids.uuid(),
                command.application(),
                command.chat(),
                command.sender(),
                command.clientId(),
                Json.string(command),
                sendAt,
                clock.instant(),
                command.application(),
                command.sender(),
                Limits.SCHEDULED);
        ScheduledRow row = database.first(
                        BY_CLIENT_ID,
                        ScheduledRow::read,
                        command.application(),
                        command.chat(),
                        command.sender(),
                        command.clientId())
                .orElseThrow(() -> new ContractException(
                        ErrorCode.LIMIT_REACHED,
                        "%d messages are scheduled already, as many as one may have".formatted(Limits.SCHEDULED)));
        if (added == 0 && !same(row, command, sendAt)) {
            throw new ContractException(
                    ErrorCode.CLIENT_ID_CONFLICT, "message.clientId", ErrorCode.CLIENT_ID_CONFLICT.meaning());
        }
        return new Added(row, added == 0);
    }

    private void check(Instant sendAt) {
        Instant now = clock.instant();
        if (!sendAt.isAfter(now) || sendAt.isAfter(now.plus(Duration.ofDays(Limits.SCHEDULED_DAYS)))) {
            throw ContractException.invalid(
                    "sendAt",
                    "sendAt must be in the future, and at most %d days ahead".formatted(Limits.SCHEDULED_DAYS));
        }
    }

    /** But for the time at which it was received. */
    private static boolean same(ScheduledRow row, Command.SendMessage command, Instant sendAt) {
        Command.SendMessage before = row.command();
        return row.sendAt().toEpochMilli() == sendAt.toEpochMilli()
                && new Command.SendMessage(
                                command.id(),
                                command.application(),
                                command.chat(),
                                command.sender(),
                                command.clientId(),
                                command.text(),
                                command.recipients(),
                                command.metadata(),
                                before.receivedAt(),
                                command.replyTo(),
                                command.mentions(),
                                command.expiresInSeconds(),
                                command.forwarded())
                        .equals(before);
    }

    List<ScheduledRow> list(UUID application, String sender, String chat, Instant after, UUID afterId, int count) {
        return database.list(LIST, ScheduledRow::read, application, sender, chat, after, afterId, count);
    }

    /** @throws ContractException {@link ErrorCode#MESSAGE_NOT_FOUND} when there is none, or it was sent */
    void remove(UUID application, String sender, String chat, UUID id) {
        if (database.update(DELETE, application, chat, sender, id) == 0) {
            throw new ContractException(ErrorCode.MESSAGE_NOT_FOUND, "No such message is scheduled, or it was sent.");
        }
    }
}
