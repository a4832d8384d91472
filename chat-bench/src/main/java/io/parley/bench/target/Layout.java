package io.parley.bench.target;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Chats of one size, and who is in them. No user is in two chats of one layout.
 *
 * @param name what the chats' ids begin with: lower-case letters and digits, as every server takes them
 * @param firstUser number of the first member of the first chat
 */
public record Layout(String name, int chats, int members, int firstUser) {
    /** Chats whose members are users 0 and on. */
    public static Layout of(String name, int chats, int members) {
        return new Layout(name, chats, members, 0);
    }

    public String chat(int number) {
        return name + "-" + number;
    }

    /** Numbers of a chat's members. */
    public List<Integer> users(int chat) {
        int first = firstUser + chat * members;
        return IntStream.range(first, first + members).boxed().toList();
    }

    /** How many users there must be. */
    public int lastUser() {
        return firstUser + chats * members;
    }

    @Override
    public String toString() {
        return "%,d x %,d".formatted(chats, members);
    }
}
