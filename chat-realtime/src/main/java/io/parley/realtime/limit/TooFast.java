package io.parley.realtime.limit;

import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;

/** Too much in too short a time. */
public final class TooFast extends ContractException {
    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long retryAfterMillis;

    /** @param limit names it in metrics */
    public TooFast(String limit, String message, long retryAfterMillis) {
        super(ErrorCode.RATE_LIMITED, message + "; try again in " + retryAfterMillis + " ms");
        this.limit = limit;
        this.retryAfterMillis = retryAfterMillis;
    }

    public String limit() {
        return limit;
    }

    public long retryAfterMillis() {
        return retryAfterMillis;
    }
}
