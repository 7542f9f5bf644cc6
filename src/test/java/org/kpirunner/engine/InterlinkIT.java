package org.kpirunner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.RealData;
import org.kpirunner.fixture.Separated;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.interlink.InterlinkData;
import org.kpirunner.fixture.interlink.InterlinkOracle;
import org.kpirunner.fixture.interlink.InterlinkServers;

/** The KPIs that a real platform had, as they were written, against three sources and against one plain Postgres. */
class InterlinkIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyKpiAnswersAsOnePlainPostgresDoes(@TempDir Path folder) throws IOException {
        Map<String, List<String>> kpis = new LinkedHashMap<>();
        Separated.rows(RealData.file("interlink/kpis.tsv"), '\t').forEach(row -> kpis.put(row.get(0), row));
        Files.writeString(folder.resolve("kpis.yaml"), kpisYaml(kpis));
        Map<String, String> environment = InterlinkServers.shared();

        JsonNode answers = run(folder, environment).path("kpis");

        Map<String, String> differences = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        try (InterlinkOracle oracle =
                InterlinkOracle.load(InterlinkData.generate(InterlinkServers.DOCUMENTS), Servers.postgres())) {
            for (JsonNode answer : answers) {
                String name = answer.path("name").asText();
                if (!answer.path("status").asText().equals("ok")) {
                    failures.put(
                            name,
                            answer.path("reason").asText() + ": "
                                    + answer.path("error").asText());
                    continue;
                }
                String ours = ours(answer.path("value"));
                String theirs = theirs(
                        oracle.query(Objects.requireNonNull(kpis.get(name)).get(3)));
                if (!ours.equals(theirs)) {
                    differences.put(name, ours + " where Postgres has " + theirs);
                }
            }
        }

        assertThat(answers).hasSize(59);
        assertThat(differences).isEmpty();
        assertThat(failures.keySet())
                .containsExactly(
                        "A10: Number of shared services between PAs and citizens that were co-produced through INTERLINK platform",
                        "A12: Number of shared services between PAs and private companies that were co-produced through INTERLINK platform");
        assertThat(failures.values())
                .allSatisfy(problem ->
                        assertThat(problem).startsWith("unknown_table: ").contains("\"permission\""));
    }

    private static JsonNode run(Path folder, Map<String, String> environment) {
        return InProcess.run(
                        environment,
                        List.of(
                                "run",
                                "--dry-run",
                                "--kpis",
                                folder.resolve("kpis.yaml").toString(),
                                "--state",
                                folder.resolve("state").toString(),
                                "--to",
                                "csv:" + folder.resolve("none.csv"),
                                "--format",
                                "json",
                                "--environment",
                                "development",
                                "--catalogs",
                                Folders.checkout()
                                        .resolve("deploy/trino/catalog")
                                        .toString()))
                .json();
    }

    /** JSON is YAML. */
    private static String kpisYaml(Map<String, List<String>> kpis) throws JsonProcessingException {
        List<Map<String, Object>> list = new ArrayList<>();
        for (List<String> row : kpis.values()) {
            list.add(Map.of(
                    "name", row.get(0),
                    "extract_count", row.get(1).equals("True"),
                    "environments", List.of(row.get(2).split(",", -1)),
                    "sql", row.get(3),
                    "max_rows", 10_000));
        }
        return JSON.writeValueAsString(list);
    }

    private static String ours(JsonNode value) {
        if (!value.isArray()) {
            return text(value.isNumber() ? value.decimalValue() : value.isNull() ? null : value.asText());
        }
        List<String> rows = new ArrayList<>();
        for (JsonNode row : value) {
            List<String> cells = new ArrayList<>();
            row.forEach(cell -> cells.add(ours(cell)));
            rows.add(String.join("|", cells));
        }
        return rows.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static String theirs(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(InterlinkIT::text).collect(Collectors.joining("|")))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Numbers to the 15 digits that an average has on both sides. */
    private static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString())
                    .round(new MathContext(15, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        return Objects.toString(value, "NULL");
    }
}
