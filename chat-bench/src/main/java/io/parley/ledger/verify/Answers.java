package io.parley.ledger.verify;

import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.evidence.Sent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What senders were told, against what is stored. */
final class Answers {
    private final Truth truth;
    private final long nowMillis;
    private final List<Finding> findings = new ArrayList<>();

    private Answers(Truth truth, long nowMillis) {
        this.truth = truth;
        this.nowMillis = nowMillis;
    }

    static List<Finding> check(Collection<Sent> sent, Truth truth, long nowMillis) {
        Answers answers = new Answers(truth, nowMillis);
        Map<Ledger.Key, Sent> known = new HashMap<>();
        sent.forEach(each -> known.put(Ledger.Key.of(each.content()), each));
        known.values().forEach(answers::answered);
        answers.nothingElse(known);
        return answers.findings;
    }

    private void answered(Sent sent) {
        List<Sent.Answer> answers = sent.answers();
        if (answers.isEmpty()) {
            add(Finding.Kind.UNANSWERED, sent, "was never answered", nowMillis);
        }
        Sent.Answer.Acknowledged first = sent.acknowledged();
        for (Sent.Answer answer : answers) {
            switch (answer) {
                case Sent.Answer.Acknowledged ack -> {
                    if (first != null && (ack.seq() != first.seq() || ack.rev() != first.rev())) {
                        add(
                                Finding.Kind.DIFFERENT,
                                sent,
                                "was acknowledged as %d and as %d".formatted(first.seq(), ack.seq()),
                                ack.atMillis());
                    }
                }
                case Sent.Answer.Refused refused -> refused(sent, refused, first != null);
            }
        }
        if (first != null) {
            stored(sent, first);
        }
    }

    private void stored(Sent sent, Sent.Answer.Acknowledged ack) {
        Optional<Truth.Stored> stored = chat(sent).flatMap(chat -> chat.message(ack.seq()));
        if (stored.isEmpty()) {
            add(Finding.Kind.LOST, sent, "was acknowledged as message " + ack.seq(), ack.atMillis());
        } else if (stored.get().digest() != sent.content().digest()
                || stored.get().rev() != ack.rev()) {
            add(
                    Finding.Kind.DIFFERENT,
                    sent,
                    "was acknowledged as message %d, rev %d, which is %s, rev %d"
                            .formatted(
                                    ack.seq(),
                                    ack.rev(),
                                    stored.get().clientId(),
                                    stored.get().rev()),
                    ack.atMillis());
        }
    }

    private void refused(Sent sent, Sent.Answer.Refused refused, boolean acknowledged) {
        Optional<Truth.Stored> stored = chat(sent).stream()
                .flatMap(chat -> chat.messages().stream())
                .filter(message -> message.clientId().equals(sent.content().clientId())
                        && message.sender().equals(sent.content().sender()))
                .findFirst();
        if (stored.isPresent() ? !allowedSince(sent, stored.get()) : acknowledged) {
            add(
                    Finding.Kind.DIFFERENT,
                    sent,
                    "was refused as " + refused.code() + " and is stored",
                    refused.atMillis());
        }
        if (!rightly(sent, refused)) {
            add(Finding.Kind.WRONGLY_REFUSED, sent, "was refused as " + refused.code(), refused.atMillis());
        }
    }

    /** Whether the reason can have been true at some moment between the sending and the answer. */
    private boolean rightly(Sent sent, Sent.Answer.Refused refused) {
        Sent.Content content = sent.content();
        return switch (refused.code()) {
            case "chat_not_found", "application_not_found" -> !throughout(sent, refused, content.sender(), false);
            case "forbidden" -> !throughout(sent, refused, content.sender(), true);
            case "recipient_not_subscribed" ->
                content.recipients() != null
                        && content.recipients().stream().anyMatch(user -> !throughout(sent, refused, user, false));
            default -> false;
        };
    }

    /**
     * Whether somebody was only let in, or let write, after the message was sent for the first time. One that was sent several
     * times, since no answer came, may then be refused first and be stored afterwards.
     */
    private boolean allowedSince(Sent sent, Truth.Stored stored) {
        List<String> concerned = new ArrayList<>(
                sent.content().recipients() == null ? List.of() : sent.content().recipients());
        concerned.add(sent.content().sender());
        return chat(sent).stream()
                .flatMap(chat -> concerned.stream().flatMap(user -> chat.memberships(user).stream()))
                .anyMatch(place -> place.fromRev() < stored.rev()
                        && place.toRev() > stored.rev()
                        && place.fromMillis() > sent.firstAtMillis());
    }

    /** Whether the user was in the chat all that time, in one role. */
    private boolean throughout(Sent sent, Sent.Answer.Refused refused, String user, boolean mayWrite) {
        return chat(sent).stream()
                .flatMap(chat -> chat.memberships(user).stream())
                .anyMatch(place -> place.fromMillis() < sent.firstAtMillis()
                        && place.toMillis() > refused.atMillis()
                        && !(mayWrite && "reader".equals(place.role())));
    }

    private void nothingElse(Map<Ledger.Key, Sent> known) {
        for (Truth.Chat chat : truth.chats()) {
            for (Truth.Stored message : chat.messages()) {
                Ledger.Key key =
                        new Ledger.Key(chat.application().toString(), chat.id(), message.sender(), message.clientId());
                if (!known.containsKey(key)) {
                    findings.add(new Finding(
                            Finding.Kind.DIFFERENT,
                            "PostgreSQL, " + chat.id(),
                            "message %d, %s, which nobody has sent".formatted(message.seq(), message.clientId()),
                            message.createdMillis()));
                }
            }
        }
    }

    private Optional<Truth.Chat> chat(Sent sent) {
        return truth.chat(sent.content().application(), sent.content().chat());
    }

    private void add(Finding.Kind kind, Sent sent, String what, long atMillis) {
        findings.add(new Finding(
                kind,
                "sender of " + sent.content().chat(),
                "%s %s".formatted(sent.content().clientId(), what),
                atMillis));
    }
}
