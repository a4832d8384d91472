package io.parley.core.identity;

import io.parley.contract.Check;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who makes a request, as the verified token says. */
public sealed interface Caller {
    /** As whom the caller writes: the user's id, or {@code application:<id>}. */
    String sender();

    /**
     * A person, or a client of the realm acting for itself.
     *
     * @param id the token's {@code sub}
     * @param username the token's {@code preferred_username}
     * @param displayName the token's {@code name}
     * @param roles realm roles
     */
    record User(
            String id, @Nullable String username, @Nullable String displayName, Set<String> roles) implements Caller {
        public User {
            roles = Set.copyOf(roles);
        }

        @Override
        public String sender() {
            return id;
        }
    }

    /** The holder of an application token: acts for the whole application, and for no other. */
    record ApplicationCaller(UUID application) implements Caller {
        @Override
        public String sender() {
            return Check.APPLICATION_SENDER + application;
        }
    }
}
