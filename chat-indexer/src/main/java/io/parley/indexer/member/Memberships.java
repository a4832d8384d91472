package io.parley.indexer.member;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.contract.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A user's places in the chats of an application, at their latest known revisions. A chat that the user left stays
 * listed, so that a belated or repeated change from before is known to be one.
 */
record Memberships(UUID application, String user, Map<String, Place> places) {

    /** @param fromSeq the first message that the member may see; 0: all */
    record Place(long rev, boolean member, long fromSeq) {}

    Memberships {
        places = Map.copyOf(places);
    }

    static Memberships none(UUID application, String user) {
        return new Memberships(application, user, Map.of());
    }

    /** With all of these that are news. */
    Memberships with(List<MembershipChange> changes) {
        Map<String, Place> changed = new HashMap<>(places);
        for (MembershipChange change : changes) {
            changed.merge(
                    change.chat(),
                    new Place(change.rev(), change.member(), change.fromSeq()),
                    (known, news) -> known.rev() >= news.rev() ? known : news);
        }
        return changed.equals(places) ? this : new Memberships(application, user, changed);
    }

    ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("application", application.toString()).put("user", user);
        ArrayNode chats = json.putArray("chats");
        // A list and not an object by chat: a chat's id may hold dots, which engines take for paths.
        ArrayNode revs = json.putArray("revs");
        ArrayNode since = json.putArray("since");
        new TreeMap<>(places).forEach((chat, place) -> {
            if (place.member()) {
                chats.add(chat);
            }
            if (place.fromSeq() > 0) {
                since.addObject().put("chat", chat).put("seq", place.fromSeq());
            }
            revs.addObject().put("chat", chat).put("rev", place.rev()).put("member", place.member());
        });
        return json;
    }

    static Memberships read(UUID application, String user, JsonNode source) {
        Map<String, Long> since = since(source);
        Map<String, Place> places = new TreeMap<>();
        for (JsonNode entry : source.path("revs")) {
            String chat = entry.path("chat").asText();
            places.put(
                    chat,
                    new Place(
                            entry.path("rev").asLong(),
                            entry.path("member").asBoolean(),
                            since.getOrDefault(chat, 0L)));
        }
        return new Memberships(application, user, places);
    }

    /** The first message that the user may see, of chats where that is not the first. */
    static Map<String, Long> since(JsonNode source) {
        Map<String, Long> since = new HashMap<>();
        source.path("since")
                .forEach(entry ->
                        since.put(entry.path("chat").asText(), entry.path("seq").asLong()));
        return since;
    }
}
