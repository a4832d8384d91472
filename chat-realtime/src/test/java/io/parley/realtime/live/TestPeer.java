package io.parley.realtime.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import io.parley.contract.error.CloseCode;
import io.parley.contract.frame.ServerFrame;
import io.parley.realtime.frame.EncodedFrame;
import io.parley.realtime.watch.Frame;
import io.parley.realtime.watch.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A connection that remembers what it was sent. */
final class TestPeer implements Peer {
    private final String user;
    private final String id;
    private ServerFrame.Self self = new ServerFrame.Self(false, List.of());
    final List<JsonNode> frames = new ArrayList<>();

    @Nullable
    CloseCode closed;

    TestPeer(String user, String id) {
        this.user = user;
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String oidcSession() {
        return "session of " + id;
    }

    @Override
    public ServerFrame.Self self() {
        return self;
    }

    @Override
    public void self(ServerFrame.Self settings) {
        self = settings;
    }

    @Override
    public void pass(EncodedFrame frame) {
        frames.add(Json.read(frame.json(), JsonNode.class));
    }

    @Override
    public void close(CloseCode code) {
        closed = code;
    }

    @Override
    public UUID application() {
        return Timeline.APPLICATION;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public void deliver(Frame frame) {
        frames.add(Json.read(frame.encoded().json(), JsonNode.class));
    }

    @Override
    public void reset(String chat, long rev) {}

    @Override
    public boolean toldGone(String chat, long rev) {
        return false;
    }

    /** The frames of a type so far, which are then forgotten with all others. */
    List<JsonNode> take(String type) {
        List<JsonNode> found = frames.stream()
                .filter(frame -> frame.path("type").asText().equals(type))
                .toList();
        frames.clear();
        return found;
    }

    /** What the last presence frames say of a user, such as {@code online} or {@code offline at 2026…}; the frames are forgotten. */
    @Nullable
    String presenceOf(String of) {
        String last = null;
        for (JsonNode frame : take("presence")) {
            for (JsonNode entry : frame.path("users")) {
                if (entry.path("user").asText().equals(of)) {
                    last = entry.path("online").asBoolean()
                            ? "online"
                            : "offline"
                                    + (entry.has("lastSeenAt")
                                            ? " at " + entry.path("lastSeenAt").asText()
                                            : "");
                }
            }
        }
        return last;
    }
}
