package io.parley.stack.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.stack.layout.Checkout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatScriptTest {
    private record Result(int code, String output) {}

    @TempDir
    private Path folder;

    @Test
    void anUnknownCommandShowsTheHelpAndExitsWithTwo() throws Exception {
        Result result = chat(Map.of(), "dance");

        assertEquals(2, result.code());
        assertTrue(result.output().startsWith("Unknown command: dance"), result.output());
        assertTrue(result.output().contains("./chat COMMAND"), result.output());
    }

    @Test
    void withoutAJdkItSaysHowToGetOne() throws Exception {
        // Given
        Path old = jdk("old", "17.0.2");
        Path none = Files.createDirectories(folder.resolve("none"));

        // When
        Result result = chat(Map.of("JAVA_HOME", old.toString(), "PARLEY_JDKS", none.toString()), "jdk");

        // Then
        assertEquals(1, result.code());
        assertTrue(result.output().contains(old + ", which is not a JDK 25 or newer"), result.output());
        assertTrue(result.output().contains("sdk install java"), result.output());
    }

    @Test
    void theFirstJdkThatIsNewEnoughIsFound() throws Exception {
        // Given
        jdk("jdks/a", "21.0.1");
        Path found = jdk("jdks/b", "26");

        // When
        Result result = chat(Map.of("PARLEY_JDKS", folder.resolve("jdks").toString()), "jdk");

        // Then
        assertEquals(new Result(0, found + "\n"), result);
    }

    @Test
    void javaHomeIsPreferred() throws Exception {
        Path chosen = jdk("chosen", "25.0.3");

        Result result = chat(Map.of("JAVA_HOME", chosen.toString()), "jdk");

        assertEquals(new Result(0, chosen + "\n"), result);
    }

    /** What the script looks at: a javac that can be run, and the release file. */
    private Path jdk(String name, String version) throws Exception {
        Path home = folder.resolve(name);
        Path javac = Files.createDirectories(home.resolve("bin")).resolve("javac");
        Files.writeString(javac, "");
        assertTrue(javac.toFile().setExecutable(true));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Result chat(Map<String, String> environment, String command) throws Exception {
        var builder = new ProcessBuilder(
                        "bash", Checkout.find().root().resolve("chat").toString(), command)
                .redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        // The PATH of this machine may have a JDK of any age; here one that is too old comes first.
        Path first = jdk("on-the-path", "17").resolve("bin");
        builder.environment().merge("PATH", first.toString(), (path, mine) -> mine + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
