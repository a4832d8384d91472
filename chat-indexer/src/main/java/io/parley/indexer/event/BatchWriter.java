package io.parley.indexer.event;

import io.parley.contract.broker.EventBundle;
import io.parley.indexer.index.MessageDocument;
import io.parley.indexer.index.MessageIndex;
import io.parley.indexer.member.MemberIndex;
import io.parley.indexer.member.MembershipChange;
import io.parley.indexer.ops.Meters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a batch: memberships, messages, and what can be neither to the dead letters. Doing it again does no harm. */
@ApplicationScoped
class BatchWriter {
    private final MessageIndex messages;
    private final MemberIndex members;
    private final DeadLetters deadLetters;
    private final Meters meters;

    BatchWriter(MessageIndex messages, MemberIndex members, DeadLetters deadLetters, Meters meters) {
        this.messages = messages;
        this.members = members;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /**
     * Returns when everything is indexed or set aside.
     *
     * @throws RuntimeException when the engine or the broker is away
     */
    void write(List<Bundle> batch) throws InterruptedException {
        List<MembershipChange> changes = new ArrayList<>();
        Map<MessageDocument, EventBundle.Entry> documents = new IdentityHashMap<>();
        List<MessageDocument> order = new ArrayList<>();
        for (Bundle bundle : batch) {
            for (Bundle.Read read : bundle.read()) {
                switch (read.change()) {
                    case Change.Membership(MembershipChange change) -> changes.add(change);
                    case Change.MessageState(MessageDocument document) -> {
                        documents.put(document, read.entry());
                        order.add(document);
                    }
                    case Change.Unconcerned _ -> {}
                }
            }
        }
        // Those who left must stop finding before anything else happens.
        members.apply(changes);
        for (MessageIndex.Refused refused : messages.write(order)) {
            EventBundle.Entry entry = Objects.requireNonNull(documents.get(refused.document()));
            deadLetters.send(Bundle.refused(entry, refused.reason()));
        }
        for (Bundle bundle : batch) {
            for (Bundle.Unreadable unreadable : bundle.unreadable()) {
                deadLetters.send(unreadable);
            }
            bundle.read().forEach(read -> meters.indexed(read.entry().envelope().type(), read.committedAt()));
        }
    }
}
