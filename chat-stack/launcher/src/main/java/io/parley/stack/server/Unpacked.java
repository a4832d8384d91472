package io.parley.stack.server;

import io.parley.stack.StackException;
import io.parley.stack.layout.Checkout;
import io.parley.stack.layout.Folders;
import io.parley.stack.process.FileLocks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Servers unpacked once into {@code .parley/servers}, whoever needs them first; a half unpacked one is never seen. */
final class Unpacked {
    private static final Properties VERSIONS = versions();

    private Unpacked() {}

    /** Fills an empty folder. */
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    /** The folder of that server in the version this build names, filled by {@code filler} when missing. */
    static Path folder(Checkout checkout, String server, Filler filler) throws IOException {
        Path folder = folder(checkout, server);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(checkout.servers());
        return FileLocks.holding(checkout.servers().resolve(server + ".lock"), () -> {
            if (!Files.isDirectory(folder)) {
                Path partial = folder.resolveSibling(folder.getFileName() + ".partial");
                Folders.delete(partial);
                Files.createDirectories(partial);
                filler.fill(partial);
                Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return folder;
        });
    }

    static boolean isThere(Checkout checkout, String server) {
        return Files.isDirectory(folder(checkout, server));
    }

    private static Path folder(Checkout checkout, String server) {
        return checkout.servers().resolve(server + "-" + VERSIONS.getProperty(server));
    }

    /** A file that a dependency carries. */
    static InputStream resource(String name) {
        @Nullable InputStream found = Unpacked.class.getResourceAsStream("/" + name);
        if (found == null) {
            throw new StackException(
                    name + " is not on the launcher's class path: this platform's profile was not active when"
                            + " it was built. Run ./mvnw -Pquick package.");
        }
        return found;
    }

    private static Properties versions() {
        var properties = new Properties();
        try (InputStream file = resource("io/parley/stack/versions.properties")) {
            properties.load(file);
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException("versions.properties cannot be read", e);
        }
    }
}
