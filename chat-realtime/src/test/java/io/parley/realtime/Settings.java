package io.parley.realtime;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Configuration as a service would read it. */
public final class Settings {
    private Settings() {}

    public static <T> T of(Class<T> type, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(values)
                .withMapping(type)
                .build()
                .getConfigMapping(type);
    }
}
