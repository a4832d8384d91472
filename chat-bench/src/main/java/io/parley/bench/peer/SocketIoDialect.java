package io.parley.bench.peer;

import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.Number48;
import io.parley.bench.wire.WebSocketWire;
import java.nio.charset.StandardCharsets;

/**
 * Socket.IO's protocol, version 5, in Engine.IO's, version 4, on a WebSocket: a packet is a text frame that begins with
 * the digits of both kinds. The number of a message is also the number of its acknowledgement.
 */
final class SocketIoDialect implements Dialect {
    private static final byte[] NOTHING = {};
    private static final byte[] PONG = ascii("3");
    private static final byte[] EVENT = ascii("42[\"message\",");
    private static final byte[] ACK = ascii("43");
    private static final byte[] TAKEN = ascii("[{\"seq\":");
    private static final byte[] CONNECTED = ascii("40");
    private static final byte[] OPEN = ascii("0");
    private static final byte[] PING = ascii("2");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Session open(Account account) {
        return new SocketIoSession(account.token());
    }

    private static final class SocketIoSession extends WebSocketWire {
        private final String token;

        SocketIoSession(String token) {
            this.token = token;
        }

        @Override
        public byte[] opening() {
            return upgrade("/socket.io/?EIO=4&transport=websocket", "");
        }

        @Override
        protected byte[] greeting() {
            return NOTHING;
        }

        @Override
        public byte[] send(String chat, long number, byte[] text) {
            return frame(ascii("42" + number + "[\"send\",{\"chat\":\"" + chat + "\",\"clientId\":\""
                    + Number48.text(number) + "\",\"text\":\"" + new String(text, StandardCharsets.US_ASCII)
                    + "\"}]"));
        }

        @Override
        protected void text(byte[] data, int from, int to, Inbox inbox) {
            if (startsWith(data, from, to, EVENT)) {
                inbox.delivered(Number48.find(data, from, to));
            } else if (startsWith(data, from, to, ACK)) {
                acknowledged(data, from, to, inbox);
            } else if (to - from == 1 && startsWith(data, from, to, PING)) {
                inbox.reply(frame(PONG));
            } else if (startsWith(data, from, to, OPEN)) {
                inbox.reply(frame(ascii("40{\"token\":\"" + token + "\"}")));
            } else if (startsWith(data, from, to, CONNECTED)) {
                inbox.ready();
            } else {
                inbox.refused(new String(data, from, to - from, StandardCharsets.UTF_8));
            }
        }

        private static void acknowledged(byte[] data, int from, int to, Inbox inbox) {
            long number = 0;
            int at = from + ACK.length;
            for (; at < to && data[at] >= '0' && data[at] <= '9'; at++) {
                number = number * 10 + data[at] - '0';
            }
            if (startsWith(data, at, to, TAKEN)) {
                inbox.acked(number);
            } else {
                inbox.refused(new String(data, from, to - from, StandardCharsets.UTF_8));
            }
        }
    }
}
