package io.parley.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what a session understands. */
public final class Heard implements Dialect.Inbox {
    private static final String REPLY = "reply of ";

    private final List<String> events = new ArrayList<>();
    private final List<byte[]> replies = new ArrayList<>();

    /** Gives the session the bytes in two parts, and what it left unread of the first part again, as a connection does. */
    public static Heard inTwoParts(Dialect.Session session, byte[] bytes, int first) {
        Heard heard = new Heard();
        int read = session.read(Arrays.copyOf(bytes, first), 0, first, heard);
        byte[] rest = Arrays.copyOfRange(bytes, read, bytes.length);
        int end = session.read(rest, 0, rest.length, heard);
        if (end != rest.length) {
            heard.events.add("left " + (rest.length - end) + " bytes");
        }
        return heard;
    }

    /** What was understood, replies left out. */
    public List<String> events() {
        return events.stream().filter(event -> !event.startsWith(REPLY)).toList();
    }

    /** What was understood and replied, each in its place. */
    List<String> inOrder() {
        return events;
    }

    /** What the session wants to be sent, as text. */
    public List<String> replies() {
        return replies.stream()
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Override
    public void reply(byte[] bytes) {
        replies.add(bytes);
        events.add(REPLY + bytes.length);
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
