package io.parley.bench.peer;

import static io.parley.bench.peer.Stanzas.find;
import static io.parley.bench.peer.Stanzas.startsWith;

import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.Number48;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A client of ejabberd: logs in, takes a name for the connection, enters its rooms one after the other, and is ready when
 * each has sent its subject, which is the last that a room sends to who enters.
 */
final class XmppSession implements Dialect.Session {
    private enum Step {
        AUTHENTICATING,
        BINDING,
        ENTERING,
        READY
    }

    private static final byte[] STREAM = ascii("<stream:stream");
    private static final byte[] FEATURES = ascii("<stream:features");
    private static final byte[] SUCCESS = ascii("<success");
    private static final byte[] BOUND = ascii("<iq ");
    private static final byte[] PRESENCE = ascii("<presence");
    private static final byte[] MESSAGE = ascii("<message");
    private static final byte[] SUBJECT = ascii("<subject");
    private static final byte[] PROLOGUE = ascii("<?");
    private static final byte[] ERROR = ascii("type='error'");
    private static final byte[] FROM = ascii("from='");
    private static final byte[] OPEN = ascii("<stream:stream xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams' to='" + EjabberdDialect.HOST + "' version='1.0'>");

    private final Account account;
    private final String name;
    private final byte[] ownSuffix;
    private Step step = Step.AUTHENTICATING;
    private int notEntered;

    XmppSession(Account account, String name) {
        this.account = account;
        this.name = name;
        this.ownSuffix = ascii("/" + name + "'");
        this.notEntered = account.chats().size();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] opening() {
        return OPEN.clone();
    }

    @Override
    public byte[] send(String chat, long number, byte[] text) {
        return ascii("<message to='" + room(chat) + "' type='groupchat' id='" + Long.toHexString(number) + "'><body>"
                + new String(text, StandardCharsets.US_ASCII) + "</body></message>");
    }

    private static String room(String chat) {
        return chat + "@" + EjabberdDialect.ROOMS;
    }

    @Override
    public int read(byte[] data, int from, int to, Dialect.Inbox inbox) {
        int at = from;
        while (at < to) {
            int end = Stanzas.end(data, at, to, STREAM);
            if (end < 0) {
                return at;
            }
            part(data, at, end, inbox);
            at = end;
        }
        return at;
    }

    private void part(byte[] data, int from, int to, Dialect.Inbox inbox) {
        int tag = Stanzas.indexOf(data, from, to, (byte) '>');
        if (tag < 0 || startsWith(data, from, to, PROLOGUE) || startsWith(data, from, to, STREAM)) {
            return;
        }
        if (find(data, from, tag, ERROR) >= 0) {
            refuse(data, from, to, inbox);
        } else if (startsWith(data, from, to, MESSAGE)) {
            message(data, from, tag, to, inbox);
        } else if (startsWith(data, from, to, FEATURES)) {
            inbox.reply(step == Step.AUTHENTICATING ? authentication() : binding());
        } else if (startsWith(data, from, to, SUCCESS)) {
            step = Step.BINDING;
            inbox.reply(OPEN.clone());
        } else if (startsWith(data, from, to, BOUND) && step == Step.BINDING) {
            step = Step.ENTERING;
            enter(inbox);
        } else if (!startsWith(data, from, to, PRESENCE)) {
            refuse(data, from, to, inbox);
        }
    }

    private static void refuse(byte[] data, int from, int to, Dialect.Inbox inbox) {
        inbox.refused(new String(data, from, to - from, StandardCharsets.UTF_8));
    }

    private void message(byte[] data, int from, int tag, int to, Dialect.Inbox inbox) {
        long number = Number48.find(data, tag, to);
        if (number >= 0) {
            inbox.delivered(number);
            if (own(data, from, tag)) {
                inbox.acked(number);
            }
        } else if (step == Step.ENTERING && find(data, tag, to, SUBJECT) >= 0) {
            notEntered--;
            readyIfEntered(inbox);
        }
    }

    /** Whether the address that it comes from ends with this connection's name. */
    private boolean own(byte[] data, int from, int tag) {
        int begin = find(data, from, tag, FROM);
        if (begin < 0) {
            return false;
        }
        int quote = Stanzas.indexOf(data, begin + FROM.length, tag, (byte) '\'');
        return startsWith(data, quote + 1 - ownSuffix.length, quote + 1, ownSuffix);
    }

    private byte[] authentication() {
        String plain = "\0" + name + "\0anything";
        return ascii("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(ascii(plain)) + "</auth>");
    }

    private byte[] binding() {
        return ascii("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>" + name
                + "</resource></bind></iq>");
    }

    private void enter(Dialect.Inbox inbox) {
        String entering = account.chats().stream()
                .map(chat -> "<presence to='" + room(chat) + "/" + name
                        + "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>")
                .collect(Collectors.joining());
        if (!entering.isEmpty()) {
            inbox.reply(ascii(entering));
        }
        readyIfEntered(inbox);
    }

    private void readyIfEntered(Dialect.Inbox inbox) {
        if (notEntered == 0) {
            step = Step.READY;
            inbox.ready();
        }
    }
}
