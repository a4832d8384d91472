package io.parley.bench.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is where, and whose tokens count.
 *
 * @param members the users of each chat. Ids are of lower-case letters, digits and hyphens: XMPP knows no upper case
 */
public record Population(Map<String, List<String>> members, TokenIssuer issuer) {
    public Population {
        members = new LinkedHashMap<>(members);
        members.forEach((chat, users) -> {
            check(chat);
            users.forEach(Population::check);
        });
    }

    private static void check(String id) {
        if (!id.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("Not an id that every peer takes: " + id);
        }
    }
}
