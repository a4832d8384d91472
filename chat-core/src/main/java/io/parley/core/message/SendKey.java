package io.parley.core.message;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Messages;
import io.parley.core.idempotency.Idempotency;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Idempotency-Key} of a message that has no {@code clientId}: a clientId is made of it, which holds for ever and also where
 * another chat-core stores the message. Where there is a {@code clientId}, it alone counts.
 *
 * @param send with the clientId that counts, as far as there is one
 * @param byKey whether that is of the key
 */
record SendKey(Messages.Send send, boolean byKey) {
    private static final String PREFIX = "idempotency:";

    static SendKey of(@Nullable String key, Messages.Send send) {
        String checked = key == null ? null : Check.idempotencyKey(key, Idempotency.HEADER);
        if (checked == null || send.clientId() != null) {
            return new SendKey(send, false);
        }
        return new SendKey(
                new Messages.Send(
                        clientId(checked),
                        send.text(),
                        send.recipients(),
                        send.metadata(),
                        send.replyTo(),
                        send.mentions(),
                        send.expiresInSeconds(),
                        send.forward()),
                true);
    }

    private static String clientId(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
            return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Speaks of the key where the caller knows of no clientId. */
    <T> T refused(Supplier<T> work) {
        try {
            return work.get();
        } catch (ContractException e) {
            throw byKey && e.code() == ErrorCode.CLIENT_ID_CONFLICT
                    ? new ContractException(ErrorCode.IDEMPOTENCY_KEY_REUSED)
                    : e;
        }
    }

    /** By a key the second answer is as the first, and says so; by a clientId it is a 200. */
    Response.ResponseBuilder answered(boolean duplicate) {
        if (!duplicate) {
            return Response.status(Response.Status.CREATED);
        }
        return byKey ? Response.status(Response.Status.CREATED).header(Idempotency.REPLAYED, true) : Response.ok();
    }
}
