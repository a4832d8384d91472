package io.parley.realtime.broker;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The name of this gateway: unique among all that run, since outcomes are addressed to it. */
@Singleton
public final class Node {
    private final String name;

    Node(@ConfigProperty(name = "parley.node") Optional<String> configured) {
        this.name = configured.orElseGet(Node::random);
        if (!name.matches("[A-Za-z0-9_-]{1,63}")) {
            throw new IllegalArgumentException("parley.node must be 1 to 63 of A-Z a-z 0-9 _ -");
        }
    }

    private static String random() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return "realtime-" + HexFormat.of().formatHex(bytes);
    }

    public String name() {
        return name;
    }
}
