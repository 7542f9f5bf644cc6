package org.kpirunner.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.Durations;
import org.kpirunner.problem.MistakesException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The schema that editors use says the same as the reader. */
class KpiSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode text = read(Path.of("kpis.schema.json"));
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(text);

    @Test
    void schemaAndReaderKnowTheSameKeys() {
        JsonNode definitions = text.path("definitions");

        assertThat(definitions.path("kpi").path("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(KpiForm.KEYS);
        assertThat(definitions.path("defaults").path("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Defaults.KEYS);
        assertThat(text.path("anyOf").path(1).path("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(KpiReader.ROOT_KEYS);
    }

    @Test
    void schemaNamesTheDefaultsOfTheReader() {
        JsonNode definitions = text.path("definitions");

        assertThat(Durations.parse(definitions.path("timeout").path("default").asText()))
                .contains(Defaults.NONE.timeout());
        assertThat(definitions.path("retries").path("default").asInt()).isEqualTo(Defaults.NONE.retries());
        assertThat(definitions.path("max_rows").path("default").asInt()).isEqualTo(Defaults.NONE.maxRows());
    }

    @Test
    void shippedFileIsValid() throws IOException {
        assertThat(schema.validate(yaml(Files.readString(Path.of("kpis.yaml")))))
                .isEmpty();
    }

    @Test
    void fileWithTenMistakesIsNot() throws IOException {
        assertThat(schema.validate(yaml(Files.readString(Path.of("src/test/resources/kpis/ten-mistakes.yaml")))))
                .isNotEmpty();
    }

    @Test
    void bothAcceptTheSameValues() {
        for (String line : List.of(
                "unit: users",
                "unit: 3",
                "id: x",
                "renamed_from: A",
                "renamed_from: [A, B]",
                "tags: x",
                "tags: []",
                "tags: [2026, x]",
                "environments: [production]",
                "timeout: 30s",
                "timeout: 1d",
                "timeout: 1h30m",
                "timeout: 24h",
                "retries: 0",
                "retries: 10",
                "extract_count: true",
                "extract_count: False",
                "enabled: false",
                "extract_count: true\n  warn: '> 5'",
                "extract_count: true\n  fail: ' <=-0.5 '",
                "max_rows: 1")) {
            assertThat(isAcceptedByReader(line)).as("reader: " + line).isTrue();
            assertThat(schema.validate(kpi(line))).as("schema: " + line).isEmpty();
        }
    }

    @Test
    void bothRefuseTheSameValues() {
        for (String line : List.of(
                "appendTo: x",
                "unit:",
                "unit: ' '",
                "unit: [x]",
                "unit: {a: b}",
                "tags: [[x]]",
                "tags: ['']",
                "tags: {}",
                "timeout: 30",
                "timeout: 0s",
                "timeout: ''",
                "timeout: 1.5m",
                "retries: -1",
                "retries: 11",
                "retries: '1'",
                "retries: 1.5",
                "extract_count: 'true'",
                "extract_count: 1",
                "enabled: maybe",
                "max_rows: 0",
                "max_rows: 100001",
                "max_rows: many",
                "extract_count: true\n  warn: 5",
                "extract_count: true\n  warn: 'above 5'",
                "extract_count: true\n  fail: ''",
                "name: [B]")) {
            assertThat(isAcceptedByReader(line)).as("reader: " + line).isFalse();
            assertThat(schema.validate(kpi(line))).as("schema: " + line).isNotEmpty();
        }
    }

    private static boolean isAcceptedByReader(String line) {
        try {
            return !KpiReader.read("kpis.yaml", text(line)).kpis().isEmpty();
        } catch (MistakesException e) {
            return false;
        }
    }

    private static JsonNode kpi(String line) {
        return yaml(text(line));
    }

    private static String text(String line) {
        String name = line.startsWith("name:") ? "" : "  name: A now\n";
        return "- sql: SELECT 1\n" + name + "  " + line + "\n";
    }

    private static JsonNode yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setWarnOnDuplicateKeys(false);
        return JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
