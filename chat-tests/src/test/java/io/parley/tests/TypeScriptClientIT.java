package io.parley.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.parley.stack.test.TestStack;
import io.parley.tests.support.Parley;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The TypeScript client is built, and does what it promises: on its own, by the conformance cases, and with real services. */
class TypeScriptClientIT {
    private static final int NODE = 20;
    private static final Duration INSTALL = Duration.ofMinutes(3);
    private static final Duration TESTS = Duration.ofMinutes(5);
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");

    @Test
    void theTypeScriptClientPassesItsTests() throws IOException, InterruptedException {
        // Given
        needsNode();
        Parley parley = Parley.shared();
        Map<String, String> addresses = Map.of(
                "PARLEY_URL_CORE", base(parley.core(0).toString()),
                "PARLEY_URL_REALTIME", base(parley.gateway(0).toString()),
                "PARLEY_URL_SEARCH", base(parley.indexer().toString()),
                "PARLEY_URL_TOKEN",
                        base(TestStack.shared().keycloak().realm().toString()) + "/protocol/openid-connect/token");

        // When
        run(INSTALL, Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");

        // Then
        run(TESTS, addresses, "npm", "test");
    }

    private static String base(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static void needsNode() throws InterruptedException {
        try {
            Process node = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Matcher version = VERSION.matcher(said);
            if (node.waitFor() == 0 && version.matches() && Integer.parseInt(version.group(1)) >= NODE) {
                new ProcessBuilder("npm", "--version")
                        .redirectErrorStream(true)
                        .start()
                        .destroy();
                return;
            }
        } catch (IOException e) {
            // Not installed: said below.
        }
        String skipped =
                "The TypeScript client is not tested: that needs Node.js %d or newer, with npm.".formatted(NODE);
        System.out.println(skipped);
        abort(skipped);
    }

    /** In the client's folder, with what it says in a file: shown when it fails. */
    private static void run(Duration limit, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createDirectories(Path.of("target")).resolve("typescript-client.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(Path.of("../chat-client-ts").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertTrue(
                    process.waitFor(limit.toSeconds(), TimeUnit.SECONDS), () -> "not done in time:\n" + said(output));
            assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ":\n" + said(output));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String said(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
