package io.parley.stack.server;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Zip;
import io.parley.stack.process.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keycloak's files, unpacked and optimized for the options this project always uses. */
final class KeycloakDistribution {
    private static final String SERVER = "keycloak";
    private static final int BUILD_HEAP_MEGABYTES = 512;

    private KeycloakDistribution() {}

    static boolean isThere(Checkout checkout) {
        return Unpacked.isThere(checkout, SERVER);
    }

    static Path folder(Checkout checkout, Path log) throws IOException {
        return Unpacked.folder(checkout, SERVER, folder -> {
            Zip.unpackWithoutTop(checkout.keycloakArchive(), folder);
            build(folder, log);
        });
    }

    private static void build(Path home, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        List<String> command = command(BUILD_HEAP_MEGABYTES, home);
        command.add(1, "-Dkc.config.build-and-exit=true");
        command.addAll(List.of("build", "--db=dev-file", "--health-enabled=true"));
        Process build = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (build.waitFor() != 0) {
                throw new StackException("Keycloak could not be optimized. " + LogTail.of(log));
            }
        } catch (InterruptedException e) {
            build.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** What {@code kc.sh} would run, up to Keycloak's own arguments; its shell would choose another garbage collector. */
    static List<String> command(int heapMegabytes, Path home) {
        List<String> command = JavaProcess.command(heapMegabytes, JavaProcess.Goal.QUICK_START);
        command.addAll(List.of(
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        return command;
    }
}
