package io.parley.stack.process;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedProcessTest {
    private static final List<String> LISTENER =
            List.of("bash", "-c", "trap 'echo told; exit 0' TERM; echo up; while :; do sleep 0.05; done");

    @TempDir
    private Path folder;

    private Path log() {
        return folder.resolve("process.log");
    }

    private GuardedProcess start(List<String> command) {
        return GuardedProcess.start(Launch.of(command, folder, Map.of(), log()));
    }

    private GuardedProcess listener() {
        GuardedProcess process = start(LISTENER);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(log()).contains("up"));
        return process;
    }

    @Test
    void aStopIsToldToTheProcessItself() throws Exception {
        // Given
        GuardedProcess process = listener();
        assertTrue(ProcessHandle.of(process.pid()).isPresent());

        // When
        process.stop();

        // Then
        assertFalse(process.alive());
        assertEquals("up\ntold\n", Files.readString(log()));
    }

    @Test
    void aKillTellsTheProcessNothing() throws Exception {
        // Given
        GuardedProcess process = listener();

        // When
        process.kill();

        // Then
        assertFalse(process.alive());
        assertEquals("up\n", Files.readString(log()));
    }

    @Test
    void aProcessEndsWhenTheOneThatStartedItIsKilled() throws Exception {
        // Given a JVM that starts a process and waits
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Starter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = Long.parseLong(starter.inputReader().readLine());
        ProcessHandle started = ProcessHandle.of(pid).orElseThrow();

        // When
        starter.destroyForcibly();

        // Then
        await().atMost(Duration.ofMinutes(1)).until(() -> !started.isAlive());
    }

    /** Runs in a JVM of its own. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            GuardedProcess process =
                    GuardedProcess.start(Launch.of(LISTENER, folder, Map.of(), folder.resolve("process.log")));
            System.out.println(process.pid());
            Thread.sleep(60_000);
        }
    }
}
