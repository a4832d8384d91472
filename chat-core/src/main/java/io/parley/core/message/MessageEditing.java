package io.parley.core.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.event.Message;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Messages;
import io.parley.core.database.Sql;
import io.parley.core.http.MergePatch;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageChange;
import io.parley.core.timeline.TimelineTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Edits and deletes messages. */
@ApplicationScoped
class MessageEditing {
    // One statement, with the tables of everything that a message may have.
    private static final String ERASE = """
            with k (chat_key, seq) as materialized (values (?::bigint, ?::bigint)),
                 reactions as (delete from reaction t using k where t.chat_key = k.chat_key and t.seq = k.seq),
                 pins as (delete from pin t using k where t.chat_key = k.chat_key and t.seq = k.seq),
                 mentions as (delete from mention t using k where t.chat_key = k.chat_key and t.seq = k.seq),
                 edits as (delete from message_edit t using k where t.chat_key = k.chat_key and t.seq = k.seq)
            delete from message_expiry t using k where t.chat_key = k.chat_key and t.seq = k.seq
            """;

    private static final Logger LOG = Logger.getLogger(MessageEditing.class);

    private final MessageWriter writer;

    MessageEditing(MessageWriter writer) {
        this.writer = writer;
    }

    /** Edits a message; one that comes out as it was takes no rev. */
    Message edit(ChatAccess access, long seq, MergePatch<Messages.Edit> patch, @Nullable String ifMatch) {
        String text = patch.names("text") ? Check.text(patch.value().text(), "text") : null;
        return writer.change(access, seq, locked -> {
            Message message = locked.require(locked.isOwn(), "Only its sender may edit a message.")
                    .require(locked.settings().toSend())
                    .requireThere()
                    .requireMatch(ifMatch)
                    .message();
            String newText = text == null ? message.text() : text;
            ObjectNode metadata = patch.names("metadata")
                    ? Check.metadata(
                            MergePatch.merged(message.metadata(), patch.value().metadata()), "metadata")
                    : message.metadata();
            boolean same = Objects.equals(newText, message.text()) && Objects.equals(metadata, message.metadata());
            Instant now = locked.transaction().now();
            if (!same) {
                MessageVersions.keep(locked.transaction(), message);
            }
            return same
                    ? null
                    : new MessageWriter.Next(MessageChange.EDITED, rev -> message.edited(rev, newText, metadata, now));
        });
    }

    /** Deletes a message; one that was deleted before stays as it is. */
    void delete(ChatAccess access, long seq, @Nullable String ifMatch) {
        writer.change(access, seq, locked -> {
            locked.require(locked.isOwn() ? Action.DELETE_OWN : Action.DELETE_OTHERS);
            return locked.deleted()
                    ? null
                    : deleted(locked.transaction(), locked.requireMatch(ifMatch).message());
        });
    }

    /** Deletes a message whose time is over; one that is gone already, or its chat, is left alone. */
    void expire(UUID application, String chat, long seq) {
        try {
            writer.change(application, chat, seq, (tx, message) -> {
                if (message.deletedAt() == null) {
                    return deleted(tx, message);
                }
                erase(tx, seq);
                return null;
            });
        } catch (ContractException e) {
            LOG.debugf("%s/%s/%d expires, and is gone: %s", application, chat, seq, e.code());
        }
    }

    private static MessageWriter.Next deleted(TimelineTransaction tx, Message message) throws SQLException {
        erase(tx, message.seq());
        Message root = Threads.deleted(tx, message);
        Instant now = tx.now();
        return new MessageWriter.Next(MessageChange.DELETED, rev -> message.deleted(rev, now), root);
    }

    private static void erase(TimelineTransaction tx, long seq) throws SQLException {
        Sql.update(tx.connection(), ERASE, tx.chatKey(), seq);
    }
}
