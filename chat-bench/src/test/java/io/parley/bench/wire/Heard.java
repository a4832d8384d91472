package io.parley.bench.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what a session understands. */
final class Heard implements Dialect.Inbox {
    private final List<String> events = new ArrayList<>();

    /** Gives the session the bytes in two parts, and what it left unread of the first part again, as a connection does. */
    static List<String> inTwoParts(Dialect.Session session, byte[] bytes, int first) {
        Heard heard = new Heard();
        int read = session.read(bytes.clone(), 0, first, heard);
        byte[] rest = Arrays.copyOfRange(bytes, read, bytes.length);
        int end = session.read(rest, 0, rest.length, heard);
        if (end != rest.length) {
            heard.events.add("left " + (rest.length - end) + " bytes");
        }
        return heard.events;
    }

    @Override
    public void reply(byte[] bytes) {
        events.add("reply of " + bytes.length);
    }

    @Override
    public void ready() {
        events.add("ready");
    }

    @Override
    public void acked(long number) {
        events.add("acked " + number);
    }

    @Override
    public void delivered(long number) {
        events.add("delivered " + number);
    }

    @Override
    public void refused(String what) {
        events.add("refused " + what);
    }
}
