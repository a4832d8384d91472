package io.parley.client.demo;

import java.io.Serial;

/** Something was not as promised; the message says what was expected and what was seen. */
final class StepFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StepFailed(String sentence) {
        super(sentence);
    }
}
