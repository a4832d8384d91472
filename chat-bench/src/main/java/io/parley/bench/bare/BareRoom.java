package io.parley.bench.bare;

import java.util.ArrayList;
import java.util.List;

/** Who is in a chat. */
final class BareRoom {
    private final String name;
    private final List<BareConnection> members = new ArrayList<>();
    private long seq;

    BareRoom(String name) {
        this.name = name;
    }

    void add(BareConnection member) {
        members.add(member);
    }

    void remove(BareConnection member) {
        members.remove(member);
    }

    /** Writes a message to everyone, as Parley's frame would look. */
    void say(BareConnection sender, String clientId, String text) {
        seq++;
        byte[] ack = BareFrames.text("{\"type\":\"ack\",\"chat\":\"" + name + "\",\"clientId\":\"" + clientId
                + "\",\"seq\":" + seq + ",\"rev\":" + seq + ",\"createdAt\":\"2026-01-01T00:00:00.000Z\"}");
        sender.write(ack);
        byte[] event = BareFrames.text("{\"type\":\"message.created\",\"chat\":\"" + name + "\",\"rev\":" + seq
                + ",\"message\":{\"seq\":" + seq + ",\"rev\":" + seq + ",\"clientId\":\"" + clientId
                + "\",\"sender\":\"00000000-0000-4000-8000-000000000000\",\"text\":\"" + text
                + "\",\"createdAt\":\"2026-01-01T00:00:00.000Z\"}}");
        for (BareConnection member : members) {
            member.write(event);
        }
    }
}
