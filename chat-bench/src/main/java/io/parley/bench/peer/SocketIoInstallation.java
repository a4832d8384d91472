package io.parley.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The server's sources with the packages that they need, from the npm registry as their lock file says. */
final class SocketIoInstallation {
    private static final int NODE = 20;
    private static final List<String> SOURCES = List.of("server.js", "store.js", "package.json", "package-lock.json");

    private final PeerFolder folder;

    SocketIoInstallation(PeerFolder folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder.installed();
    }

    Path server() {
        return folder.installed().resolve("server.js");
    }

    /** Statements that make its tables. */
    String schema() throws IOException {
        return Files.readString(folder.sources().resolve("schema.sql"));
    }

    void install() throws PeerUnavailable {
        try {
            Files.createDirectories(folder());
            String version = new Tool("node").run(folder(), List.of("--version"));
            if (Integer.parseInt(version.replaceFirst("v(\\d+).*", "$1")) < NODE) {
                throw new PeerUnavailable("Socket.IO's server needs Node.js " + NODE + ", and this one is " + version);
            }
            boolean current = installed();
            for (String source : SOURCES) {
                Files.copy(
                        folder.sources().resolve(source),
                        folder().resolve(source),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            if (!current) {
                Files.deleteIfExists(stamp());
                // No scripts: none of its packages needs one.
                new Tool("npm").run(folder(), List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund"));
                Files.copy(folder().resolve("package-lock.json"), stamp());
            }
        } catch (IOException e) {
            throw new PeerUnavailable("Socket.IO's server cannot be installed: " + e.getMessage());
        }
    }

    /** What the packages were installed from. */
    private Path stamp() {
        return folder().resolve("installed.json");
    }

    private boolean installed() throws IOException {
        return Files.exists(stamp()) && Files.mismatch(stamp(), folder.sources().resolve("package-lock.json")) < 0;
    }
}
