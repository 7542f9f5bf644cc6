package org.kpirunner.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.catalog.CatalogReader;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.spec.KpiReader;
import org.kpirunner.table.Plain;

/** Queries as one plan, whose steps are named {@code k0}, {@code k1} and so on, and how they ended. */
public final class Workload {
    private Workload() {}

    /** Catalogs in a folder, by name. */
    public static CatalogFolder catalogs(Path folder, Map<String, String> properties) {
        properties.forEach((name, text) -> {
            try {
                Files.writeString(folder.resolve(name + ".properties"), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return CatalogFolder.list(folder, Map.of());
    }

    /** A server as the source of a catalog "elastic", with more lines of its file. */
    public static ElasticsearchSource elasticsearch(ElasticsearchServer server, String... lines) {
        String properties = server.catalogProperties("default") + "\n" + String.join("\n", lines);
        return (ElasticsearchSource) CatalogReader.strict(Map.of())
                .read("elastic", "elastic.properties", properties)
                .source()
                .orElseThrow();
    }

    public static Plan plan(List<String> queries) {
        return plan(kpis(queries));
    }

    /** KPIs of the queries as {@link #plan(String...)} takes them. */
    public static String[] kpis(List<String> queries) {
        return queries.stream()
                .map(query -> "max_rows: 10000, sql: '" + query.replace("'", "''") + "'")
                .toArray(String[]::new);
    }

    /** The same of KPIs as kpis.yaml has them, in one line and without their names. */
    public static Plan plan(String... kpis) {
        List<Step> steps = KpiReader.read("kpis.yaml", yaml(kpis)).kpis().stream()
                .map(kpi -> new Step(kpi, kpi.sql()))
                .toList();
        return new Plan("0123456789ab", Instant.EPOCH, ZoneOffset.UTC, "default", steps, List.of());
    }

    /** The file with these KPIs. */
    public static String yaml(String... kpis) {
        return IntStream.range(0, kpis.length)
                .mapToObj(i -> "- {name: k" + i + ", " + kpis[i] + "}\n")
                .collect(Collectors.joining());
    }

    /** All that a run tells of its steps, by name. */
    public static Map<String, String> outcomes(Engine engine, Plan plan) {
        return run(engine, plan, Workload::text);
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            KpiException problem = failed.problem();
            return "failed: " + problem.reason().code() + ": " + problem.getMessage();
        }
        return ((Outcome.Answered) outcome).answer().toString();
    }

    /** The values of each step in a line, or why there are none, by name. */
    public static Map<String, String> values(Engine engine, Plan plan) {
        return run(engine, plan, Workload::values);
    }

    private static String values(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                ? failed.problem().reason().code()
                : ((Outcome.Answered) outcome)
                        .answer().rows().stream()
                                .flatMap(List::stream)
                                .map(Plain::of)
                                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> run(Engine engine, Plan plan, Function<Outcome, String> text) {
        Map<String, String> outcomes = new TreeMap<>();
        engine.run(plan, outcome -> outcomes.put(outcome.step().kpi().name(), text.apply(outcome)));
        return outcomes;
    }
}
