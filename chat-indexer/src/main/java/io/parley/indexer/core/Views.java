package io.parley.indexer.core;

import io.parley.contract.error.ContractException;
import io.parley.contract.rest.Internal;
import java.time.Duration;

/** What chat-core says of who searches. */
public interface Views {
    /**
     * What a user may not see now, whatever the index says.
     *
     * @param token the user's own
     * @param application its id, as it came
     * @throws ContractException whatever chat-core refuses the user for
     * @throws CoreAwayException when it did not answer in time
     */
    Internal.View view(String token, String application, Duration timeout);
}
