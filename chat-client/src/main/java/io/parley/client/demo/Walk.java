package io.parley.client.demo;

import io.parley.client.ApplicationClient;
import io.parley.client.Sent;
import io.parley.contract.Role;
import io.parley.contract.event.Member;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Applications;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Me;
import java.util.List;
import java.util.UUID;

/** The five steps of the README: from nothing to a message in other people's sockets. */
final class Walk {
    private static final String CHAT = "general";

    private final Cast cast;
    private final Transcript transcript;

    Walk(Cast cast, Transcript transcript) {
        this.cast = cast;
        this.transcript = transcript;
    }

    void all() {
        transcript.step("Log in to Keycloak");
        Cast.Person alice = login("alice");
        Cast.Person bob = login("bob");
        Cast.Person carol = login("carol");
        ApplicationClient application = provision(alice);
        entitle(application);
        createChat(application);
        subscribe(application, alice, bob, carol);
        List<Device> devices = connect(application.id(), alice, bob, carol);
        send(application, devices, bob);
        new Now(cast, transcript, CHAT, devices, bob, carol).all();
        new Later(cast, transcript, application.id(), CHAT, devices, bob, carol).all();
    }

    private Cast.Person login(String name) {
        Cast.Person person = cast.login(name);
        transcript.say("%s is %s", name, person.id());
        return person;
    }

    private ApplicationClient provision(Cast.Person alice) {
        transcript.step("Alice provisions an application and gets its token");
        Applications.Provisioned provisioned = alice.client().provision(new Applications.Create(null, null));
        UUID id = provisioned.application().id();
        transcript.same("the owner", alice.id(), provisioned.application().owner());
        transcript.holds(provisioned.token().startsWith("parley_"), "the token does not begin with parley_");
        ApplicationClient application = cast.client(provisioned::token).application(id);
        Me me = cast.client(provisioned::token).me();
        transcript.same("whose token it is", id, me.application());
        transcript.say("application %s", id);
        transcript.say("token       %s  (a secret: shown this once, stored as a hash)", shortened(provisioned));
        return application;
    }

    private static String shortened(Applications.Provisioned provisioned) {
        return Transcript.shortened(provisioned.token());
    }

    private void entitle(ApplicationClient application) {
        transcript.step("The application gets a title, by its own token");
        application.change(new Applications.Patch("Parley demo", null));
        transcript.same("the title", "Parley demo", application.get().title());
        transcript.say("title       \"%s\"", "Parley demo");
    }

    private void createChat(ApplicationClient application) {
        transcript.step("The application creates a chat");
        Chats.Chat chat = application.createChat(new Chats.Create(CHAT, "General"));
        transcript.same("the chat's id", CHAT, chat.id());
        transcript.same("messages in a new chat", 0L, chat.lastSeq());
        transcript.say("chat        %s \"%s\"", chat.id(), String.valueOf(chat.title()));
    }

    private void subscribe(ApplicationClient application, Cast.Person alice, Cast.Person bob, Cast.Person carol) {
        transcript.step("It subscribes alice, bob and carol, by username");
        application.chat(CHAT).subscribe(new Chats.Subscribe(null, alice.name(), Role.OWNER));
        application.chat(CHAT).subscribe(bob.name());
        application.chat(CHAT).subscribe(carol.name());
        List<Member> members = application.chat(CHAT).members(null).items();
        for (Cast.Person person : List.of(alice, bob, carol)) {
            Role role = person.equals(alice) ? Role.OWNER : Role.MEMBER;
            transcript.holds(
                    members.stream().anyMatch(member -> member.user().equals(person.id()) && member.role() == role),
                    person.name() + " is not subscribed as " + role.wire());
            transcript.say("%-11s %s", person.name(), role.wire());
        }
    }

    private List<Device> connect(UUID application, Cast.Person alice, Cast.Person bob, Cast.Person carol) {
        transcript.step("Alice comes with two devices, bob and carol with one each, all by live sockets");
        List<Device> devices = List.of(
                cast.device("alice's laptop", alice, application),
                cast.device("alice's phone", alice, application),
                cast.device("bob", bob, application),
                cast.device("carol", carol, application));
        for (Device device : devices) {
            var ready = device.connect();
            transcript.same("the chats of " + device.name(), 1, ready.chats().size());
            transcript.say("%-14s connected to gateway %s", device.name(), ready.node());
        }
        return devices;
    }

    private void send(ApplicationClient application, List<Device> devices, Cast.Person bob) {
        transcript.step("Messages, with and without a list of recipients");
        Device laptop = devices.getFirst();
        Device carol = devices.getLast();
        long toAll = laptop.send(CHAT, "Welcome to Parley!").seq();
        received(toAll, devices, devices);
        long toBob = laptop.send(CHAT, "Bob, the cake for Carol is in the fridge.", bob.id())
                .seq();
        received(toBob, devices.subList(0, 3), devices);
        Sent sent = application.chat(CHAT).send("The application itself says hello.");
        if (!(sent instanceof Sent.Stored(Message message, boolean _))) {
            throw new StepFailed("the application's message was not stored in time: " + sent);
        }
        received(message.seq(), devices, devices);
        // Carol has what came after it, and what comes to one socket comes in order: it will not come any more.
        transcript.holds(
                carol.messages(CHAT).stream().noneMatch(each -> each.seq() == toBob),
                "carol got a message that was only for bob");
        transcript.say("Number %d came to nobody but bob and its sender.", toBob);
    }

    private void received(long seq, List<Device> expected, List<Device> all) {
        Message message = expected.getFirst().await(CHAT, seq);
        List<String> audience = message.recipients();
        String to = audience == null
                ? "everyone"
                : String.join(", ", audience.stream().map(cast::name).toList());
        transcript.say("#%d from %s to %s: \"%s\"", seq, cast.name(message.sender()), to, message.text());
        for (Device device : all) {
            boolean gets = expected.contains(device);
            if (gets) {
                transcript.same("what came to " + device.name(), message, device.await(CHAT, seq));
            }
            transcript.say("     %-14s %s", device.name(), gets ? "received it" : "-");
        }
    }
}
