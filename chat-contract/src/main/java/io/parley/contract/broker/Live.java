package io.parley.contract.broker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.frame.ServerFrame;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is true only now: passed to every gateway, stored nowhere on the way, and lost when nobody hears it. What must not be
 * lost is in PostgreSQL besides, and read from there when a gateway was away.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Live.Alive.class, name = "alive"),
    @JsonSubTypes.Type(value = Live.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = Live.Online.class, name = "online"),
    @JsonSubTypes.Type(value = Live.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = Live.Signal.class, name = "signal"),
    @JsonSubTypes.Type(value = Live.Markers.class, name = "markers"),
    @JsonSubTypes.Type(value = Live.Inbox.class, name = "inbox"),
    @JsonSubTypes.Type(value = Live.Self.class, name = "self"),
    @JsonSubTypes.Type(value = Live.DraftChanged.class, name = "draft"),
    @JsonSubTypes.Type(value = Live.Expelled.class, name = "expelled"),
    @JsonSubTypes.Type(value = Live.LoggedOut.class, name = "loggedOut")
})
public sealed interface Live {
    /** A gateway lives; it says so to all, itself included, every few seconds. When it stops, its users are gone. */
    record Alive(String node) implements Live {}

    /** A gateway has somebody who wants to know of these users: whoever has them connected answers {@link Online}. */
    record Asked(String node, UUID application, List<String> users) implements Live {
        public Asked {
            users = List.copyOf(users);
        }
    }

    /**
     * A user is connected to a gateway, or not any more.
     *
     * @param at since when; absent when that is not to be known
     * @param hiddenFrom users who must not know
     */
    record Online(
            String node,
            UUID application,
            String user,
            boolean online,
            @Nullable Instant at,
            List<String> hiddenFrom) implements Live {
        public Online {
            hiddenFrom = List.copyOf(hiddenFrom);
        }
    }

    /**
     * A user is writing in a chat.
     *
     * @param session the connection that says so, which need not be told
     * @param forMillis how long that is to be believed; 0: no longer writing
     * @param hiddenFrom users who must not know
     */
    record Typing(UUID application, String chat, String user, String session, int forMillis, List<String> hiddenFrom)
            implements Live {
        public Typing {
            hiddenFrom = List.copyOf(hiddenFrom);
        }
    }

    /**
     * A signal of an application's own.
     *
     * @param session the connection that sent it, which need not be told
     * @param to absent: whoever watches the chat
     * @param hiddenFrom users who must not know
     */
    record Signal(
            UUID application,
            String chat,
            String user,
            String session,
            String name,
            @Nullable ObjectNode payload,
            @Nullable List<String> to,
            Instant at,
            List<String> hiddenFrom)
            implements Live {
        public Signal {
            to = to == null ? null : List.copyOf(to);
            hiddenFrom = List.copyOf(hiddenFrom);
        }
    }

    /** Markers of members moved: for whoever watches the chat. */
    record Markers(UUID application, ServerFrame.Markers markers) implements Live {}

    /** A user's own markers moved: for all of the user's connections. */
    record Inbox(UUID application, String user, ServerFrame.Inbox inbox) implements Live {}

    /** What a user has begun to write changed: for all of the user's connections. */
    record DraftChanged(UUID application, String user, ServerFrame.DraftChanged draft) implements Live {}

    /** A user's own settings changed: for all of the user's connections. */
    record Self(UUID application, String user, ServerFrame.Self self) implements Live {}

    /** A user may not be in an application any more: all of the user's connections there are to be closed. */
    record Expelled(UUID application, String user, Reason reason) implements Live {
        /** Why. */
        public enum Reason {
            @JsonProperty("banned")
            BANNED,
            @JsonProperty("removed")
            REMOVED
        }
    }

    /**
     * A user logged out at the identity provider.
     *
     * @param session the OpenID Connect session ({@code sid}); absent: all of the user's
     */
    record LoggedOut(String user, @Nullable String session) implements Live {}
}
