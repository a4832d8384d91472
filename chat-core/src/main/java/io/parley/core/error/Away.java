package io.parley.core.error;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.parley.core.database.Database;
import io.quarkus.oidc.OIDCException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells a server that is away from a fault of ours: the former is worth a retry. */
final class Away {
    private static final Logger LOG = Logger.getLogger(Away.class);
    private static final int DEPTH = 16;

    private Away() {}

    /** The refusal that says which server is away, where that is the cause. */
    static Optional<ContractException> behind(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof SQLException sql && Database.away(sql)) {
                LOG.warnf("PostgreSQL is away: %s", sql.getMessage());
                return Optional.of(unavailable("The database is away; try again shortly."));
            }
            if (cause instanceof OIDCException || cause instanceof ConnectException) {
                LOG.warnf("A server is away: %s", cause.getMessage());
                return Optional.of(unavailable("A server that this needs is away; try again shortly."));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static ContractException unavailable(String detail) {
        return new ContractException(ErrorCode.UNAVAILABLE, detail);
    }
}
