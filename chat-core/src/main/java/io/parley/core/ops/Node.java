package io.parley.core.ops;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * This process among its likes. The name is part of broker addresses: two processes that run at the same time must not
 * share one, which the random default sees to.
 */
@Singleton
public class Node {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final String name;

    @Inject
    Node(@ConfigProperty(name = "parley.node") Optional<String> configured, Ids ids) {
        this.name = configured.orElseGet(() -> "core-" + ids.shortId());
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException("parley.node must be 1 to 64 of A-Z a-z 0-9 _ -, not \"" + name + "\"");
        }
    }

    /** Unique among the running processes. */
    public String name() {
        return name;
    }
}
