package io.parley.bench.wire;

/**
 * How one kind of chat server is spoken to. Every message text holds the message's number between two tildes, so that a
 * dialect finds it in the raw bytes ({@link Number48}) without a parser.
 */
public interface Dialect {
    /** The client's side of a new connection. */
    Session open(Account account);

    /** The client's side of a connection that goes on where an earlier one of the same account ended. */
    default Session resume(Account account, Session ended) {
        return open(account);
    }

    /** One connection. Used by one thread. */
    interface Session {
        /** What to write as soon as the TCP connection stands. */
        byte[] opening();

        /**
         * Reads the whole units between two indices and tells the inbox.
         *
         * @return index of the first byte that belongs to a unit not yet complete, {@code to} when there is none
         */
        int read(byte[] data, int from, int to, Inbox inbox);

        /**
         * The bytes that send a message.
         *
         * @param text the payload, ASCII, with the number inside
         */
        byte[] send(String chat, long number, byte[] text);
    }

    /** What a session has understood. */
    interface Inbox {
        /** Writes an answer to the server. */
        void reply(byte[] bytes);

        /** From here on this connection gets what is sent to its chats, and may send. */
        void ready();

        /** The server has taken the message of that number. */
        void acked(long number);

        /** A message came, the connection's own among them. */
        void delivered(long number);

        /** The server said no, or something that nobody understands; it voids the run. */
        void refused(String what);
    }
}
