package io.parley.client.demo;

import io.parley.contract.frame.ServerFrame;
import java.util.List;

/** What is only true now: who is online, who writes, and who has read what. */
final class Now {
    private final Cast cast;
    private final Transcript transcript;
    private final String chat;
    private final Device alices;
    private final Device bobs;
    private final Cast.Person bob;
    private final Cast.Person carol;

    Now(Cast cast, Transcript transcript, String chat, List<Device> devices, Cast.Person bob, Cast.Person carol) {
        this.cast = cast;
        this.transcript = transcript;
        this.chat = chat;
        this.alices = devices.getFirst();
        this.bobs = devices.get(2);
        this.bob = bob;
        this.carol = carol;
    }

    void all() {
        presence();
        long seq = typing();
        receipts(seq);
    }

    private void presence() {
        transcript.step("Alice's laptop shows the chat, and watches who is there");
        alices.socket().watch(List.of(chat), List.of(bob.id(), carol.id()));
        for (Cast.Person person : List.of(bob, carol)) {
            alices.awaitPresence(person.id(), true);
            transcript.say("%-6s is online", person.name());
        }
    }

    private long typing() {
        transcript.step("Bob writes, and alice sees it before he sends it");
        bobs.socket().typing(chat);
        alices.awaitWriting(bob.id(), true);
        transcript.say("bob is writing ...");
        long seq = bobs.send(chat, "Thanks, I saw the cake.").seq();
        alices.await(chat, seq);
        alices.awaitWriting(bob.id(), false);
        transcript.say("#%d from %s: \"%s\"", seq, cast.name(bob.id()), "Thanks, I saw the cake.");
        transcript.say("bob is no longer writing");
        return seq;
    }

    private void receipts(long seq) {
        transcript.step("Bob reads, and alice sees how far");
        bobs.socket().markRead(chat, seq);
        ServerFrame.Marker marker = alices.awaitRead(bob.id(), seq);
        transcript.holds(marker.deliveredSeq() >= marker.readSeq(), "what was read was not received");
        transcript.say("bob has received #%d and read #%d", marker.deliveredSeq(), marker.readSeq());
    }
}
