package io.parley.core.idempotency;

import io.parley.contract.Check;
import io.parley.contract.Json;
import io.parley.contract.Limits;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Database;
import io.parley.core.database.Unit;
import io.parley.core.identity.CurrentCaller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that carry an {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): the first has its effect, and
 * its answer is kept in the same transaction, so that either both are there after a crash or neither. What was refused left nothing
 * behind, and may be repeated. Who may not see the answer any more is refused before, since a resource asks for access first.
 */
@Singleton
public class Idempotency {
    /** The header of a request. */
    public static final String HEADER = "Idempotency-Key";
    /** The header of an answer that was given before. */
    public static final String REPLAYED = "Idempotency-Replayed";

    /** A secret is sealed with the caller's key, which nobody may guess. */
    private static final int SECRET_KEY_CHARS = 32;

    private static final String LOCK = "select pg_try_advisory_xact_lock(?)";
    private static final String FIND = "select fingerprint, answer from idempotency_key where id = ?";
    private static final String KEEP =
            "insert into idempotency_key (id, fingerprint, answer, created_at) values (?, ?, ?, ?)";

    private final Database database;
    private final CurrentCaller current;
    private final UriInfo uri;
    private final Clock clock;

    @Inject
    Idempotency(Database database, CurrentCaller current, UriInfo uri, Clock clock) {
        this.database = database;
        this.current = current;
        this.uri = uri;
        this.clock = clock;
    }

    private record Row(byte[] fingerprint, byte[] answer) {}

    /**
     * Does the work, or answers what it did before.
     *
     * @param key the header as it came; absent: the work is simply done
     * @param body what the same request must have again; absent: none
     * @param type of the answer's body
     * @throws ContractException {@link ErrorCode#IDEMPOTENCY_KEY_IN_USE}, {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}, or what the
     *     work throws
     */
    public <T> RestResponse<T> answer(
            @Nullable String key, @Nullable Object body, Class<T> type, Supplier<RestResponse<T>> work) {
        if (key == null) {
            return work.get();
        }
        Sealed sealed = Sealed.of(current.get().sender(), Check.idempotencyKey(key, HEADER));
        byte[] fingerprint = fingerprint(body);
        return Unit.of(() -> {
            if (!database.first(LOCK, row -> row.getBoolean(1), sealed.lock()).orElseThrow()) {
                throw new ContractException(ErrorCode.IDEMPOTENCY_KEY_IN_USE);
            }
            Optional<Row> before = database.first(
                    FIND, row -> new Row(row.getBytes("fingerprint"), row.getBytes("answer")), sealed.id());
            if (before.isEmpty()) {
                RestResponse<T> answer = work.get();
                database.update(KEEP, sealed.id(), fingerprint, sealed.seal(Kept.of(answer)), clock.instant());
                return answer;
            }
            if (!MessageDigest.isEqual(fingerprint, before.get().fingerprint())) {
                throw new ContractException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
            }
            return Kept.read(sealed.open(before.get().answer()), type);
        });
    }

    /** As {@link #answer}, where the answer holds a secret: the key must be one that cannot be guessed. */
    public <T> RestResponse<T> secret(
            @Nullable String key, @Nullable Object body, Class<T> type, Supplier<RestResponse<T>> work) {
        if (key != null && key.length() < SECRET_KEY_CHARS) {
            throw ContractException.invalid(
                    HEADER,
                    "%s must have %d to %d characters here, and be random: what is answered is a secret, and kept encrypted with it"
                            .formatted(HEADER, SECRET_KEY_CHARS, Limits.IDEMPOTENCY_KEY_CHARS));
        }
        return answer(key, body, type, work);
    }

    /** The same for the same address and members, in whichever order and with whatever white space they came. */
    private byte[] fingerprint(@Nullable Object body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((uri.getPath() + '\n').getBytes(StandardCharsets.UTF_8));
            return digest.digest(body == null ? new byte[0] : Json.bytes(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
