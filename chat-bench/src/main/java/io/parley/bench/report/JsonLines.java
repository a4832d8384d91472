package io.parley.bench.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line of JSON for the environment, then one for each repetition, written as soon as it ended. */
public final class JsonLines {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public JsonLines(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Begins the file. */
    public void begin(Environment environment) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "environment");
        line.put("at", environment.at().toString());
        line.put("cpu", environment.cpu());
        line.put("cores", environment.cores());
        line.put("memory", environment.memory());
        line.put("kernel", environment.kernel());
        line.put("jdk", environment.jdk());
        line.put("commit", environment.commit());
        line.put("label", environment.label());
        write(line);
    }

    public void add(Result result) {
        Outcome outcome = result.outcome();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", "result");
        line.put("workload", result.workload());
        line.put("variant", outcome.variant());
        line.put("target", result.target());
        line.put("repetition", result.repetition());
        line.put("valid", result.valid());
        line.put("faults", outcome.faults());
        line.put("notes", outcome.notes());
        line.put("parameters", result.parameters());
        Map<String, Double> figures = new LinkedHashMap<>();
        outcome.figures().forEach((figure, value) -> figures.put(figure.key(), value));
        line.put("figures", figures);
        line.put("cpuMicrosPerMessage", outcome.cpu());
        line.put("memoryBytes", outcome.memory());
        line.put("seconds", outcome.timeline());
        line.put("percentiles", outcome.percentiles());
        write(line);
    }

    private void write(Map<String, Object> line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
