package io.parley.realtime.watch;

import java.util.UUID;

/** A chat among all applications. */
public record ChatKey(UUID application, String chat) {}
