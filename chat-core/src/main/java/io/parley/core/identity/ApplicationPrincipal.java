package io.parley.core.identity;

import java.security.Principal;
import java.util.UUID;

/** The application that an application token stands for. */
record ApplicationPrincipal(UUID application) implements Principal {
    @Override
    public String getName() {
        return "application:" + application;
    }
}
