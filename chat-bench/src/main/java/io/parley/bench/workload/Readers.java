package io.parley.bench.workload;

import io.parley.bench.load.Crowd;
import io.parley.bench.wire.Account;
import io.parley.bench.wire.Connection;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.HttpWire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Connections that ask one question after the other and look at each answer. */
final class Readers implements Dialect {
    private static final int OK = 200;
    private static final long HIGHEST_MICROS = 60_000_000;
    private static final int SHOWN = 200;

    private final StoredChats chats;
    private final SplittableRandom random;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private Histogram latencies = new Histogram(HIGHEST_MICROS, 3);
    private @Nullable Read kind;
    private int under;
    private long wrong;
    private String firstWrong = "";

    Readers(StoredChats chats, long seed) {
        this.chats = chats;
        this.random = new SplittableRandom(seed);
    }

    /** What a round of reading gave. */
    record Answers(Histogram latencies, long wrong, String firstWrong) {}

    @Override
    public Session open(Account account) {
        Reader reader = new Reader(account);
        readers.add(reader);
        return reader;
    }

    void connected(List<Connection> opened) {
        connections.addAll(opened);
    }

    /** Begins to read so; on the loop's thread. */
    void begin(Read read) {
        kind = read;
        for (Connection connection : connections) {
            ((Reader) connection.session()).next(connection);
        }
    }

    /** Forgets what was so far; on the loop's thread. */
    void measure() {
        latencies = new Histogram(HIGHEST_MICROS, 3);
    }

    /** Asks no more; on the loop's thread. */
    void end() {
        kind = null;
    }

    /** Questions without an answer yet; on the loop's thread. */
    int under() {
        return under;
    }

    /** What came since {@link #measure()}; on the loop's thread. */
    Answers answers() {
        Answers answers = new Answers(latencies, wrong, firstWrong);
        wrong = 0;
        return answers;
    }

    /** Connects so many. */
    static Readers connect(Crowd crowd, Readers readers, int count) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accounts.add(readers.chats.user(i));
        }
        readers.connected(crowd.connect(accounts, 30));
        return readers;
    }

    private final class Reader extends HttpWire {
        private final Account account;
        private Read.@Nullable Question asked;
        private long askedAt;

        Reader(Account account) {
            this.account = account;
        }

        @Override
        public byte[] opening() {
            return ask(request("GET", "/v1/me", account.token(), ""));
        }

        @Override
        public byte[] send(String chat, long number, byte[] text) {
            throw new UnsupportedOperationException("readers only read");
        }

        void next(Dialect.Inbox connection) {
            if (kind == null) {
                return;
            }
            Read.Question question = kind.ask(chats, random);
            asked = question;
            under++;
            askedAt = System.nanoTime();
            connection.reply(ask(request(
                    question.method(), question.path(), question.account().token(), question.body())));
        }

        @Override
        protected void answered(int status, byte[] data, int from, int to, Dialect.Inbox inbox) {
            Read.@Nullable Question question = asked;
            if (question == null) {
                inbox.ready();
                return;
            }
            under--;
            latencies.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - askedAt) / 1_000));
            String answer = new String(data, from, to - from, StandardCharsets.UTF_8);
            if (status != OK || !question.expected().holds(answer)) {
                wrong++;
                firstWrong = question.path() + " answered " + status + " "
                        + answer.substring(0, Math.min(SHOWN, answer.length()));
            }
            next(inbox);
        }
    }
}
