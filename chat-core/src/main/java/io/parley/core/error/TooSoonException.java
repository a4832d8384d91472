package io.parley.core.error;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refusal of what may be done later, and when. */
public final class TooSoonException extends ContractException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long millis;

    /** @param millis after which the same request may be sent again */
    public TooSoonException(ErrorCode code, @Nullable String field, String detail, long millis) {
        super(code, field, detail);
        this.millis = millis;
    }

    /** For the {@code Retry-After} header: whole seconds, and never too few. */
    long seconds() {
        return Math.ceilDiv(millis, 1_000L);
    }
}
