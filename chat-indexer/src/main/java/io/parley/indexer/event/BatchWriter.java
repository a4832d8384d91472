package io.parley.indexer.event;

import io.parley.contract.broker.EventBundle;
import io.parley.indexer.index.Freshness;
import io.parley.indexer.index.MessageDocument;
import io.parley.indexer.index.MessageIndex;
import io.parley.indexer.member.MemberIndex;
import io.parley.indexer.member.MembershipChange;
import io.parley.indexer.ops.Meters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes a batch: memberships, messages, and what can be neither to the dead letters. Doing it again does no harm. */
@ApplicationScoped
class BatchWriter {
    private final MessageIndex messages;
    private final MemberIndex members;
    private final DeadLetters deadLetters;
    private final Freshness freshness;
    private final Meters meters;

    BatchWriter(
            MessageIndex messages, MemberIndex members, DeadLetters deadLetters, Freshness freshness, Meters meters) {
        this.messages = messages;
        this.members = members;
        this.deadLetters = deadLetters;
        this.freshness = freshness;
        this.meters = meters;
    }

    /**
     * Returns when everything is indexed or set aside.
     *
     * @throws RuntimeException when the engine or the broker is away
     */
    void write(List<Bundle> batch) throws InterruptedException {
        batch.stream()
                .flatMap(bundle -> bundle.read().stream())
                .map(Bundle.Read::committedAt)
                .min(Comparator.naturalOrder())
                .ifPresent(freshness::writing);
        List<MembershipChange> changes = new ArrayList<>();
        List<MemberIndex.End> ends = new ArrayList<>();
        List<MessageDocument> documents = new ArrayList<>();
        List<EventBundle.Entry> origins = new ArrayList<>();
        for (Bundle bundle : batch) {
            for (Bundle.Read read : bundle.read()) {
                switch (read.change()) {
                    case Change.Membership(MembershipChange change) -> changes.add(change);
                    case Change.ChatEnd(MemberIndex.End end) -> ends.add(end);
                    case Change.MessageState(MessageDocument document) -> {
                        documents.add(document);
                        origins.add(read.entry());
                    }
                    case Change.Unconcerned _ -> {}
                }
            }
        }
        // Those who left must stop finding before anything else happens.
        members.apply(changes);
        members.end(ends);
        List<MessageIndex.Refused> refusals = messages.write(documents);
        for (MessageIndex.Refused refused : refusals) {
            deadLetters.send(Bundle.refused(origins.get(refused.position()), refused.reason()));
        }
        for (Bundle bundle : batch) {
            for (Bundle.Unreadable unreadable : bundle.unreadable()) {
                deadLetters.send(unreadable);
            }
            bundle.read().forEach(read -> meters.indexed(read.entry().envelope().type(), read.committedAt()));
        }
        boolean whole = refusals.isEmpty() && !documents.isEmpty();
        freshness.written(
                whole ? documents.getLast() : null,
                whole ? origins.getLast().envelope().committedAt() : Instant.EPOCH);
    }
}
