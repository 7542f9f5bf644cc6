package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kpirunner.InProcess;
import org.kpirunner.fixture.Kpi;

/** Asks the same KPIs of both engines, over the same catalogs. */
record BothEngines(Path folder, Path catalogs, Map<String, String> environment, String trinoUrl) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LARGE_NUMBER = Pattern.compile("-?\\d{16,}(\\.\\d+)?");

    /** What one KPI has on both engines, cell by cell as text. */
    record Pair(String sql, Told embedded, Told trino) {
        boolean isEqual() {
            return embedded.text.equals(trino.text);
        }

        /** The embedded engine says that it cannot answer, and why; a number is never wrong then. */
        boolean isRefused() {
            return List.of("not_supported", "unknown_function").contains(embedded.reason) && !trino.isFailure;
        }

        @Override
        public String toString() {
            return sql + "\n    embedded: " + embedded.shown() + "\n    trino:    " + trino.shown();
        }
    }

    /** An answer: its text, or the reason why there is none. */
    record Told(String text, boolean isFailure, String reason, String error) {
        private String shown() {
            String all = isFailure ? reason + ": " + error : text.replace("\n", "; ");
            return all.length() > 600 ? all.substring(0, 600) + "…" : all;
        }
    }

    /** Runs a list of queries as KPIs whose answers are rows. */
    List<Pair> ask(List<String> queries, String... options) {
        List<Map<String, Object>> kpis = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            kpis.add(Map.of("name", "k" + i, "sql", queries.get(i), "max_rows", 10_000, "timeout", "100s"));
        }
        try {
            Path file = folder.resolve("both.yaml");
            Files.writeString(file, JSON.writeValueAsString(kpis));
            return ask(file, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a file of KPIs. */
    List<Pair> ask(Path kpis, String... options) {
        List<Pair> pairs = new ArrayList<>();
        JsonNode embedded = run(kpis, List.of());
        List<String> onTrino = new ArrayList<>(List.of("--engine", "trino", "--trino-url", trinoUrl));
        onTrino.addAll(List.of(options));
        JsonNode trino = run(kpis, onTrino);
        Map<String, String> sql = sql(kpis);
        for (int i = 0; i < embedded.size(); i++) {
            String name = embedded.get(i).path("name").asText();
            String query = sql.getOrDefault(name, name);
            boolean isOrdered = query.toUpperCase(Locale.ROOT).lastIndexOf("ORDER BY") > query.lastIndexOf(')');
            pairs.add(new Pair(query, told(embedded.get(i), isOrdered), told(trino.get(i), isOrdered)));
        }
        return pairs;
    }

    private static Map<String, String> sql(Path kpis) {
        Map<String, String> sql = new LinkedHashMap<>();
        try {
            JSON.readTree(kpis.toFile())
                    .forEach(kpi ->
                            sql.put(kpi.path("name").asText(), kpi.path("sql").asText()));
        } catch (IOException e) {
            // A file for people, which is no JSON: there the name says enough.
        }
        return sql;
    }

    private JsonNode run(Path kpis, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                "run",
                "--dry-run",
                "--format",
                "json",
                "--as-of",
                "2026-11-15T09:00:00Z",
                "--environment",
                "development"));
        command.addAll(List.of("--kpis", kpis.toString(), "--catalogs", catalogs.toString()));
        command.addAll(List.of(
                "--to",
                "csv:" + folder.resolve("none.csv"),
                "--state",
                folder.resolve("state").toString()));
        command.addAll(options);
        Kpi.Ran ran = InProcess.run(environment, command);
        assertThat(ran.exit()).as(ran.err()).isLessThan(2);
        return ran.json().path("kpis");
    }

    private static Told told(JsonNode kpi, boolean isOrdered) {
        if (!kpi.path("status").asText().equals("ok")) {
            String reason = kpi.path("reason").asText();
            return new Told("failed: " + reason, true, reason, kpi.path("error").asText());
        }
        JsonNode value = kpi.path("value");
        if (!value.isArray()) {
            return new Told(cell(value), false, "", "");
        }
        List<String> rows = new ArrayList<>();
        value.forEach(row -> rows.add(row.properties().stream()
                .map(field -> field.getKey() + "=" + cell(field.getValue()))
                .collect(Collectors.joining("|"))));
        return new Told(
                (isOrdered ? rows.stream() : rows.stream().sorted()).collect(Collectors.joining("\n")), false, "", "");
    }

    /** Numbers to the 15 digits that a cell of a sheet keeps. */
    private static String cell(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue()
                    .round(new MathContext(15, RoundingMode.HALF_EVEN))
                    .stripTrailingZeros()
                    .toPlainString();
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(cell(item)));
            return items.toString();
        }
        // A number that is too large for others to read as one, whose trailing zeros say nothing.
        return LARGE_NUMBER.matcher(value.asText()).matches()
                ? new BigDecimal(value.asText()).stripTrailingZeros().toPlainString()
                : value.toString();
    }
}
