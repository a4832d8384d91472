package io.parley.core.ops;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Refuses to start with a {@code parley.*} key that nobody reads: whoever set it believes that something is so which is not. Of
 * environment variables only one that is nearly a known one: platforms make variables of their own, such as of a service's name.
 */
@Singleton
class UnknownKeys {
    private static final String PREFIX = "parley.";
    private static final String VARIABLE_PREFIX = "PARLEY_";
    private static final String ENVIRONMENT = "EnvConfigSource";
    /** So many characters differ in what is taken for a slip of the hand. */
    private static final int SLIP = 2;

    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");

    private final Config config;
    private final KnownKeys known;

    @Inject
    UnknownKeys(Config config) {
        this(config, KnownKeys.read());
    }

    UnknownKeys(Config config, KnownKeys known) {
        this.config = config;
        this.known = known;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        // What runs tests is told by properties of the same prefix.
        if (!LaunchMode.current().isDevOrTest()) {
            check();
        }
    }

    void check() {
        List<String> unknown = new ArrayList<>();
        for (ConfigSource source : config.getConfigSources()) {
            boolean environment = source.getName().startsWith(ENVIRONMENT);
            for (String name : source.getPropertyNames()) {
                if (environment) {
                    variable(name, unknown);
                } else {
                    key(PROFILE.matcher(name).replaceFirst(""), source, unknown);
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(String.join(" ", unknown) + " All keys are in docs/configuration.md.");
        }
    }

    private void key(String key, ConfigSource source, List<String> unknown) {
        if (key.startsWith(PREFIX) && !known.has(key)) {
            unknown.add("There is no key %s, which %s sets; the nearest is %s."
                    .formatted(key, source.getName(), known.nearest(key)));
        }
    }

    private void variable(String name, List<String> unknown) {
        if (!name.startsWith(VARIABLE_PREFIX) || known.hasVariable(name)) {
            return;
        }
        String nearest = known.nearestVariable(name);
        if (KnownKeys.distance(name, nearest) <= SLIP) {
            unknown.add("There is no variable %s; the nearest is %s.".formatted(name, nearest));
        }
    }
}
