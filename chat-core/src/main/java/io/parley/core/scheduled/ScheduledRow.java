package io.parley.core.scheduled;

import io.parley.contract.Json;
import io.parley.contract.broker.Command;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Forwarded;
import io.parley.contract.rest.Messages;
import io.parley.core.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that is to be sent, as it stands in its table: the command, as it was checked when it was scheduled. */
record ScheduledRow(
        UUID id, Instant sendAt, Instant createdAt, Command.SendMessage command, Messages.@Nullable Failure failed) {
    static final String COLUMNS = "id, send_at, created_at, body, failed_code, failed_detail";

    static ScheduledRow read(ResultSet row) throws SQLException {
        String code = row.getString("failed_code");
        return new ScheduledRow(
                row.getObject("id", UUID.class),
                Sql.instant(row, "send_at"),
                Sql.instant(row, "created_at"),
                Json.read(row.getString("body"), Command.SendMessage.class),
                code == null ? null : new Messages.Failure(ErrorCode.valueOf(code), row.getString("failed_detail")));
    }

    Messages.Scheduled wire() {
        Forwarded forwarded = command.forwarded();
        Messages.Send message = new Messages.Send(
                command.clientId(),
                forwarded == null ? command.text() : null,
                command.recipients(),
                forwarded == null ? command.metadata() : null,
                command.replyTo(),
                command.mentions(),
                command.expiresInSeconds(),
                forwarded == null ? null : new Messages.Forward(forwarded.chat(), forwarded.seq()));
        return new Messages.Scheduled(id, command.chat(), sendAt, createdAt, message, failed);
    }
}
