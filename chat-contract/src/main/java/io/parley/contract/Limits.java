package io.parley.contract;

/**
 * The bounds of protocol version 1 that a client can rely on. Each is checked where input enters and again where it is
 * stored; an answer that refuses something names the field and the bound from here.
 */
public final class Limits {
    /** Characters (UTF-16 code units) of a message's text. */
    public static final int TEXT_CHARS = 10_000;
    /** Bytes of a message's metadata as compact UTF-8 JSON. */
    public static final int METADATA_BYTES = 4_096;
    /** Levels of objects and arrays in a message's metadata, and in a signal's payload, itself included. */
    public static final int LEVELS = 32;
    /** Characters (UTF-16 code units) of a reaction. */
    public static final int REACTION_CHARS = 32;
    /** Different reactions to one message. */
    public static final int REACTIONS = 20;
    /** Users who are named for each reaction to a message: the newest. */
    public static final int REACTION_USERS = 20;
    /** Pinned messages of a chat. */
    public static final int PINS = 50;
    /** Earlier versions of a message that are kept: the newest. */
    public static final int EDITS = 100;
    /** Messages of one chat that one user has deleted for oneself. */
    public static final int HIDDEN_MESSAGES = 10_000;
    /** Seconds between two messages of a member, at most, that a chat's slow mode may ask for. */
    public static final int SLOW_MODE_SECONDS = 21_600;
    /** Users whom one message mentions by name. */
    public static final int MENTIONS = 50;
    /** Seconds after which a message that expires is deleted, at least. */
    public static final int EXPIRES_SECONDS_MIN = 5;
    /** Seconds after which a message that expires is deleted, at most. */
    public static final int EXPIRES_SECONDS_MAX = 31_536_000;
    /** Messages that one sender has scheduled in an application. */
    public static final int SCHEDULED = 100;
    /** Days that a message is scheduled ahead, at most. */
    public static final int SCHEDULED_DAYS = 366;
    /** Users in a message's list of recipients. */
    public static final int RECIPIENTS = 256;
    /** Characters of a title. */
    public static final int TITLE_CHARS = 200;
    /** Characters of a chat's description. */
    public static final int DESCRIPTION_CHARS = 1_000;
    /** Characters of a URL. */
    public static final int URL_CHARS = 2_048;
    /** Characters of a chat's id. */
    public static final int CHAT_ID_CHARS = 64;
    /** Characters of a client's id for a message. */
    public static final int CLIENT_ID_CHARS = 64;
    /** Characters of a user's id: the bound of OpenID Connect Core 1.0, section 2, for {@code sub}. */
    public static final int USER_ID_CHARS = 255;
    /** Characters of a username. */
    public static final int USERNAME_CHARS = 255;
    /** Items on a page of any list, and the default. */
    public static final int PAGE_MAX = 200;

    public static final int PAGE_DEFAULT = 50;
    /** Chats on one page of {@code sync}. */
    public static final int SYNC_CHATS = 1_000;
    /** Changes of one chat in one answer of {@code sync}: the most, and the default. */
    public static final int SYNC_CHANGES_MAX = 1_000;

    public static final int SYNC_CHANGES_DEFAULT = 200;
    /** Bytes of a frame that a client sends. A larger one is refused, and the connection stays open. */
    public static final int FRAME_BYTES = 65_536;
    /** Bytes of a {@code hello} frame, which names all chats of its user. */
    public static final int HELLO_BYTES = 196_608;
    /** Bytes of a signal's payload as compact UTF-8 JSON. */
    public static final int SIGNAL_BYTES = 2_048;
    /** Users that a signal is for. */
    public static final int SIGNAL_USERS = 32;
    /** Chats that one connection watches. */
    public static final int WATCHED_CHATS = 100;
    /** Users that one connection watches. */
    public static final int WATCHED_USERS = 500;
    /** Members of a chat up to which markers are told by name; in larger chats they are counted. */
    public static final int NAMED_MARKERS = 100;
    /** Users that one user blocks in an application. */
    public static final int BLOCKED_USERS = 1_000;
    /** Characters of a ban's reason. */
    public static final int BAN_REASON_CHARS = 500;
    /** What somebody who asks to be let into a chat says, in characters. */
    public static final int JOIN_NOTE_CHARS = 500;
    /** Bytes of a REST body. */
    public static final int BODY_BYTES = 262_144;
    /** Characters of an {@code Idempotency-Key}. */
    public static final int IDEMPOTENCY_KEY_CHARS = 255;
    /** Characters of a search query. */
    public static final int QUERY_CHARS = 500;

    private Limits() {}
}
