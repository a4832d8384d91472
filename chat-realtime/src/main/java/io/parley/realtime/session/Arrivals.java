package io.parley.realtime.session;

/** Hears of connections that are live, and that are closed. On the hub. */
public interface Arrivals {
    void joined(Session session);

    /** The settings of its user were read again, and are others than they were. */
    void settled(Session session);

    /** Also of one that never was live. */
    void left(Session session);
}
