package io.parley.tests.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The requests of an {@code .http} file, with its variables put in. */
record HttpCollection(Path file, List<Request> requests) {
    private static final Pattern VARIABLE = Pattern.compile("^@(\\w+) = (.+)$", Pattern.MULTILINE);
    private static final Pattern USE = Pattern.compile("\\{\\{(\\w+)}}");

    /** @param body empty when it has none */
    record Request(String title, String method, String address, Map<String, String> headers, String body) {}

    static HttpCollection read(Path file) throws IOException {
        String text = Files.readString(file);
        Map<String, String> variables = new LinkedHashMap<>();
        VARIABLE.matcher(text).results().forEach(one -> variables.put(one.group(1), one.group(2)));
        List<Request> requests = new ArrayList<>();
        String[] parts = Pattern.compile("^### ", Pattern.MULTILINE).split(text, -1);
        for (int i = 1; i < parts.length; i++) {
            requests.add(request(filled(parts[i], variables)));
        }
        return new HttpCollection(file, requests);
    }

    private static String filled(String text, Map<String, String> variables) {
        return USE.matcher(text).replaceAll(use -> value(use, variables));
    }

    private static String value(MatchResult use, Map<String, String> variables) {
        String value = variables.get(use.group(1));
        if (value == null) {
            throw new AssertionError("There is no variable " + use.group(1));
        }
        return value;
    }

    private static Request request(String text) {
        int end = text.indexOf("\n\n");
        String[] head = (end < 0 ? text : text.substring(0, end)).strip().split("\n", -1);
        String[] first = head[1].split(" ", 2);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 2; i < head.length; i++) {
            String[] header = head[i].split(": ", 2);
            headers.put(header[0], header[1]);
        }
        return new Request(
                head[0],
                first[0],
                first[1],
                headers,
                end < 0 ? "" : text.substring(end).strip());
    }
}
