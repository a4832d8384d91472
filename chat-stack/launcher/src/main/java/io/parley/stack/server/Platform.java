package io.parley.stack.server;

import io.parley.stack.StackException;
import java.util.Locale;

/** The platforms that the servers' executables are there for. */
enum Platform {
    LINUX_AMD64("postgres-linux-x86_64.txz", "redis-server-6.2.6-v5-linux-amd64"),
    LINUX_ARM64("postgres-linux-arm_64.txz", "redis-server-6.2.7-linux-arm64"),
    MACOS_ARM64("postgres-darwin-arm_64.txz", "redis-server-6.2.6-v5-darwin-arm64");

    private final String postgres;
    private final String redis;

    Platform(String postgres, String redis) {
        this.postgres = postgres;
        this.redis = redis;
    }

    /** Class path resource of the PostgreSQL archive. */
    String postgres() {
        return postgres;
    }

    /** Class path resource of the Redis executable. */
    String redis() {
        return redis;
    }

    static Platform current() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        boolean arm = processor.equals("aarch64");
        if (system.startsWith("linux") && (arm || processor.equals("amd64"))) {
            return arm ? LINUX_ARM64 : LINUX_AMD64;
        }
        if (system.startsWith("mac") && arm) {
            return MACOS_ARM64;
        }
        throw new StackException("The servers come for Linux (x86-64, arm64) and macOS (arm64), not for " + system
                + " on " + processor + ". Point the services at servers elsewhere: see ./chat help up.");
    }
}
