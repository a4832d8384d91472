package io.parley.contract.broker;

import io.parley.contract.Json;
import io.parley.contract.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events in one AMQP message on {@link Addresses#events()}: newline-delimited JSON, for each event a line with its
 * {@link Envelope} and a line with the {@link Event} itself, exactly as it goes out to sockets. A gateway reads the
 * first and passes on the second. The media type is {@value #MEDIA_TYPE}.
 */
public final class EventBundle {
    public static final String MEDIA_TYPE = "application/x-ndjson";
    /** Bytes after which a publisher begins another bundle. */
    public static final int MAX_BYTES = 512 * 1024;

    /**
     * An event on its way.
     *
     * @param frame the event as UTF-8 JSON without line breaks; not to be changed
     */
    public record Entry(Envelope envelope, byte[] frame) {
        public static Entry of(Envelope envelope, Event event) {
            return new Entry(envelope, Json.bytes(event));
        }

        /** Reads the event itself. */
        public Event event() {
            return Json.read(frame, Event.class);
        }
    }

    private EventBundle() {}

    /** The bytes of a bundle. */
    public static byte[] encode(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(entries.size() * 512);
        for (Entry entry : entries) {
            append(out, Json.bytes(entry.envelope()), entry.frame());
        }
        return out.toByteArray();
    }

    /** The bundles for any number of events, in order, each within {@link #MAX_BYTES} or of a single event. */
    public static List<byte[]> encodeSplit(List<Entry> entries) {
        List<byte[]> bundles = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] envelope = Json.bytes(entry.envelope());
            int size = envelope.length + entry.frame().length + 2;
            if (out.size() > 0 && out.size() + size > MAX_BYTES) {
                bundles.add(out.toByteArray());
                out.reset();
            }
            append(out, envelope, entry.frame());
        }
        if (out.size() > 0) {
            bundles.add(out.toByteArray());
        }
        return bundles;
    }

    private static void append(ByteArrayOutputStream out, byte[] envelope, byte[] frame) {
        out.writeBytes(envelope);
        out.write('\n');
        out.writeBytes(frame);
        out.write('\n');
    }

    /**
     * Reads a bundle.
     *
     * @throws UncheckedIOException when it is not one
     */
    public static List<Entry> decode(byte[] bytes) {
        List<Entry> entries = new ArrayList<>();
        int position = 0;
        while (position < bytes.length) {
            int envelopeEnd = lineEnd(bytes, position);
            int frameEnd = lineEnd(bytes, envelopeEnd + 1);
            try {
                Envelope envelope = Json.MAPPER.readValue(bytes, position, envelopeEnd - position, Envelope.class);
                entries.add(new Entry(envelope, Arrays.copyOfRange(bytes, envelopeEnd + 1, frameEnd)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            position = frameEnd + 1;
        }
        return entries;
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        throw new UncheckedIOException(new IOException("The bundle ends within a line"));
    }
}
