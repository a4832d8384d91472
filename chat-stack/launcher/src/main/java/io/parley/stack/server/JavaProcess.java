package io.parley.stack.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that starts a JVM as small as a developer's machine wants it. */
public final class JavaProcess {
    private JavaProcess() {}

    /** The {@code java} that runs this JVM. */
    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What the JVM's compilers should work for. */
    public enum Goal {
        /** Little CPU until it serves: about half of what the optimizing compiler would add, and less memory. */
        QUICK_START,
        /** Speed once it is warm. */
        THROUGHPUT
    }

    /** A command up to the class path; {@code heapMegabytes} bounds the heap. */
    public static List<String> command(int heapMegabytes, Goal goal) {
        var command = new ArrayList<>(List.of(
                executable(),
                "-Xms32m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=true"));
        if (goal == Goal.QUICK_START) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        return command;
    }
}
