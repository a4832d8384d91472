package io.parley.stack.test;

import io.parley.stack.server.ServerKind;
import io.parley.stack.service.Service;
import io.parley.stack.service.ServiceProcess;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} its servers: joins the shared ones and configures the service for an installation of its
 * own. Fields of type {@link Tenancy} and {@link TestStack} in the test are filled.
 *
 * <p>Arguments: {@code service} names the module when {@code quarkus.application.name} does not; {@code core} is, for
 * chat-realtime, the base address of a chat-core, or {@code packaged} to start the packaged one on the same installation.
 */
public final class StackResource implements QuarkusTestResourceLifecycleManager {
    private static final String PACKAGED = "packaged";

    private final Tenancy tenancy = Tenancy.fresh();
    private Map<String, String> arguments = Map.of();
    private @Nullable ServiceProcess core;

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        var configuration = new HashMap<String, String>();
        for (Service service : services()) {
            configuration.putAll(configuration(service));
        }
        configuration.put("quarkus.http.test-port", "0");
        return configuration;
    }

    private Map<String, String> configuration(Service service) {
        TestStack stack = TestStack.shared();
        return switch (service) {
            case CORE -> stack.coreProperties(tenancy);
            case REALTIME -> stack.realtimeProperties(tenancy, core(stack));
            case INDEXER -> stack.indexerProperties(tenancy, core(stack));
        };
    }

    private URI core(TestStack stack) {
        // Port 9 discards: a test that needs no chat-core learns soon when it asks one after all.
        String where = arguments.getOrDefault("core", "http://127.0.0.1:9");
        if (!where.equals(PACKAGED)) {
            return URI.create(where);
        }
        stack.want(ServerKind.values());
        ServiceProcess started = ServiceProcess.start(Service.CORE, stack.coreProperties(tenancy));
        core = started;
        return started.uri();
    }

    /** The one under test; all of them where neither argument nor configuration names it. */
    private Service[] services() {
        String name = Optional.ofNullable(arguments.get("service")).orElseGet(StackResource::applicationName);
        Service[] named = Arrays.stream(Service.values())
                .filter(service -> service.module().equals(name))
                .toArray(Service[]::new);
        return named.length == 0 ? Service.values() : named;
    }

    private static String applicationName() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (@Nullable InputStream file = loader.getResourceAsStream("application.properties")) {
            var properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return properties.getProperty("quarkus.application.name", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector testInjector) {
        testInjector.injectIntoFields(tenancy, field -> field.getType() == Tenancy.class);
        testInjector.injectIntoFields(TestStack.shared(), field -> field.getType() == TestStack.class);
    }

    @Override
    public void stop() {
        if (core != null) {
            core.stop();
        }
    }
}
