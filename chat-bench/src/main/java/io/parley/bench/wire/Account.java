package io.parley.bench.wire;

import java.util.List;

/**
 * Who a connection belongs to.
 *
 * @param user the user's id, as the server knows it
 * @param token the bearer token; empty where the server asks for none
 * @param space where the chats are: Parley's application; other servers may pass over it
 * @param chats the chats that this user is in, in the form that the server knows
 */
public record Account(String user, String token, String space, List<String> chats) {
    public Account {
        chats = List.copyOf(chats);
    }

    @Override
    public String toString() {
        return user + " in " + space;
    }
}
