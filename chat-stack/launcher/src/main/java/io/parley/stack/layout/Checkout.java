package io.parley.stack.layout;

import io.parley.stack.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A checkout of the project: the built parts, and {@code .parley/}, the git-ignored folder that holds all that the
 * launcher writes.
 *
 * @param root absolute path of the folder with {@code mvnw}
 */
public record Checkout(Path root) {
    private static final String LAUNCHER = "chat-stack/launcher";

    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    /** The checkout around the working directory: the nearest parent with {@code mvnw}. Set {@code parley.root} to choose another. */
    public static Checkout find() {
        String chosen = System.getProperty("parley.root");
        return chosen == null ? around(Path.of("")) : new Checkout(Path.of(chosen));
    }

    static Checkout around(Path folder) {
        for (@Nullable Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("mvnw"))) {
                return new Checkout(at);
            }
        }
        throw new StackException("No checkout of Parley was found around " + folder.toAbsolutePath()
                + ": none of its parent folders holds mvnw. Start it from inside the checkout.");
    }

    /** All that the launcher keeps. */
    public Path home() {
        return root.resolve(".parley");
    }

    /** Unpacked servers, shared by {@code ./chat up} and tests. */
    public Path servers() {
        return home().resolve("servers");
    }

    /** What the shared servers of tests write; thrown away with them. */
    public Path tests() {
        return home().resolve("test");
    }

    /** Working directories and logs of packaged services that tests start. */
    public Path testServices() {
        return tests().resolve("services");
    }

    public Path realmFiles() {
        return root.resolve("keycloak");
    }

    public Path keycloakArchive() {
        return built(root.resolve(LAUNCHER + "/target/keycloak/keycloak.zip"));
    }

    public Path launcherClasses() {
        return built(root.resolve(LAUNCHER + "/target/classes"));
    }

    /** What the launcher's own classes need, as {@code java -cp} wants it. */
    public String launcherLibraries() {
        return built(root.resolve(LAUNCHER + "/target/lib")) + "/*";
    }

    public String brokerClassPath() {
        return classPath("chat-stack/broker");
    }

    public String searchClassPath() {
        return classPath("chat-stack/search");
    }

    public String clientClassPath() {
        return classPath("chat-client");
    }

    private String classPath(String module) {
        Path target = root.resolve(module).resolve("target");
        return built(target.resolve("classes")) + System.getProperty("path.separator") + built(target.resolve("lib"))
                + "/*";
    }

    /** The packaged service of that module. */
    public Path serviceJar(String module) {
        return built(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    private Path built(Path path) {
        if (!Files.exists(path)) {
            throw new StackException(
                    "Not built yet: " + root.relativize(path) + ". Run ./mvnw -Pquick package in " + root + " first.");
        }
        return path;
    }
}
