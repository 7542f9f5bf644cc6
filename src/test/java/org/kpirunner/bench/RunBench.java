package org.kpirunner.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.spec.KpiReader;
import org.kpirunner.table.Plain;

/** What {@code bench/run} does: times runs of many KPIs, merged and not, beside statements that are merged by hand. */
public final class RunBench {
    private static final int PARALLEL = 4;

    private final int repetitions;
    private final PrintStream out;
    private final Map<String, Double> medians = new LinkedHashMap<>();

    private RunBench(int repetitions, PrintStream out) {
        this.repetitions = repetitions;
        this.out = out;
    }

    /** Takes the rows of the largest table, the documents, and how often to time each. */
    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        int documents = Integer.parseInt(arguments[1]);
        new RunBench(Integer.parseInt(arguments[2]), System.out).run(rows, documents);
        System.exit(0);
    }

    private interface Timed {
        void run() throws Exception;
    }

    private void run(int rows, int documents) throws Exception {
        ElasticsearchServer elasticsearch = Servers.elasticsearch();
        String index = elasticsearch.uniqueName("bench");
        Path catalogs = Files.createTempDirectory("kpi-bench");
        try (PostgresDatabase database = Servers.postgres().createDatabase("bench")) {
            BenchData.fill(database, rows);
            BenchData.fill(elasticsearch, index, documents, rows);
            Files.writeString(catalogs.resolve("pg.properties"), database.catalogProperties());
            Files.writeString(catalogs.resolve("es.properties"), elasticsearch.catalogProperties("logs"));
            try (EmbeddedEngine merged = new EmbeddedEngine(CatalogFolder.list(catalogs, Map.of()), PARALLEL);
                    EmbeddedEngine single =
                            new EmbeddedEngine(CatalogFolder.list(catalogs, Map.of()), PARALLEL, false)) {
                Plan ninety = plan(BenchKpis.ninety(index));
                BenchNative byHand = new BenchNative(database, elasticsearch, index);
                check(ninety, answers(merged, ninety), answers(single, ninety), byHand.answers());
                time("90 KPIs, merged by hand", byHand::answers);
                time("90 KPIs, merged", () -> answers(merged, ninety));
                time("90 KPIs, each alone", () -> answers(single, ninety));
                for (int number : List.of(10, 1000)) {
                    Plan counts = plan(BenchKpis.counts(number));
                    Plan searches = plan(BenchKpis.counts(number, index));
                    time(number + " counts in Postgres, merged", () -> answers(merged, counts));
                    time(number + " counts in Elasticsearch, merged", () -> answers(merged, searches));
                }
            }
        } finally {
            elasticsearch.send("DELETE", "/" + index, "");
            Files.deleteIfExists(catalogs.resolve("pg.properties"));
            Files.deleteIfExists(catalogs.resolve("es.properties"));
            Files.delete(catalogs);
        }
        report(rows, documents);
    }

    private static Plan plan(List<String> queries) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < queries.size(); i++) {
            yaml.append("- {name: k")
                    .append(i)
                    .append(", sql: '")
                    .append(queries.get(i).replace("'", "''"))
                    .append("'}\n");
        }
        List<Step> steps = KpiReader.read("kpis.yaml", yaml.toString()).kpis().stream()
                .map(kpi -> new Step(kpi, kpi.sql()))
                .toList();
        return new Plan("0123456789ab", Instant.EPOCH, ZoneOffset.UTC, "default", steps, List.of());
    }

    private static List<String> answers(EmbeddedEngine engine, Plan plan) {
        Map<Step, String> answers = new ConcurrentHashMap<>();
        engine.run(plan, outcome -> answers.put(outcome.step(), text(outcome)));
        return plan.steps().stream().map(answers::get).toList();
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            throw new IllegalStateException(failed.step().sql(), failed.problem());
        }
        return ((Outcome.Answered) outcome)
                .answer().rows().stream().flatMap(List::stream).map(Plain::of).collect(Collectors.joining(" "));
    }

    /** Cell by cell; numbers to the 15 digits that an average has everywhere. */
    private static void check(Plan plan, List<String> merged, List<String> single, List<String> byHand) {
        for (int i = 0; i < plan.steps().size(); i++) {
            List<String> cells = List.of(rounded(merged.get(i)), rounded(single.get(i)), rounded(byHand.get(i)));
            if (cells.stream().distinct().count() > 1) {
                throw new IllegalStateException(plan.steps().get(i).sql() + ": " + cells);
            }
        }
    }

    private static String rounded(String text) {
        return text.matches("-?\\d+\\.\\d+")
                ? new BigDecimal(text)
                        .round(new MathContext(15))
                        .stripTrailingZeros()
                        .toPlainString()
                : text;
    }

    private void time(String what, Timed timed) throws Exception {
        timed.run();
        timed.run();
        double[] millis = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            long begin = System.nanoTime();
            timed.run();
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        medians.put(what, millis[repetitions / 2]);
    }

    private void report(int rows, int documents) {
        List<String> lines = new ArrayList<>(List.of(
                "## Many KPIs as one workload",
                "",
                String.format(
                        Locale.ROOT,
                        "`bench/run`: %,d rows, %,d documents, medians of %d warm runs in one process, planning included; %d cores,"
                                + " load %.1f at the end.",
                        rows,
                        documents,
                        repetitions,
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
                "",
                "| what | ms | compared |",
                "| --- | --- | --- |"));
        medians.forEach((what, millis) ->
                lines.add(String.format(Locale.ROOT, "| %s | %.0f | %s |", what, millis, compared(what, millis))));
        lines.forEach(out::println);
    }

    private String compared(String what, double millis) {
        String base = what.startsWith("90") ? "90 KPIs, merged by hand" : what.replaceFirst("^\\d+", "10");
        return base.equals(what)
                ? ""
                : String.format(Locale.ROOT, "%.2f times \"%s\"", millis / medians.getOrDefault(base, millis), base);
    }
}
