package io.parley.client.demo;

import io.parley.client.ApplicationClient;
import io.parley.client.ChatClient;
import io.parley.client.History;
import io.parley.client.ParleyException;
import io.parley.client.Search;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.contract.frame.ServerFrame;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Messages;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What follows the five steps: a chat out of nothing, being away, history, inbox and search. */
final class Later {
    private static final String LUNCH = "lunch";
    private static final Duration SEARCHABLE_WITHIN = Duration.ofSeconds(30);
    private static final long SEARCH_AGAIN_MILLIS = 300;

    private final Transcript transcript;
    private final Cast cast;
    private final String chat;
    private final Device alices;
    private final Device bobs;
    private final Device carols;
    private final Cast.Person bob;
    private final Cast.Person carol;
    private final ApplicationClient bobsApplication;
    private final ApplicationClient carolsApplication;

    Later(
            Cast cast,
            Transcript transcript,
            UUID application,
            String chat,
            List<Device> devices,
            Cast.Person bob,
            Cast.Person carol) {
        this.cast = cast;
        this.transcript = transcript;
        this.chat = chat;
        this.alices = devices.getFirst();
        this.bobs = devices.get(2);
        this.carols = devices.getLast();
        this.bob = bob;
        this.carol = carol;
        this.bobsApplication = bob.client().application(application);
        this.carolsApplication = carol.client().application(application);
    }

    void all() {
        implicitChat();
        List<Message> missed = away();
        history(missed);
        inbox();
        search();
    }

    private void implicitChat() {
        transcript.step("Bob writes to carol in a chat that does not exist yet");
        ServerFrame.Ack ack = bobs.send(LUNCH, "Lunch at noon, Carol?", carol.id());
        Message message = carols.await(LUNCH, ack.seq());
        transcript.same("the first number in a new chat", 1L, ack.seq());
        for (Member member : bobsApplication.chat(LUNCH).members(null).items()) {
            transcript.say(
                    "%s is its %s", cast.name(member.user()), member.role().wire());
        }
        transcript.same(
                "its members",
                2,
                bobsApplication.chat(LUNCH).members(null).items().size());
        transcript.say("carol received live: \"%s\"", message.text());
    }

    private List<Message> away() {
        transcript.step("Carol goes offline, misses something, and comes back");
        carols.close();
        ServerFrame.UserPresence gone = alices.awaitPresence(carol.id(), false);
        transcript.say("alice sees that carol is offline, last seen %s", gone.lastSeenAt());
        int before = carols.messages(chat).size();
        alices.send(chat, "Carol's birthday is on Friday: a secret between us two.", bob.id());
        alices.send(chat, "The platypus arrives at nine.");
        long last = alices.send(chat, "Bring an umbrella.").seq();
        carols.connect();
        alices.awaitPresence(carol.id(), true);
        transcript.say("alice sees that carol is online again");
        List<Message> all = carols.messages(chat);
        List<Message> missed = all.subList(before, all.size());
        missed.forEach(message -> transcript.say("missed #%d: \"%s\"", message.seq(), message.text()));
        transcript.same("what carol gets on coming back, before she is live", 2, missed.size());
        transcript.same("the last of it", last, missed.getLast().seq());
        transcript.say("The one that is not for her stays out: #%d.", last - 2);
        return missed;
    }

    private void history(List<Message> missed) {
        transcript.step("History tells carol the same, also when it comes from the cache");
        ChatClient chatOfCarol = carolsApplication.chat(chat);
        List<Message> first = chatOfCarol.history(History.latest()).items();
        List<Message> again = chatOfCarol.history(History.latest()).items();
        List<Message> live = carols.messages(chat);
        transcript.same("history and what came to the socket", live.reversed(), first);
        transcript.same("history, asked again", first, again);
        transcript.same(
                "the page after what she had",
                missed,
                chatOfCarol.history(History.after(missed.getFirst().seq() - 1)).items());
        first.forEach(message ->
                transcript.say("#%d %s: \"%s\"", message.seq(), cast.name(message.sender()), message.text()));
        refusedToAlice();
    }

    private void refusedToAlice() {
        try {
            ApplicationClient alicesApplication = alices.application();
            alicesApplication.chat(LUNCH).history(History.latest());
            throw new StepFailed("alice could read the chat of bob and carol");
        } catch (ParleyException e) {
            transcript.same("what alice is told of the chat of bob and carol", ErrorCode.FORBIDDEN, e.code());
            transcript.say("Alice owns the application, but is not in %s: %s", LUNCH, String.valueOf(e.getMessage()));
        }
    }

    private void inbox() {
        transcript.step("Carol's inbox counts what she has not read");
        List<Chats.InboxEntry> inbox = carolsApplication.inbox(null).items();
        for (Chats.InboxEntry entry : inbox) {
            Message last = entry.lastMessage();
            transcript.say(
                    "%-8s %d unread, last: \"%s\"", entry.chat().id(), entry.unread(), last == null ? "" : last.text());
        }
        transcript.same(
                "the order of the inbox",
                List.of(chat, LUNCH),
                inbox.stream().map(entry -> entry.chat().id()).toList());
        transcript.same("unread in " + chat, 5L, inbox.getFirst().unread());
        long lastSeq = inbox.getFirst().chat().lastSeq();
        Chats.ReadMarker marker = carolsApplication.chat(chat).read(lastSeq);
        transcript.same("unread after reading", 0L, marker.unread());
        transcript.same(
                "unread in the inbox after reading",
                0L,
                carolsApplication.inbox(null).items().getFirst().unread());
        transcript.say("read up to #%d: %d unread", marker.readSeq(), marker.unread());
    }

    private void search() {
        transcript.step("Search finds it, for who may see it");
        long began = System.nanoTime();
        Messages.Hit hit = firstHit("platypus");
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        transcript.same("where it was found", chat, hit.chat());
        transcript.say("carol finds \"platypus\" (after %d ms): %s", millis, String.join(" ... ", hit.highlights()));
        transcript.same(
                "hits of carol for what is only for bob",
                0,
                carolsApplication.search(Search.text("birthday")).items().size());
        transcript.same(
                "hits of bob for it",
                1,
                bobsApplication.search(Search.text("birthday")).items().size());
        transcript.say("\"birthday\" is found by bob, and not by carol.");
    }

    /** The index is refreshed about once a second: search shows a message a little later than everything else. */
    private Messages.Hit firstHit(String words) {
        long until = System.nanoTime() + SEARCHABLE_WITHIN.toNanos();
        while (System.nanoTime() - until < 0) {
            List<Messages.Hit> hits =
                    carolsApplication.search(Search.text(words)).items();
            if (!hits.isEmpty()) {
                return hits.getFirst();
            }
            try {
                Thread.sleep(SEARCH_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new StepFailed("\"%s\" was not found within %d s".formatted(words, SEARCHABLE_WITHIN.toSeconds()));
    }
}
