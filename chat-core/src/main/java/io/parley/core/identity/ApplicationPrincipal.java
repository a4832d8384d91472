package io.parley.core.identity;

import io.parley.contract.Check;
import java.security.Principal;
import java.util.UUID;

/** The application that an application token stands for. */
record ApplicationPrincipal(UUID application) implements Principal {
    @Override
    public String getName() {
        return Check.APPLICATION_SENDER + application;
    }
}
