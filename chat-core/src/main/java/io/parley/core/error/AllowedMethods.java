package io.parley.core.error;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.contract.Json;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which methods an address knows, for the {@code Allow} header that RFC 9110 asks of a 405 and that the framework leaves
 * out. Read from the API's own description, which the build has put beside the classes.
 */
@Singleton
class AllowedMethods {
    private static final String DESCRIPTION = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

    private final List<Address> addresses = read();

    private record Address(Pattern path, List<String> methods) {}

    /** The methods, comma-separated; empty when the address is not described. */
    String of(String path) {
        SortedSet<String> methods = new TreeSet<>();
        for (Address address : addresses) {
            if (address.path().matcher(path).matches()) {
                methods.addAll(address.methods());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private static List<Address> read() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream description = loader.getResourceAsStream(DESCRIPTION)) {
            List<Address> addresses = new ArrayList<>();
            JsonNode paths = description == null
                    ? Json.MAPPER.createObjectNode()
                    : Json.MAPPER.readTree(description).path("paths");
            paths.properties().forEach(path -> addresses.add(address(path.getKey(), path.getValue())));
            return List.copyOf(addresses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Address address(String template, JsonNode operations) {
        String path =
                Stream.of(PARAMETER.split(template, -1)).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
        List<String> methods = operations.properties().stream()
                .map(operation -> operation.getKey().toUpperCase(Locale.ROOT))
                .filter(List.of("GET", "PUT", "POST", "DELETE", "PATCH")::contains)
                .toList();
        return new Address(Pattern.compile(path), methods);
    }
}
