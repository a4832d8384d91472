package io.parley.stack.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * Runs Artemis with one AMQP acceptor on 127.0.0.1 until the process is told to end. Reads the system properties
 * {@code parley.broker.port} and {@code parley.broker.data}, and the environment variables {@code PARLEY_BROKER_USER}
 * and {@code PARLEY_BROKER_PASSWORD}, which a process list does not show.
 */
public final class BrokerMain {
    private static final String ROLE = "parley";
    /**
     * What Artemis writes for auditors: three lines for each message, with its content. They are off unless a logging
     * configuration says so, and the JVM's own says INFO. Held here, because the log manager holds loggers weakly.
     */
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        AUDIT.setLevel(Level.OFF);
        int port = Integer.getInteger("parley.broker.port", 15672);
        Path data = Path.of(System.getProperty("parley.broker.data"));
        var server = new ActiveMQServerImpl(configuration(port, data), security());
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, ended), "stop"));
        server.registerBrokerPlugin(new PrefixSettings(server));
        server.start();
        ended.await();
    }

    private static void stop(ActiveMQServerImpl server, CountDownLatch ended) {
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("The broker did not stop cleanly: " + e);
        } finally {
            ended.countDown();
        }
    }

    private static Configuration configuration(int port, Path data) {
        var acceptor = new TransportConfiguration(
                NettyAcceptorFactory.class.getName(),
                Map.of(
                        "host", "127.0.0.1",
                        "port", port,
                        "protocols", "AMQP",
                        "amqpCredits", 1000,
                        "amqpLowCredits", 300),
                "amqp");
        return new ConfigurationImpl()
                .setName("parley")
                // Java's own file channels: libaio is not on every machine.
                .setJournalType(JournalType.NIO)
                // What is durable comes in bundles already: to wait for more before it is synced only makes it late.
                .setJournalBufferTimeout_NIO(100_000)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setJournalFileSize(4 * 1024 * 1024)
                .setJournalMinFiles(2)
                .setGlobalMaxSize(64L * 1024 * 1024)
                .setMaxDiskUsage(98)
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setThreadPoolMaxSize(16)
                .setScheduledThreadPoolMaxSize(2)
                .setPersistDeliveryCountBeforeDelivery(false)
                .setWildCardConfiguration(new WildcardConfiguration())
                .addAddressSetting("#", PrefixSettings.everything())
                .addAddressSetting("*.events", PrefixSettings.multicast())
                .putSecurityRoles("#", Set.of(everythingAllowed()))
                .setAcceptorConfigurations(Set.of(acceptor));
    }

    private static Role everythingAllowed() {
        return new Role(ROLE, true, true, true, true, true, true, true, true, true, true, true, true);
    }

    private static ActiveMQJAASSecurityManager security() {
        var users = new SecurityConfiguration();
        String user = System.getenv().getOrDefault("PARLEY_BROKER_USER", "parley");
        users.addUser(user, System.getenv("PARLEY_BROKER_PASSWORD"));
        users.addRole(user, ROLE);
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }
}
