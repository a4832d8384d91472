package io.parley.core.application;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.rest.Applications;
import io.parley.core.http.EntityTags;
import io.parley.core.http.MergePatch;
import io.parley.core.ops.Ids;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes applications; who may has been judged before. */
@Singleton
class ApplicationService {
    private static final int MAX_GRACE_SECONDS = 86_400;

    private final Tokens tokens;
    private final Ids ids;
    private final Clock clock;

    @Inject
    ApplicationService(Tokens tokens, Ids ids, Clock clock) {
        this.tokens = tokens;
        this.ids = ids;
        this.clock = clock;
    }

    /** An application as it is at a version. */
    record Versioned(Applications.Application application, int version) {
        static Versioned of(ApplicationEntity row) {
            return new Versioned(row.toContract(), row.version);
        }
    }

    @Transactional
    Applications.Provisioned provision(String owner, Applications.@Nullable Create create) {
        ApplicationEntity row = new ApplicationEntity();
        row.id = ids.uuid();
        row.title = create == null || create.title() == null ? null : Check.title(create.title(), "title");
        row.setAccess(create == null || create.access() == null ? Applications.Access.MEMBERS : create.access());
        row.ownerId = owner;
        row.createdAt = clock.instant();
        row.persist();
        // The token's row refers to it, and Hibernate does not know the order.
        ApplicationEntity.flush();
        return new Applications.Provisioned(row.toContract(), tokens.issue(row.id));
    }

    @Transactional
    Versioned read(UUID id) {
        ApplicationEntity row = ApplicationEntity.findById(id);
        return Versioned.of(found(row));
    }

    @Transactional
    Versioned patch(UUID id, MergePatch<Applications.Patch> patch, @Nullable String ifMatch) {
        ApplicationEntity row = found(ApplicationEntity.locked(id));
        EntityTags.requireMatch(ifMatch, row.version);
        if (patch.names("title")) {
            String title = patch.value().title();
            row.title = title == null ? null : Check.title(title, "title");
        }
        if (patch.names("access")) {
            Applications.Access access = patch.value().access();
            row.setAccess(access == null ? Applications.Access.MEMBERS : access);
        }
        ApplicationEntity.flush();
        return Versioned.of(row);
    }

    @Transactional
    Applications.Rotated rotate(UUID id, Applications.@Nullable Rotate rotate) {
        int grace = rotate == null || rotate.graceSeconds() == null ? 0 : rotate.graceSeconds();
        if (grace < 0 || grace > MAX_GRACE_SECONDS) {
            throw ContractException.invalid(
                    "graceSeconds", "graceSeconds must be a whole number from 0 to " + MAX_GRACE_SECONDS);
        }
        found(ApplicationEntity.locked(id));
        Instant end = clock.instant().plus(Duration.ofSeconds(grace));
        tokens.expire(id, end);
        return new Applications.Rotated(tokens.issue(id), end);
    }

    private static ApplicationEntity found(@Nullable ApplicationEntity row) {
        if (row == null) {
            throw new ContractException(ErrorCode.APPLICATION_NOT_FOUND);
        }
        return row;
    }
}
