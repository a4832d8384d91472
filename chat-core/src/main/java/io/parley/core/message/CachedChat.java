package io.parley.core.message;

/**
 * A chat's messages in the cache: as they are from this rev on, until one that was there already changes again. Then it is
 * another entry that is looked for, so that nothing that Redis missed can be taken for true.
 *
 * @param changedRev the rev of the last change of a message that was there already; 0: none ever changed
 */
record CachedChat(long chatKey, long changedRev) {
    /** Below a prefix; the braces are a hash tag, so that a chat's keys live in one slot of a Redis Cluster. */
    String key(String prefix) {
        String key = prefix + ":{" + chatKey + "}:recent";
        return changedRev == 0 ? key : key + ":" + changedRev;
    }
}
