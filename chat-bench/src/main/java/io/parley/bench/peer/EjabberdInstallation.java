package io.parley.bench.peer;

import io.parley.stack.layout.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * ejabberd of the machine's own Debian, with the Erlang that it needs: the installed one, else the same packages unpacked
 * into a folder. Unpacked and not installed, because a benchmark shall leave the machine as it was: an installation makes
 * a user and starts a service, and needs root.
 */
final class EjabberdInstallation {
    private static final List<String> PACKAGES = List.of("ejabberd", "erlang-p1-pgsql");

    private final Path folder;

    EjabberdInstallation(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    private Path unpacked() {
        return folder.resolve("root");
    }

    boolean isComplete() {
        return root().isPresent();
    }

    void install() throws PeerUnavailable {
        if (isComplete()) {
            return;
        }
        try {
            Path packages = folder.resolve("packages");
            Path partial = folder.resolve("root.partial");
            Folders.delete(packages);
            Folders.delete(partial);
            Files.createDirectories(packages.resolve("partial"));
            Files.createDirectories(partial);
            download(packages);
            for (Path file : files(packages, ".deb")) {
                new Tool("dpkg").run(folder, List.of("--extract", file.toString(), partial.toString()));
            }
            if (!complete(partial)) {
                throw new PeerUnavailable(
                        "A part of Erlang is installed here, and the rest does not go with it: install "
                                + String.join(" and ", PACKAGES));
            }
            Folders.delete(unpacked());
            Files.move(partial, unpacked());
            Folders.delete(packages);
        } catch (IOException e) {
            throw new PeerUnavailable("ejabberd cannot be unpacked: " + e.getMessage());
        }
    }

    private void download(Path packages) throws PeerUnavailable {
        var arguments = Stream.concat(
                Stream.of(
                        "-o",
                        "Dir::Cache::archives=" + packages,
                        "-o",
                        "Debug::NoLocking=1",
                        "install",
                        "--yes",
                        "--no-install-recommends",
                        "--download-only"),
                PACKAGES.stream());
        new Tool("apt-get").run(folder, arguments.toList());
    }

    private Optional<Path> root() {
        return Stream.of(Path.of("/"), unpacked())
                .filter(EjabberdInstallation::complete)
                .findFirst();
    }

    private static boolean complete(Path root) {
        try {
            return !(find(root, "usr/lib/erlang", "erts-").isEmpty()
                    || find(root, "usr/lib/erlang/lib", "p1_pgsql-").isEmpty()
                    || libraries(root).isEmpty());
        } catch (IOException e) {
            return false;
        }
    }

    /** The folder of the machine's architecture that holds ejabberd's code. */
    private static Optional<Path> libraries(Path root) throws IOException {
        for (Path folder : find(root, "usr/lib", "")) {
            if (Files.isDirectory(folder) && !find(folder, "", "ejabberd-").isEmpty()) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static List<Path> find(Path root, String folder, String beginning) throws IOException {
        Path in = root.resolve(folder);
        if (!Files.isDirectory(in)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(path -> path.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> files(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(end)).sorted().toList();
        }
    }

    private Path installed() throws IOException {
        return root().orElseThrow(() -> new IOException("ejabberd is not installed"));
    }

    private Path programs() throws IOException {
        return find(installed(), "usr/lib/erlang", "erts-").getLast().resolve("bin");
    }

    /** The program that becomes Erlang's virtual machine; Debian's {@code erl} would look for it in one fixed place. */
    Path emulator() throws IOException {
        return programs().resolve("erlexec");
    }

    /** Statements that make ejabberd's tables. */
    Path schema() throws IOException {
        return installed().resolve("usr/share/ejabberd/sql/pg.sql");
    }

    /** What Erlang must know of its place. */
    Map<String, String> environment() throws IOException {
        String libraries = libraries(installed()).orElseThrow().toString();
        return new HashMap<>(Map.of(
                "ROOTDIR",
                installed().resolve("usr/lib/erlang").toString(),
                "BINDIR",
                programs().toString(),
                "EMU",
                "beam",
                "PROGNAME",
                "erl",
                "ERL_LIBS",
                libraries,
                "LD_LIBRARY_PATH",
                libraries,
                "ERL_MAX_PORTS",
                "65536",
                "ERL_MAX_ETS_TABLES",
                "1400"));
    }
}
