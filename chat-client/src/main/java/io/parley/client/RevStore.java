package io.parley.client;

import java.util.Map;

/**
 * What a device has of each chat: the highest {@code rev}. One that outlives the process lets a device resume where it
 * stood. Called from one thread at a time for each socket; a store is for one user in one application.
 */
public interface RevStore {
    /** The highest known {@code rev} of the chat; 0 when nothing is known. */
    long known(String chat);

    /** Everything of the chat up to {@code rev} was handled. Never called with less than what is known. */
    void advance(String chat, long rev);

    /** The user is no member of the chat any more: nothing of it is known from here on, should it be the user's again. */
    void forget(String chat);

    /**
     * The chats that advanced last, at most so many, last one first. A chat that the store has forgotten is sent again
     * from its beginning, or is reset.
     */
    Map<String, Long> latest(int chats);

    /** A store that lasts as long as the process, for at most so many chats: those that advanced last. */
    static RevStore inMemory(int chats) {
        return new MemoryRevStore(chats);
    }
}
