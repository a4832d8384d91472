package io.parley.client;

import io.parley.contract.frame.ServerFrame;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of a message that was sent, in two steps. Both fail with {@link ParleyException} when it is refused, or cannot be sent.
 *
 * @param accepted the broker has the message: should it die now, the message may still be lost, and is sent again by whoever
 *     still has it. Completes at the latest when the message is stored
 * @param stored the message is committed, for good
 */
public record Delivery(CompletableFuture<ServerFrame.Accepted> accepted, CompletableFuture<ServerFrame.Ack> stored) {
    Delivery() {
        this(new CompletableFuture<>(), new CompletableFuture<>());
    }

    static Delivery failed(ParleyException why) {
        return new Delivery(CompletableFuture.failedFuture(why), CompletableFuture.failedFuture(why));
    }

    void stored(ServerFrame.Ack ack) {
        accepted.complete(new ServerFrame.Accepted(ack.chat(), ack.clientId()));
        stored.complete(ack);
    }

    void fail(ParleyException why) {
        accepted.completeExceptionally(why);
        stored.completeExceptionally(why);
    }
}
