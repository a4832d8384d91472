package io.parley.core.message;

import io.parley.contract.broker.Outcome;
import io.parley.contract.event.Message;
import io.parley.core.timeline.PublishableChanges;
import java.util.List;

/**
 * What a committed batch did.
 *
 * @param outcomes one for each command, in order
 */
record BatchResult(List<Outcome> outcomes, List<PublishableChanges> changes, List<NewMessages> messages) {
    /** The new messages of one chat, in order. */
    record NewMessages(CachedChat chat, List<Message> messages) {}

    static BatchResult of(List<Outcome> outcomes, List<LockedChat> changed) {
        return new BatchResult(
                List.copyOf(outcomes),
                changed.stream().map(LockedChat::publishable).toList(),
                changed.stream()
                        .map(chat -> new NewMessages(chat.cached(), List.copyOf(chat.messages())))
                        .toList());
    }
}
