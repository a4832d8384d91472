package io.parley.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parley's socket protocol, version 1: docs/protocol/websocket.md. */
public final class ParleyDialect implements Dialect {
    private static final byte[] ACK = ascii("{\"type\":\"ack\"");
    private static final byte[] CREATED = ascii("{\"type\":\"message.created\"");
    private static final byte[] READY = ascii("{\"type\":\"ready\"");
    private static final byte[] ERROR = ascii("{\"type\":\"error\"");
    private static final byte[] RESET = ascii("{\"type\":\"reset\"");
    private static final byte[] REV = ascii("\"rev\":");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Session open(Account account) {
        return new ParleySession(account, Map.of(), "{\"type\":\"hello\"}");
    }

    @Override
    public Session resume(Account account, Session ended) {
        Map<String, Long> revs = ((ParleySession) ended).revs;
        String known = account.chats().stream()
                .map(chat -> "\"" + chat + "\":" + revs.getOrDefault(chat, 0L))
                .collect(Collectors.joining(","));
        return new ParleySession(account, revs, "{\"type\":\"hello\",\"known\":{" + known + "}}");
    }

    private static final class ParleySession extends WebSocketWire {
        private final Account account;
        private final byte[] hello;
        /** How far each chat has come: what a client keeps in order to resume. */
        private final Map<String, Long> revs;

        ParleySession(Account account, Map<String, Long> revs, String hello) {
            this.account = account;
            this.revs = new HashMap<>(revs);
            this.hello = ascii(hello);
        }

        @Override
        public byte[] opening() {
            return upgrade(
                    "/v1/applications/" + account.space() + "/socket",
                    "Sec-WebSocket-Protocol: parley.v1\r\nAuthorization: Bearer " + account.token() + "\r\n");
        }

        @Override
        protected byte[] greeting() {
            return hello;
        }

        @Override
        public byte[] send(String chat, long number, byte[] text) {
            String frame = "{\"type\":\"send\",\"chat\":\"" + chat + "\",\"clientId\":\"" + Number48.text(number)
                    + "\",\"text\":\"" + new String(text, StandardCharsets.US_ASCII) + "\"}";
            return frame(ascii(frame));
        }

        @Override
        protected void text(byte[] data, int from, int to, Inbox inbox) {
            if (startsWith(data, from, to, CREATED)) {
                applied(data, from, to);
                inbox.delivered(Number48.find(data, from, to));
            } else if (startsWith(data, from, to, ACK)) {
                inbox.acked(Number48.find(data, from, to));
            } else if (startsWith(data, from, to, READY)) {
                stand(new String(data, from, to - from, StandardCharsets.UTF_8));
                inbox.ready();
            } else if (startsWith(data, from, to, ERROR) || startsWith(data, from, to, RESET)) {
                inbox.refused(new String(data, from, to - from, StandardCharsets.UTF_8));
            }
        }

        /** An account of one chat, as all that resume have, needs not read which chat it is. */
        private void applied(byte[] data, int from, int to) {
            if (account.chats().size() == 1) {
                revs.put(account.chats().getFirst(), numberAfter(data, from, to, REV));
            }
        }

        private void stand(String ready) {
            for (String chat : account.chats()) {
                int at = ready.indexOf("\"chat\":\"" + chat + "\"");
                if (at >= 0) {
                    byte[] rest = ascii(ready.substring(at));
                    revs.merge(chat, numberAfter(rest, 0, rest.length, REV), Math::max);
                }
            }
        }

        private static long numberAfter(byte[] data, int from, int to, byte[] name) {
            int at = from;
            while (at < to && !startsWith(data, at, to, name)) {
                at++;
            }
            long number = 0;
            for (int i = at + name.length; i < to && data[i] >= '0' && data[i] <= '9'; i++) {
                number = number * 10 + data[i] - '0';
            }
            return number;
        }
    }
}
