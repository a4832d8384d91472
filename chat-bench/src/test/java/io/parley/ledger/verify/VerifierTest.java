package io.parley.ledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.contract.event.Event;
import io.parley.ledger.evidence.Ledger;
import io.parley.ledger.evidence.Locked;
import io.parley.ledger.evidence.Seen;
import io.parley.ledger.evidence.Sent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A verifier that cannot fail proves nothing: each way in which a message can go wrong must be named. */
class VerifierTest {
    private final History history = new History("ben");

    private void findsOnly(Finding.Kind kind, String what) {
        List<Finding> findings = history.findings();
        assertEquals(1, findings.size(), findings.toString());
        assertEquals(kind, findings.getFirst().kind(), findings.toString());
        assertTrue(findings.getFirst().what().contains(what), findings.toString());
    }

    private Sent sentFirst() {
        return history.ledger.sent().stream()
                .filter(each -> each.content().clientId().equals("ann-1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPastThatIsInOrderHasNoFindings() {
        assertEquals(List.of(), history.findings());
    }

    @Test
    void aMessageThatDidNotComeIsLost() {
        history.given.remove(history.message(3));

        findsOnly(Finding.Kind.LOST, "message 3");
    }

    @Test
    void aChangeOfMembershipThatDidNotComeIsLost() {
        history.given.removeIf(each -> "ann".equals(each.user()));

        findsOnly(Finding.Kind.LOST, "JOINED, rev 2");
    }

    @Test
    void aMessageThatCameTwiceIsDoubled() {
        history.given.add(history.given.indexOf(history.message(2)), history.message(2));

        findsOnly(Finding.Kind.DOUBLED, "message 2");
    }

    @Test
    void twoMessagesThatCameInTheWrongOrderAreNamed() {
        Seen second = history.message(2);
        history.given.remove(second);
        history.given.add(history.given.indexOf(history.message(3)) + 1, second);

        findsOnly(Finding.Kind.OUT_OF_ORDER, "rev 5 after rev 6");
    }

    @Test
    void aMessageForSomebodyElseIsLeaked() {
        History other = new History("cid");
        other.changes.add(new Truth.Change(9, Truth.Kind.JOINED, "cid", "member", 1));

        List<Finding> findings = other.findings();

        assertTrue(
                findings.stream()
                        .anyMatch(each -> each.kind() == Finding.Kind.LEAKED
                                && each.where().contains("directed to others")
                                && each.what().contains("message 5")),
                findings.toString());
    }

    @Test
    void whatCameAfterLeavingIsLeaked() {
        history.changes.add(new Truth.Change(7, Truth.Kind.LEFT, "ben", "member", 7));
        history.stored.remove(3);

        List<Finding> findings = history.findings();

        assertTrue(
                findings.stream()
                        .anyMatch(each -> each.kind() == Finding.Kind.LEAKED
                                && each.where().contains("not a member")
                                && each.what().contains("rev 8")),
                findings.toString());
    }

    @Test
    void aMessageOfAnotherContentIsDifferent() {
        Seen first = history.message(1);
        history.given.set(
                history.given.indexOf(first),
                new Seen(first.chat(), first.rev(), first.kind(), 1, History.digest("other"), null, first.atMillis()));

        findsOnly(Finding.Kind.DIFFERENT, "message 1");
    }

    @Test
    void anAcknowledgedMessageThatIsNotStoredIsLost() {
        history.send("ann-6", 1).answered(new Sent.Answer.Acknowledged(6, 9, false, 5));

        findsOnly(Finding.Kind.LOST, "ann-6");
    }

    @Test
    void aMessageThatNobodyHasSentIsNamed() {
        Truth.Stored last = history.stored.removeLast();
        Truth.Stored strange =
                new Truth.Stored(5, 8, "ann", "unknown", last.recipients(), last.digest(), last.createdMillis());
        history.stored.add(strange);

        List<Finding> findings = history.findings();

        assertTrue(
                findings.stream().anyMatch(each -> each.what().contains("which nobody has sent")), findings.toString());
    }

    @Test
    void aMessageStoredTwiceIsDoubled() {
        Truth.Stored second = history.stored.get(1);
        history.stored.set(
                2, new Truth.Stored(3, 6, "ann", second.clientId(), null, second.digest(), second.createdMillis()));

        List<Finding> findings = history.findings();

        assertTrue(
                findings.stream()
                        .anyMatch(each -> each.kind() == Finding.Kind.DOUBLED
                                && each.what().contains("ann-2 is stored twice")),
                findings.toString());
    }

    @Test
    void aNumberThatNothingHasIsAHole() {
        history.changes.removeFirst();
        history.given.removeFirst();

        findsOnly(Finding.Kind.HOLE, "rev 1");
    }

    @Test
    void aSendThatWasNeverAnsweredIsNamed() {
        history.send("ann-6", 1);

        findsOnly(Finding.Kind.UNANSWERED, "ann-6");
    }

    @Test
    void aRefusalOfWhoWasAllowedAllTheTimeIsWrong() {
        history.send("ann-6", 100).answered(new Sent.Answer.Refused("chat_not_found", 120));

        findsOnly(Finding.Kind.WRONGLY_REFUSED, "chat_not_found");
    }

    @Test
    void aRefusalOfWhoHadLeftIsRight() {
        history.changes.add(new Truth.Change(9, Truth.Kind.LEFT, "ann", "member", 110));
        history.send("ann-6", 100).answered(new Sent.Answer.Refused("chat_not_found", 120));

        List<Finding> findings = history.findings();

        assertTrue(
                findings.stream().noneMatch(each -> each.kind() == Finding.Kind.WRONGLY_REFUSED), findings.toString());
    }

    @Test
    void whatWasRefusedAndIsStoredIsNamed() {
        history.changes.set(1, new Truth.Change(2, Truth.Kind.JOINED, "ann", "reader", 2));
        sentFirst().answered(new Sent.Answer.Refused("forbidden", 20));

        findsOnly(Finding.Kind.DIFFERENT, "refused as forbidden and is stored");
    }

    @Test
    void aCopyOfWhatWasRefusedMayBeStoredForWhoIsAllowedSince() {
        history.changes.add(0, new Truth.Change(0, Truth.Kind.JOINED, "ann", "reader", 0));
        history.changes.set(2, new Truth.Change(2, Truth.Kind.CHANGED, "ann", "member", 15));
        sentFirst().answered(new Sent.Answer.Refused("forbidden", 12));

        List<Finding> findings = history.findings();

        assertTrue(findings.stream().noneMatch(each -> each.kind() == Finding.Kind.DIFFERENT), findings.toString());
    }

    @Test
    void whoLeftAndCameBackMayBeGivenEverythingAnew() {
        history.changes.add(new Truth.Change(9, Truth.Kind.LEFT, "ben", "member", 40));
        history.changes.add(new Truth.Change(10, Truth.Kind.JOINED, "ben", "member", 50));
        List<Seen> before = List.copyOf(history.given);
        history.given.add(new Seen(History.CHAT, 9, Event.MEMBER_LEFT, 0, 0, "ben", 45));
        before.forEach(each -> history.given.add(new Seen(
                each.chat(), each.rev(), each.kind(), each.seq(), each.digest(), each.user(), each.atMillis() + 50)));
        history.given.add(new Seen(History.CHAT, 10, Event.MEMBER_JOINED, 0, 0, "ben", 80));

        List<Finding> findings = history.findings();

        assertTrue(
                findings.stream()
                        .noneMatch(each ->
                                each.kind() == Finding.Kind.DOUBLED || each.kind() == Finding.Kind.OUT_OF_ORDER),
                findings.toString());
    }

    @Test
    void anAcknowledgementWhileTheTableIsLockedComesTooEarly() {
        history.locks.add(new Locked(3, 15));

        List<Finding> findings = history.findings();

        assertEquals(
                List.of("ann-1 was acknowledged while the table was locked", "message 1 (rev 4)"),
                findings.stream()
                        .filter(each -> each.kind() == Finding.Kind.TOO_EARLY)
                        .map(Finding::what)
                        .toList());
    }

    @Test
    void whatAClientMetIsAFinding() {
        history.ledger.met(new Ledger.Anomaly(true, "stranger", "history is open", 5));

        findsOnly(Finding.Kind.LEAKED, "history is open");
    }
}
