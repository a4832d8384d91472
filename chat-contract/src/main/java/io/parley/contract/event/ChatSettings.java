package io.parley.contract.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.contract.permission.Action;
import org.jspecify.annotations.Nullable;

/**
 * How a chat behaves. What is absent is as by default, and what is given as the default becomes absent. What other products
 * call kinds of chats are settings here: a broadcast is {@code posting: moderators} and {@code joining: open}.
 *
 * @param posting who may send; {@code members} when absent: all but readers
 * @param inviting who may subscribe others; {@code moderators} when absent: they and owners
 * @param joining how users of the application come in by themselves; {@code invited} when absent: not at all
 * @param history what new members see of the messages from before; {@code all} when absent
 * @param state {@code active} when absent
 */
public record ChatSettings(
        @Nullable Posting posting,
        @Nullable Inviting inviting,
        @Nullable Joining joining,
        @Nullable History history,
        @Nullable State state) {
    /** All as by default. */
    public static final ChatSettings DEFAULT = new ChatSettings(null, null, null, null, null);

    public ChatSettings {
        posting = posting == Posting.MEMBERS ? null : posting;
        inviting = inviting == Inviting.MODERATORS ? null : inviting;
        joining = joining == Joining.INVITED ? null : joining;
        history = history == History.ALL ? null : history;
        state = state == State.ACTIVE ? null : state;
    }

    /** Who may send. */
    public enum Posting {
        @JsonProperty("members")
        MEMBERS,
        /** Moderators, owners and the application. */
        @JsonProperty("moderators")
        MODERATORS
    }

    /** Who may subscribe others. */
    public enum Inviting {
        /** Moderators and owners. */
        @JsonProperty("moderators")
        MODERATORS,
        /** Members, too; as members or readers. */
        @JsonProperty("members")
        MEMBERS
    }

    /** How users come in by themselves. */
    public enum Joining {
        @JsonProperty("invited")
        INVITED,
        /** They ask, and a moderator or owner answers. */
        @JsonProperty("request")
        REQUEST,
        /** They join. */
        @JsonProperty("open")
        OPEN
    }

    /** What a new member may see. */
    public enum History {
        @JsonProperty("all")
        ALL,
        /** What is sent from joining on. It is decided when somebody joins, and stays. */
        @JsonProperty("joined")
        JOINED
    }

    /** What can be done in a chat. */
    public enum State {
        @JsonProperty("active")
        ACTIVE,
        /** Only moderators, owners and the application send. */
        @JsonProperty("frozen")
        FROZEN,
        /** Nobody sends or changes messages, and the chat is in no list that does not ask for it. */
        @JsonProperty("archived")
        ARCHIVED
    }

    /** Whether nothing is sent or changed any more. */
    @JsonIgnore
    public boolean archived() {
        return state == State.ARCHIVED;
    }

    /** Whether users of the application may know of the chat without being in it. */
    @JsonIgnore
    public boolean listed() {
        return joining != null && !archived();
    }

    /** What one must be allowed to do to send. */
    @JsonIgnore
    public Action toSend() {
        return posting == null && state == null ? Action.SEND : Action.SEND_RESTRICTED;
    }

    /** What one must be allowed to do to subscribe others. */
    @JsonIgnore
    public Action toSubscribe() {
        return inviting == null ? Action.SUBSCRIBE_OTHERS : Action.INVITE_OTHERS;
    }
}
