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

    /** A command up to the class path; {@code heapMegabytes} bounds the heap. */
    public static List<String> command(int heapMegabytes) {
        return new ArrayList<>(List.of(
                executable(),
                "-Xms32m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.awt.headless=true",
                "-Djava.net.preferIPv4Stack=true"));
    }
}
