package io.parley.core.identity;

import io.parley.contract.Check;
import io.parley.contract.error.ContractException;
import io.parley.contract.error.ErrorCode;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The caller of the request that is being answered. */
@Singleton
public class CurrentCaller {
    private final SecurityIdentity identity;

    @Inject
    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Whether no token was presented, as few addresses allow. */
    public boolean isAnonymous() {
        return identity.isAnonymous();
    }

    /**
     * The caller.
     *
     * @throws ContractException {@link ErrorCode#UNAUTHENTICATED} when there is none
     */
    public Caller get() {
        if (isAnonymous()) {
            throw new ContractException(ErrorCode.UNAUTHENTICATED, "Present a token: Authorization: Bearer …");
        }
        return switch (identity.getPrincipal()) {
            case ApplicationPrincipal principal -> new Caller.ApplicationCaller(principal.application());
            case JsonWebToken token -> user(token);
            default -> throw new ContractException(ErrorCode.UNAUTHENTICATED, "This kind of token is not known here.");
        };
    }

    /**
     * The caller, who must be a user.
     *
     * @throws ContractException {@link ErrorCode#FORBIDDEN} for an application token
     */
    public Caller.User user() {
        return switch (get()) {
            case Caller.User user -> user;
            case Caller.ApplicationCaller _ ->
                throw new ContractException(
                        ErrorCode.FORBIDDEN, "Only a user can do this; the token here is an application's.");
        };
    }

    private Caller.User user(JsonWebToken token) {
        return new Caller.User(
                subject(token), claim(token, "preferred_username"), claim(token, "name"), identity.getRoles());
    }

    private static String subject(JsonWebToken token) {
        try {
            return Check.subject(token.getSubject(), "sub");
        } catch (ContractException e) {
            throw new ContractException(ErrorCode.UNAUTHENTICATED, "The token has no usable subject: " + e.detail());
        }
    }

    private static @Nullable String claim(JsonWebToken token, String name) {
        return token.getClaim(name) instanceof String value && !value.isBlank() ? value : null;
    }
}
