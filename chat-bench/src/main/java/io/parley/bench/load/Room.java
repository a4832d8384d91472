package io.parley.bench.load;

import io.parley.bench.wire.Connection;
import java.util.ArrayList;
import java.util.List;

/** A chat under load, and the connections that must get all that is sent to it. */
public final class Room {
    private final String id;
    private final List<Connection> members = new ArrayList<>();
    private List<Connection> speakers = members;
    private int speaker;

    public Room(String id) {
        this.id = id;
    }

    /** Its id as the server knows it. */
    public String id() {
        return id;
    }

    public List<Connection> members() {
        return members;
    }

    public void add(Connection member) {
        members.add(member);
    }

    /** Not the members' own connections, but these speak, in turn. */
    public void speakBy(List<Connection> others) {
        speakers = List.copyOf(others);
    }

    /** Everybody speaks in turn. */
    Connection nextSpeaker() {
        speaker = (speaker + 1) % speakers.size();
        return speakers.get(speaker);
    }
}
