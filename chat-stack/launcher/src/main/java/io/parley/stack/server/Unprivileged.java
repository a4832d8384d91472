package io.parley.stack.server;

import io.parley.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL refuses to run as root. This gives the command that takes root's rights away first. */
final class Unprivileged {
    private static final String NOBODY = "65534";

    private Unprivileged() {}

    /** What to put before a command that writes to {@code data}; empty for who is not root. */
    static List<String> prefix(Path data) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        // A user namespace of its own: the process is root nowhere, and the files stay root's outside.
        if (works("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        // Where namespaces are denied, as in many containers: another user, who then must own the data.
        List<String> other = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (works(
                other.getFirst(),
                other.get(1),
                other.get(2),
                other.get(3),
                "test",
                "-x",
                String.valueOf(data.getParent()))) {
            Files.createDirectories(data);
            run("chown", "-R", NOBODY + ":" + NOBODY, data.toString());
            return other;
        }
        throw new StackException(
                "PostgreSQL refuses to run as root, and here neither unshare nor setpriv can take root's rights"
                        + " away for " + data
                        + ". Run ./chat as another user, or keep the checkout where every user may read it.");
    }

    private static boolean works(String... command) {
        try {
            return run(command) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
