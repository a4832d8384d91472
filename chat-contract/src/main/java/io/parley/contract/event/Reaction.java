package io.parley.contract.event;

import java.util.List;

/**
 * How often a message was reacted to in one way.
 *
 * @param reaction 1 to 32 characters, such as an emoji
 * @param count how many users did
 * @param users of these the newest, at most 20, newest first
 */
public record Reaction(String reaction, int count, List<String> users) {
    public Reaction {
        users = List.copyOf(users);
    }
}
