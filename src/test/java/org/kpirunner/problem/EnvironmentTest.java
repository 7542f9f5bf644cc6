package org.kpirunner.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
    @TempDir
    Path folder;

    @Test
    void fileHoldsWhatTheVariableDoesNot() throws IOException {
        String file =
                Files.writeString(folder.resolve("secret"), " from the file\n").toString();

        assertThat(value(Map.of("KEY", "itself", "KEY_FILE", file))).contains("itself");
        assertThat(value(Map.of("KEY", " ", "KEY_FILE", file))).contains(" from the file");
        assertThat(value(Map.of("KEY_FILE", ""))).isEmpty();
    }

    @Test
    void fileThatCannotBeReadIsNamed() {
        Path missing = folder.resolve("missing");

        assertThatExceptionOfType(KpiException.class)
                .isThrownBy(() -> value(Map.of("KEY_FILE", missing.toString())))
                .withMessage("KEY_FILE names " + missing + ", which cannot be read");
        assertThatExceptionOfType(KpiException.class)
                .isThrownBy(() -> value(Map.of("KEY_FILE", "a\0b")))
                .withMessage("KEY_FILE names a\0b, which cannot be read");
    }

    private static Optional<String> value(Map<String, String> variables) {
        return new Environment(variables).value("KEY");
    }
}
