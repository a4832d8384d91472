package io.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.contract.rest.Page;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with one message. Thread-safe; see {@link ParleyClient} for errors. What changes a message answers it as it is
 * then; everyone who may see it is told by an event.
 */
public final class MessageClient {
    private final Transport transport;
    private final ChatClient chat;
    private final long seq;

    MessageClient(Transport transport, ChatClient chat, long seq) {
        this.transport = transport;
        this.chat = chat;
        this.seq = seq;
    }

    /** The message's number. */
    public long seq() {
        return seq;
    }

    /** The message itself; one that was deleted says nothing. */
    public Message get() {
        return transport.get(at()).as(Message.class);
    }

    /** Gives one's own message another text. */
    public Message edit(String text) {
        return edit(new Messages.Edit(text, null));
    }

    /** Edits one's own message: what is absent stays, and metadata is merged into what is there. */
    public Message edit(Messages.Edit edit) {
        return transport.exchange("PATCH", at(), edit).as(Message.class);
    }

    /**
     * Edits one's own message unless it has changed since it was read.
     *
     * @param rev of the message as it was read; with another one now it is refused with {@code precondition_failed}
     */
    public Message edit(Messages.Edit edit, long rev) {
        return transport.exchange("PATCH", at(), edit, rev).as(Message.class);
    }

    /** Removes the metadata of one's own message. */
    public Message removeMetadata() {
        ObjectNode patch = Json.MAPPER.createObjectNode().putNull("metadata");
        return transport.exchange("PATCH", at(), patch).as(Message.class);
    }

    /** Deletes the message: what it said is erased, its number stays. Deleting it again does nothing. */
    public void delete() {
        transport.exchange("DELETE", at(), null);
    }

    /** What the message said before it was edited, newest first. */
    public Page<Messages.Version> edits(@Nullable String cursor) {
        return transport.get(at("edits").with("cursor", cursor)).page(Messages.Version.class);
    }

    /** Deletes the message for the caller alone, on all devices. */
    public void hide() {
        transport.exchange("PUT", at("hidden"), null);
    }

    /** Gives a reaction, such as an emoji; giving it again does nothing. */
    public Message react(String reaction) {
        return transport.exchange("PUT", at("reactions", reaction), null).as(Message.class);
    }

    /** Takes one's own reaction back. */
    public Message unreact(String reaction) {
        return transport.exchange("DELETE", at("reactions", reaction), null).as(Message.class);
    }

    /** Pins the message in its chat. */
    public Message pin() {
        return transport.exchange("PUT", at("pin"), null).as(Message.class);
    }

    /** Takes the message off the pinned ones. */
    public Message unpin() {
        return transport.exchange("DELETE", at("pin"), null).as(Message.class);
    }

    private Uris at(Object... rest) {
        Object[] segments = new Object[rest.length + 2];
        segments[0] = "messages";
        segments[1] = seq;
        System.arraycopy(rest, 0, segments, 2, rest.length);
        return chat.at(segments);
    }
}
