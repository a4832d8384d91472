package io.parley.core.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Check;
import io.parley.contract.event.Message;
import io.parley.contract.permission.Action;
import io.parley.contract.rest.Messages;
import io.parley.core.database.Sql;
import io.parley.core.http.MergePatch;
import io.parley.core.identity.ChatAccess;
import io.parley.core.timeline.MessageChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Edits and deletes messages. */
@ApplicationScoped
class MessageEditing {
    private static final String DELETE_REACTIONS = "delete from reaction where chat_key = ? and seq = ?";
    private static final String DELETE_MENTIONS = "delete from mention where chat_key = ? and seq = ?";
    private static final String DELETE_PIN = "delete from pin where chat_key = ? and seq = ?";

    private final MessageWriter writer;

    MessageEditing(MessageWriter writer) {
        this.writer = writer;
    }

    /** Edits a message; one that comes out as it was takes no rev. */
    Message edit(ChatAccess access, long seq, MergePatch<Messages.Edit> patch, @Nullable String ifMatch) {
        String text = patch.names("text") ? Check.text(patch.value().text(), "text") : null;
        return writer.change(access, seq, locked -> {
            Message message = locked.require(locked.isOwn(), "Only its sender may edit a message.")
                    .require(Action.SEND)
                    .requireThere()
                    .requireMatch(ifMatch)
                    .message();
            String newText = text == null ? message.text() : text;
            ObjectNode metadata = patch.names("metadata")
                    ? Check.metadata(merged(message.metadata(), patch.value().metadata()), "metadata")
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
            return locked.deleted() ? null : deleted(locked.requireMatch(ifMatch));
        });
    }

    private static MessageWriter.Next deleted(LockedMessage locked) throws SQLException {
        Message message = locked.message();
        long chatKey = locked.transaction().chatKey();
        Sql.update(locked.transaction().connection(), DELETE_REACTIONS, chatKey, message.seq());
        Sql.update(locked.transaction().connection(), DELETE_PIN, chatKey, message.seq());
        MessageVersions.erase(locked.transaction(), message.seq());
        Message root = Threads.deleted(locked.transaction(), message);
        Sql.update(locked.transaction().connection(), DELETE_MENTIONS, chatKey, message.seq());
        Instant now = locked.transaction().now();
        return new MessageWriter.Next(MessageChange.DELETED, rev -> message.deleted(rev, now), root);
    }

    /** RFC 7396, section 2. */
    private static @Nullable ObjectNode merged(@Nullable ObjectNode target, @Nullable ObjectNode patch) {
        if (patch == null) {
            return null;
        }
        ObjectNode merged = target == null ? patch.objectNode() : target.deepCopy();
        patch.properties().forEach(member -> {
            JsonNode value = member.getValue();
            if (value.isNull()) {
                merged.remove(member.getKey());
            } else if (value instanceof ObjectNode object) {
                ObjectNode inner = merged.get(member.getKey()) instanceof ObjectNode there ? there : null;
                merged.set(member.getKey(), merged(inner, object));
            } else {
                merged.set(member.getKey(), value);
            }
        });
        return merged;
    }
}
