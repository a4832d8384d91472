package io.parley.realtime.session;

import io.parley.contract.error.ErrorCode;

/** What is counted here. From any thread. */
public interface SessionMeter {
    void slowConsumer();

    void refused(ErrorCode code);
}
