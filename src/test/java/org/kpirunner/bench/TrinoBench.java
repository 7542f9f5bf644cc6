package org.kpirunner.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.kpirunner.InProcess;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.dialect.portable.PortableQuery;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.RealData;
import org.kpirunner.fixture.Separated;
import org.kpirunner.fixture.TrinoServer;
import org.kpirunner.fixture.interlink.InterlinkData;
import org.kpirunner.fixture.interlink.InterlinkServers;

/** The KPIs of a real platform on Trino: as a script asks them, as kpi does, and on the embedded engine. */
public final class TrinoBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEYWORDS = """
            {"settings": {"number_of_replicas": 0, "refresh_interval": "-1"}, "aliases": {"log": {}}, "mappings":
              {"dynamic_templates": [{"texts": {"match_mapping_type": "string", "mapping": {"type": "keyword"}}}]}}""";

    private final int runs;
    private final Path work;
    private final Map<String, String> environment;
    private final TrinoServer server;
    private final List<String> queries;

    private TrinoBench(int runs, Path work, Map<String, String> environment, TrinoServer server, List<String> queries) {
        this.runs = runs;
        this.work = work;
        this.environment = environment;
        this.server = server;
        this.queries = queries;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int documents = Integer.parseInt(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        InterlinkData data = InterlinkData.generate(documents);
        try (PostgresServer postgres = PostgresServer.process();
                ElasticsearchServer elasticsearch = ElasticsearchServer.process()) {
            InterlinkServers.load(data, postgres);
            data.load(elasticsearch);
            Map<String, String> environment = InterlinkServers.environment(postgres, elasticsearch);
            try (TrinoServer server = TrinoServer.process(catalogs(), environment, Map.of())) {
                List<String> queries = Separated.rows(RealData.file("interlink/kpis.tsv"), '\t').stream()
                        .map(row -> row.get(3))
                        .toList();
                Path work = Files.createTempDirectory("kpi-bench-");
                TrinoBench bench = new TrinoBench(runs, work, environment, server, queries);
                StringBuilder rows = new StringBuilder(bench.row("text with a keyword field", 10));
                elasticsearch.send("DELETE", "/logs", "");
                elasticsearch.send("PUT", "/logs", KEYWORDS);
                data.load(elasticsearch);
                rows.append(bench.row("keyword", 3));
                Folders.remove(work);
                new PrintStream(System.out, true, StandardCharsets.UTF_8).print(text(documents, runs, rows));
            }
        }
        System.exit(0);
    }

    private static Path catalogs() {
        return Folders.checkout().resolve("deploy/trino/catalog");
    }

    private static String text(int documents, int runs, CharSequence rows) {
        return """
                ## A real platform's KPIs on Trino

                `bench/trino`: 59 KPIs over two Postgres 16 databases and %,d documents in Elasticsearch 8.7.1, with Trino 476,
                all on one machine of %d cores. Medians of %d runs in ms, on warm servers. "One by one" is a script that sends
                the portable form of each query over one connection; `kpi` has 4 at a time, and with rewriting asks one Postgres for
                several KPIs at once. To reach: so many times faster than one by one with rewriting. The answers of the three runs of `kpi` are compared cell by cell.

                | texts in the index are | one by one | `--no-rewrite` | `--engine trino` | embedded | times faster | to reach | alike | reached |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                %s""".formatted(documents, Runtime.getRuntime().availableProcessors(), runs, rows);
    }

    private String row(String texts, int wanted) throws IOException, SQLException {
        Path kpis = Files.writeString(work.resolve("kpis.yaml"), kpis());
        List<String> onTrino =
                List.of("--engine", "trino", "--trino-url", server.uri().toString());
        List<String> asItIs = new ArrayList<>(onTrino);
        asItIs.add("--no-rewrite");
        Measurement script = script();
        Measurement plain = measured(() -> run(kpis, asItIs));
        Measurement shorter = measured(() -> run(kpis, onTrino));
        Measurement embedded = measured(() -> run(kpis, List.of()));
        long alike = shorter.answers.entrySet().stream()
                .filter(answer -> answer.getValue().equals(plain.answers.get(answer.getKey()))
                        && answer.getValue().equals(embedded.answers.get(answer.getKey())))
                .count();
        double times = script.millis / shorter.millis;
        return "| %s | %.0f | %.0f | %.0f | %.0f | %.1f | %d | %d of %d | %s |\n"
                .formatted(
                        texts,
                        script.millis,
                        plain.millis,
                        shorter.millis,
                        embedded.millis,
                        times,
                        wanted,
                        alike,
                        queries.size(),
                        times >= wanted ? "yes" : "**no**");
    }

    /** How long all took, and what each was answered. */
    private record Measurement(double millis, Map<String, String> answers) {}

    @FunctionalInterface
    private interface Run {
        Map<String, String> answers();
    }

    private Measurement measured(Run run) {
        Map<String, String> answers = run.answers();
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) {
            long begin = System.nanoTime();
            run.answers();
            times[i] = (System.nanoTime() - begin) / 1e6;
        }
        return new Measurement(Numbers.median(times), answers);
    }

    private Measurement script() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "bench");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:trino://" + server.uri().getHost() + ":" + server.uri().getPort(), properties)) {
            Trino trino = new Trino(connection);
            List<String> portable = portable(trino);
            return measured(() -> {
                portable.forEach(trino::ask);
                return Map.of();
            });
        }
    }

    /** Without those two that have a typo, at which a script would stop. */
    private List<String> portable(Trino trino) {
        Map<List<String>, Map<String, ColumnKind>> tables = new HashMap<>();
        return queries.stream()
                .map(Query::parse)
                .filter(query -> !query.sql().contains("permissio ON"))
                .map(query -> PortableQuery.of(
                                query, table -> tables.computeIfAbsent(table, names -> columns(trino, names)))
                        .sql())
                .toList();
    }

    private static Map<String, ColumnKind> columns(Trino trino, List<String> table) {
        Map<String, ColumnKind> columns = new LinkedHashMap<>();
        for (String row : trino.ask("SELECT column_name, data_type FROM " + table.get(0)
                + ".information_schema.columns WHERE table_schema = lower('" + table.get(1)
                + "') AND table_name = lower('" + table.get(2) + "')")) {
            columns.put(row.substring(0, row.indexOf('|')), ColumnKind.of(row.substring(row.indexOf('|') + 1)));
        }
        return columns;
    }

    private String kpis() throws IOException {
        List<Map<String, Object>> kpis = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            kpis.add(Map.of("name", "k" + i, "sql", queries.get(i), "max_rows", 10_000, "timeout", "10m"));
        }
        return JSON.writeValueAsString(kpis);
    }

    private Map<String, String> run(Path kpis, List<String> options) {
        List<String> command = new ArrayList<>(List.of("run", "--dry-run", "--format", "json"));
        command.addAll(List.of("--as-of", InterlinkData.AS_OF.toString(), "--kpis", kpis.toString()));
        command.addAll(List.of("--catalogs", catalogs().toString(), "--to", "csv:" + work.resolve("none.csv")));
        command.addAll(List.of("--state", work.resolve("state").toString()));
        command.addAll(options);
        Kpi.Ran ran = InProcess.run(environment, command);
        Map<String, String> answers = new LinkedHashMap<>();
        List<JsonNode> all = new ArrayList<>();
        ran.json().path("kpis").forEach(kpi -> {
            all.add(kpi);
            answers.put(kpi.path("name").asText(), answer(kpi));
        });
        all.sort(Comparator.comparing(kpi -> -kpi.path("millis").asLong()));
        System.err.println(options + " " + ran.json().path("millis") + " ms; longest "
                + all.stream()
                        .limit(6)
                        .map(kpi -> kpi.path("name").asText() + " " + kpi.path("millis"))
                        .toList());
        return answers;
    }

    private static String answer(JsonNode kpi) {
        JsonNode value = kpi.path("value");
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::toString)
                        .sorted()
                        .toList()
                        .toString()
                : kpi.path("status").asText() + value;
    }
}
