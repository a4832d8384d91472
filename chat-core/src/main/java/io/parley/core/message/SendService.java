package io.parley.core.message;

import io.parley.contract.Check;
import io.parley.contract.broker.Command;
import io.parley.contract.broker.Outcome;
import io.parley.contract.error.ContractException;
import io.parley.contract.event.Forwarded;
import io.parley.contract.event.Message;
import io.parley.contract.rest.Messages;
import io.parley.core.error.TooSoonException;
import io.parley.core.ops.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A send by REST: joins the batches of this process and waits for its outcome. */
@ApplicationScoped
public class SendService {
    private final CommandQueue queue;
    private final MessageConfig config;
    private final Clock clock;
    private final Ids ids;
    private final History history;

    SendService(CommandQueue queue, MessageConfig config, Clock clock, Ids ids, History history) {
        this.queue = queue;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
        this.history = history;
    }

    /** A stored message, and whether it was stored before. */
    public record Sent(Message message, boolean duplicate) {}

    /**
     * What a caller wants to be sent, checked.
     *
     * @param source what it is a copy of, when it forwards; read with the caller's permission
     */
    public Command.SendMessage command(
            UUID application, String chat, String sender, Messages.Send body, @Nullable Message source) {
        String clientId = body.clientId() == null ? ids.uuid().toString() : body.clientId();
        return new Command.SendMessage(
                0,
                application,
                Check.chatId(chat, "chat"),
                sender,
                Check.clientId(clientId, "clientId"),
                source == null ? Check.text(body.text(), "text") : Objects.requireNonNull(source.text()),
                Check.recipients(body.recipients(), "recipients"),
                source == null ? Check.metadata(body.metadata(), "metadata") : source.metadata(),
                clock.instant(),
                Check.replyTo(body.replyTo(), "replyTo"),
                Check.mentions(body.mentions(), "mentions"),
                Check.expiresInSeconds(body.expiresInSeconds(), "expiresInSeconds"),
                source == null ? null : forwarded(body, source));
    }

    private static Forwarded forwarded(Messages.Send body, Message source) {
        Messages.Forward forward = Objects.requireNonNull(body.forward());
        return new Forwarded(Objects.requireNonNull(forward.chat()), source.seq(), source.sender(), source.createdAt());
    }

    /**
     * Sends.
     *
     * @return empty when the outcome is not known in time
     * @throws ContractException when it was refused
     */
    public Optional<Sent> send(Command.SendMessage command) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        queue.offer(command, outcome::complete);
        try {
            return Optional.of(sent(command, outcome.get(config.sendWait().toMillis(), TimeUnit.MILLISECONDS)));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was stored before may have been changed since, and only the writer knows a reply's thread: these are read. */
    private Sent sent(Command.SendMessage command, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored stored ->
                stored.duplicate() || command.replyTo() != null
                        ? new Sent(history.ofSender(command, stored.seq()), stored.duplicate())
                        : new Sent(
                                new MessageDraft(command)
                                        .numbered(stored.seq(), stored.rev(), stored.createdAt(), null),
                                false);
            case Outcome.Refused refused -> throw refusal(refused);
        };
    }

    private static ContractException refusal(Outcome.Refused refused) {
        Long wait = refused.retryAfterMillis();
        return wait == null
                ? new ContractException(refused.code(), refused.field(), refused.detail())
                : new TooSoonException(refused.code(), refused.field(), refused.detail(), wait);
    }
}
