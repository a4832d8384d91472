package io.parley.stack.server;

import io.parley.stack.process.Launch;
import io.parley.stack.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** One node of OpenSearch. */
public final class SearchServer extends Server {
    private static final int HEAP_MEGABYTES = 256;

    private final Endpoint.Search endpoint;

    public SearchServer(Place place, int port) {
        super(ServerKind.SEARCH, place);
        this.endpoint = new Endpoint.Search(port);
    }

    @Override
    public Endpoint.Search endpoint() {
        return endpoint;
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(place().data());
    }

    @Override
    Launch launch() {
        List<String> command = JavaProcess.command(HEAP_MEGABYTES, JavaProcess.Goal.QUICK_START);
        command.addAll(List.of(
                "-XX:MaxDirectMemorySize=96m",
                "-Dparley.search.port=" + endpoint.port(),
                // Nodes would talk to each other here; there is one only, so nobody needs to know it.
                "-Dparley.search.transport-port=" + Ports.free(),
                "-Dparley.search.data=" + place().data(),
                "-cp",
                place().checkout().searchClassPath(),
                "io.parley.stack.search.SearchMain"));
        return Launch.of(command, place().data(), Map.of(), place().log());
    }

    @Override
    public boolean healthy() {
        return Probe.ok(endpoint.uri().resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"));
    }
}
