package io.parley.ledger.traffic;

import io.parley.contract.Role;
import java.util.List;

/**
 * What somebody does. People are meant by their number in the tenant. A new kind of operation is added here and in
 * {@link Script}, which draws it; {@link Writer} does not compile until it knows how to do it.
 */
sealed interface Operation {
    /** The chat's id. */
    String chat();

    /**
     * Sends a message; creates the chat when there is none.
     *
     * @param recipients empty: to everyone in the chat
     * @param byRest otherwise by the socket
     */
    record Say(String chat, String clientId, String text, List<Integer> recipients, boolean byRest)
            implements Operation {
        public Say {
            recipients = List.copyOf(recipients);
        }
    }

    /** Subscribes somebody, in the name of the application. */
    record Subscribe(String chat, int person) implements Operation {}

    /** Removes somebody, in the name of the application. */
    record Unsubscribe(String chat, int person) implements Operation {}

    /** Gives somebody another role, in the name of the application. */
    record ChangeRole(String chat, int person, Role role) implements Operation {}

    /** Gives the chat another title, in the name of the application. */
    record Rename(String chat, String title) implements Operation {}

    /** Somebody who never was in the chat, and another application, try to read it and to write to it. */
    record Trespass(String chat) implements Operation {}
}
