package io.parley.realtime.watch;

import java.util.UUID;

/** A user within an application. */
public record UserKey(UUID application, String user) {}
