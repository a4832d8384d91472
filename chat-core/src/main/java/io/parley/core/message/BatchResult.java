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
    /**
     * What is new to the cache of one chat.
     *
     * @param before the chat's entry before
     * @param changed messages that were there already, as they are now: where there are any, {@code chat} is another entry
     * @param chat the chat's entry from now on
     * @param messages the new messages, in order
     */
    record NewMessages(CachedChat before, List<Message> changed, CachedChat chat, List<Message> messages) {
        NewMessages(CachedChat chat, List<Message> messages) {
            this(chat, List.of(), chat, messages);
        }
    }

    static BatchResult of(List<Outcome> outcomes, List<LockedChat> changed) {
        return new BatchResult(
                List.copyOf(outcomes),
                changed.stream().map(LockedChat::publishable).toList(),
                changed.stream()
                        .map(chat -> new NewMessages(
                                chat.cached(),
                                List.copyOf(chat.changedMessages()),
                                new CachedChat(chat.key(), chat.changedRev()),
                                List.copyOf(chat.messages())))
                        .toList());
    }
}
