package io.parley.realtime.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked signal of a client. */
public record Signal(
        String chat,
        String name,
        @Nullable ObjectNode payload,
        @Nullable List<String> to) {}
