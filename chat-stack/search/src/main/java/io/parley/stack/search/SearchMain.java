package io.parley.stack.search;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/**
 * Runs one OpenSearch node on 127.0.0.1 until the process is told to end. Reads the system properties
 * {@code parley.search.port}, {@code parley.search.transport-port} and {@code parley.search.data}.
 */
public final class SearchMain {
    private SearchMain() {}

    public static void main(String[] arguments) throws Exception {
        String port = System.getProperty("parley.search.port", "19200");
        String transport = System.getProperty("parley.search.transport-port", "19300");
        String data = System.getProperty("parley.search.data");
        var runner = new OpenSearchRunner();
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runner, ended), "stop"));
        runner.onBuild((node, settings) -> settings.put("http.port", port)
                .put("transport.port", transport)
                .put("network.host", "127.0.0.1")
                // No other node is looked for: the one of another checkout may run on this machine.
                .putList("discovery.seed_hosts")
                .put("node.processors", 1)
                // A developer's disk is often nearly full; the node must not turn read-only for that.
                .put("cluster.routing.allocation.disk.threshold_enabled", false));
        try {
            runner.build(OpenSearchRunner.newConfigs()
                    .clusterName("parley")
                    .numOfNode(1)
                    .basePath(data)
                    .useLogger());
        } catch (RuntimeException e) {
            e.printStackTrace();
            // The node may have left threads behind that would keep a dead process alive.
            System.exit(1);
        }
        ended.await();
    }

    private static void stop(OpenSearchRunner runner, CountDownLatch ended) {
        try {
            runner.close();
        } catch (IOException e) {
            System.err.println("The search engine did not stop cleanly: " + e);
        } finally {
            ended.countDown();
        }
    }
}
