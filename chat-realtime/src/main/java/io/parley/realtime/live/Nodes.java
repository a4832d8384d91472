package io.parley.realtime.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which gateways live, by what they say of themselves. Of nobody's silence is made anything while this one hears not even itself. */
final class Nodes {
    private final String self;
    private final long deadAfterMillis;
    private final Map<String, Long> heardAt = new HashMap<>();

    /** @param self the name of this gateway */
    Nodes(String self, long deadAfterMillis) {
        this.self = self;
        this.deadAfterMillis = deadAfterMillis;
    }

    /** @return whether it was not known to live */
    boolean heard(String node, long now) {
        return heardAt.put(node, now) == null;
    }

    /** Whether this gateway hears what it says to all. */
    boolean hearsItself(long now) {
        Long heard = heardAt.get(self);
        return heard != null && now - heard < deadAfterMillis;
    }

    /** Those that died since the last time, and when they were last heard. */
    Map<String, Long> died(long now) {
        if (!hearsItself(now)) {
            return Map.of();
        }
        Map<String, Long> died = new HashMap<>();
        List<String> silent = new ArrayList<>();
        heardAt.forEach((node, at) -> {
            if (now - at >= deadAfterMillis) {
                silent.add(node);
                died.put(node, at);
            }
        });
        silent.forEach(heardAt::remove);
        return died;
    }

    /** After the link was away nobody can be called silent: all get their full time again. */
    void linkUp(long now) {
        heardAt.remove(self);
        heardAt.replaceAll((node, at) -> now);
    }
}
