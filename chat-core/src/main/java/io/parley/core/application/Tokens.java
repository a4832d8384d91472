package io.parley.core.application;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.core.identity.ApplicationToken;
import io.parley.core.ops.Ids;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Issues tokens and lets old ones run out. Runs inside the caller's transaction. */
@Singleton
class Tokens {
    /** Tokens of one application that are good at the same time: each rotation with grace leaves one more. */
    private static final int MAX_VALID = 10;

    private final Ids ids;
    private final Clock clock;

    @Inject
    Tokens(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** A new token; only its hash is kept. */
    String issue(UUID application) {
        String token = ApplicationToken.generate(ids);
        TokenEntity row = new TokenEntity();
        row.id = ids.uuid();
        row.applicationId = application;
        row.hash = ApplicationToken.hash(token);
        row.createdAt = clock.instant();
        row.persist();
        return token;
    }

    /** Lets every token from before run out at {@code end}, unless it does so earlier. The application is locked. */
    void expire(UUID application, Instant end) {
        TokenEntity.update(
                "expiresAt = ?1 where applicationId = ?2 and (expiresAt is null or expiresAt > ?1)", end, application);
        TokenEntity.delete("applicationId = ?1 and expiresAt <= ?2", application, clock.instant());
        if (TokenEntity.count("applicationId", application) >= MAX_VALID) {
            throw new ContractException(
                    ErrorCode.LIMIT_REACHED,
                    "%d tokens are good at the moment; rotate without grace, or wait for one to run out."
                            .formatted(MAX_VALID));
        }
    }
}
