package io.parley.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.bench.wire.Account;
import io.parley.bench.wire.Dialect;
import io.parley.bench.wire.Heard;
import io.parley.bench.wire.Number48;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The samples are what an ejabberd 23.01 said. */
class EjabberdDialectTest {
    private static final String HEAD =
            "<?xml version='1.0'?><stream:stream id='6803' version='1.0' xml:lang='en' xmlns:stream='http://etherx.jabber.org/streams'"
                    + " from='localhost' xmlns='jabber:client'>";
    private static final String LOGIN = HEAD
            + "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms>"
            + "</stream:features>"
            + "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
            + HEAD
            + "<stream:features><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></stream:features>"
            + "<iq type='result' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>ann@localhost/ann.1</jid></bind></iq>";

    private static Dialect.Session session(String... chats) {
        return new EjabberdDialect().open(new Account("ann", "", "", List.of(chats)));
    }

    private static String entered(String chat) {
        return "<presence to='ann@localhost/ann.1' from='" + chat
                + "@rooms.localhost'><c ver='1MM=' hash='sha-1' xmlns='http://jabber.org/protocol/caps'/></presence>"
                + "<presence xml:lang='en' to='ann@localhost/ann.1' from='" + chat
                + "@rooms.localhost/ann.1'><x xmlns='http://jabber.org/protocol/muc#user'><item role='moderator'"
                + " affiliation='owner'/><status code='201'/><status code='110'/></x></presence>"
                + "<message to='ann@localhost/ann.1' from='" + chat
                + "@rooms.localhost' type='groupchat'><subject/></message>";
    }

    private static String message(String from, long number) {
        return "<message xml:lang='en' to='ann@localhost/ann.1' from='tea@rooms.localhost/" + from
                + "' type='groupchat' id='1'><archived by='tea@rooms.localhost' id='17' xmlns='urn:xmpp:mam:tmp'/><stanza-id"
                + " by='tea@rooms.localhost' id='17' xmlns='urn:xmpp:sid:0'/><body>" + Number48.text(number)
                + " and so on</body></message>";
    }

    private static Heard hear(Dialect.Session session, String said, int cut) {
        return Heard.inTwoParts(session, said.getBytes(StandardCharsets.US_ASCII), cut);
    }

    @Test
    void conversationIsUnderstoodWhereverTheNetworkCutsIt() {
        // Given
        String said = LOGIN + entered("tea") + entered("milk") + message("bob.7", 5) + "\n" + message("ann.1", 6);
        for (int cut = 0; cut <= said.length(); cut++) {
            // When
            Heard heard = hear(session("tea", "milk"), said, cut);

            // Then
            assertEquals(List.of("ready", "delivered 5", "delivered 6", "acked 6"), heard.events(), "cut at " + cut);
            assertEquals(4, heard.replies().size(), "cut at " + cut);
        }
    }

    @Test
    void loginTakesTheConnectionsNameAndEntersEachRoomWithoutItsHistory() {
        // When
        List<String> replies = hear(session("tea", "milk"), LOGIN, 0).replies();

        // Then
        assertTrue(replies.get(0).contains(">AGFubi4xAGFueXRoaW5n</auth>"), replies.get(0));
        assertTrue(replies.get(1).startsWith("<stream:stream "), replies.get(1));
        assertTrue(replies.get(2).contains("<resource>ann.1</resource>"), replies.get(2));
        assertEquals(
                "<presence to='tea@rooms.localhost/ann.1'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x>"
                        + "</presence><presence to='milk@rooms.localhost/ann.1'><x"
                        + " xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>",
                replies.get(3));
    }

    @Test
    void whoIsInNoRoomIsReadyOnceLoggedIn() {
        assertEquals(List.of("ready"), hear(session(), LOGIN, 0).events());
    }

    @Test
    void whatTheServerRefusesVoidsTheRun() {
        // Given
        String error =
                "<message type='error' from='tea@rooms.localhost' id='1'><body>~000000000001~</body><error/></message>";
        String failure = "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>";
        String end = "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>";

        // When
        Heard heard = hear(session("tea"), error + failure + end, 0);

        // Then
        assertEquals(List.of("refused " + error, "refused " + failure, "refused " + end), heard.events());
    }
}
