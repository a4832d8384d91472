package io.parley.contract.golden;

import io.parley.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The golden samples of the wire: the JSON that the protocol documents show, that the contract's tests read and write,
 * and that other modules may feed to a server or compare with what it answered.
 */
public final class Golden {
    private Golden() {}

    /** The bytes of a sample, named as in {@code src/test/resources/golden}. */
    public static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no golden sample " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples' names, from the checkout. */
    public static Set<String> names() {
        try (Stream<Path> files = Files.list(Checkout.root().resolve("chat-contract/src/test/resources/golden"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a sample. */
    public static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** A sample as a record of the contract. */
    public static <T> T read(String name, Class<T> type) {
        return Json.read(bytes(name), type);
    }
}
