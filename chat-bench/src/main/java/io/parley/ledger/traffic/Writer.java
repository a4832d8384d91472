package io.parley.ledger.traffic;

import io.parley.client.ChatClient;
import io.parley.client.ParleyException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Chats;
import io.parley.contract.rest.Messages;
import io.parley.ledger.evidence.Digest;
import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.evidence.Sent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Does what a script says, one operation after the other; sends by socket are many at once. */
final class Writer {
    private static final int UNANSWERED = 16;
    /** What may become of an operation on a chat whose members change all the time. */
    private static final Set<ErrorCode> USUAL = Set.of(
            ErrorCode.SUBSCRIPTION_NOT_FOUND, ErrorCode.CHAT_NOT_FOUND, ErrorCode.LAST_OWNER, ErrorCode.FORBIDDEN);

    private final Tenant tenant;
    private final Person person;
    private final Device device;
    private final Script script;
    private final Ledger ledger;
    private final Trespasser trespasser;
    private final BooleanSupplier stopped;
    private final BooleanSupplier givenUp;
    private final Semaphore room = new Semaphore(UNANSWERED);
    private final Thread thread;
    private int core;

    Writer(
            Tenant tenant,
            Person person,
            Device device,
            Script script,
            Ledger ledger,
            Trespasser trespasser,
            BooleanSupplier stopped,
            BooleanSupplier givenUp) {
        this.tenant = tenant;
        this.person = person;
        this.device = device;
        this.script = script;
        this.ledger = ledger;
        this.trespasser = trespasser;
        this.stopped = stopped;
        this.givenUp = givenUp;
        this.thread = Thread.ofVirtual().name("writer-" + person.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean finished() {
        return !thread.isAlive();
    }

    private void run() {
        while (!stopped.getAsBoolean()) {
            perform(script.next());
            Pause.of(script.pauseMillis());
        }
    }

    private void perform(Operation operation) {
        core++;
        switch (operation) {
            case Operation.Say say -> say(say);
            case Operation.Subscribe(String chat, int who) ->
                administrate(chat, at -> at.subscribe(new Chats.Subscribe(id(who), null, null)));
            case Operation.ChangeRole(String chat, int who, var role) ->
                administrate(chat, at -> at.subscribe(new Chats.Subscribe(id(who), null, role)));
            case Operation.Unsubscribe(String chat, int who) -> administrate(chat, at -> at.unsubscribe(id(who)));
            case Operation.Rename(String chat, String title) -> administrate(chat, at -> at.rename(title));
            case Operation.Trespass(String chat) -> trespasser.attempt(tenant, chat, core);
        }
    }

    private String id(int number) {
        return tenant.people().get(number).id();
    }

    /** All of these are safe to repeat. */
    private void administrate(String chat, Consumer<ChatClient> change) {
        try {
            Rest.until(core, givenUp, attempt -> {
                change.accept(tenant.itself(attempt).chat(chat));
                return true;
            });
        } catch (ParleyException e) {
            if (!USUAL.contains(e.code())) {
                anomaly("in %s: refused: %s %s".formatted(chat, e.code(), e.getMessage()));
            }
        }
    }

    private void say(Operation.Say say) {
        List<String> recipients = say.recipients().isEmpty()
                ? null
                : say.recipients().stream().map(this::id).toList();
        Sent.Content content =
                new Sent.Content(tenant.id(), say.chat(), person.id(), say.clientId(), say.text(), recipients);
        Sent sent = ledger.sent(content, System.currentTimeMillis());
        if (say.byRest()) {
            byRest(sent);
        } else if (room.tryAcquire()) {
            device.send(sent, room::release);
        } else {
            // A person whose messages hang does not write more of them, but may turn to another way.
            byRest(sent);
        }
    }

    private void byRest(Sent sent) {
        Sent.Content content = sent.content();
        Messages.Send body = new Messages.Send(content.clientId(), content.text(), content.recipients(), null);
        try {
            io.parley.client.Sent answer = Rest.until(core, givenUp, attempt -> {
                io.parley.client.Sent given =
                        person.in(tenant.id(), attempt).chat(content.chat()).send(body);
                return given instanceof io.parley.client.Sent.Stored ? given : null;
            });
            if (answer instanceof io.parley.client.Sent.Stored(Message message, boolean duplicate)) {
                stored(sent, message, duplicate);
            }
        } catch (ParleyException e) {
            sent.answered(new Sent.Answer.Refused(e.code().wire(), System.currentTimeMillis()));
        }
    }

    private void stored(Sent sent, Message message, boolean duplicate) {
        if (Digest.of(message) != sent.content().digest()) {
            anomaly("%s was answered with another message: %d of %s"
                    .formatted(
                            sent.content().clientId(),
                            message.seq(),
                            sent.content().chat()));
        }
        sent.answered(
                new Sent.Answer.Acknowledged(message.seq(), message.rev(), duplicate, System.currentTimeMillis()));
    }

    private void anomaly(String what) {
        ledger.met(new Ledger.Anomaly(false, person.name() + " in " + tenant.name(), what, System.currentTimeMillis()));
    }
}
