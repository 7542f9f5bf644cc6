package org.kpirunner.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Settings that come as variables, or in the files that variables with {@code _FILE} name, as container secrets do. */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** What the variable holds, else what is in the file that {@code NAME_FILE} names; empty when there is neither. */
    public Optional<String> value(String name) {
        return variable(name).or(() -> variable(name + "_FILE").map(file -> content(name + "_FILE", file)));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }

    private static String content(String name, String file) {
        try {
            return Files.readString(Path.of(file.strip())).stripTrailing();
        } catch (IOException | InvalidPathException e) {
            throw new KpiException(Reason.BAD_CONFIGURATION, name + " names " + file + ", which cannot be read", e);
        }
    }
}
