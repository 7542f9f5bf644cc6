package org.kpirunner.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;

/**
 * What {@code bench/run} does: times runs of many KPIs, merged and not, beside statements that are merged by hand, and
 * beside Trino if that is wanted.
 */
public final class RunBench {
    private static final int PARALLEL = 4;
    private static final int WARM_UP = 12;
    private static final int CONDITIONS = 40;
    private static final double MOST_MILLIS = 20_000;
    private static final int DIGITS_OF_A_DOUBLE = 15;
    private static final String FRACTION = "-?\\d+(\\.\\d+)?";

    private final int rows;
    private final int documents;
    private final int repetitions;
    private final boolean keywords = Boolean.getBoolean("bench.keywords");
    private final RunResults results = new RunResults();

    private RunBench(List<String> arguments) {
        this.rows = Integer.parseInt(arguments.get(0));
        this.documents = Integer.parseInt(arguments.get(1));
        this.repetitions = Integer.parseInt(arguments.get(2));
    }

    /** Takes the rows of the largest table, the documents, how often to time each, and where the plot goes. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        RunBench bench = new RunBench(List.of(arguments));
        bench.run();
        String title = String.format(
                Locale.ROOT,
                "%,d rows, %,d documents%s",
                bench.rows,
                bench.documents,
                bench.keywords ? ", keywords" : "");
        out.println(bench.results.text(title, bench.repetitions));
        Files.writeString(Path.of(arguments[3]), bench.results.plot(title));
        System.exit(0);
    }

    private void run() throws Exception {
        ElasticsearchServer elasticsearch = Servers.elasticsearch();
        String index = elasticsearch.uniqueName("bench");
        Path folder = Folders.fresh("bench");
        Path catalogs = Files.createDirectory(folder.resolve("catalogs"));
        try (PostgresDatabase database = Servers.postgres().createDatabase("bench")) {
            say("filling");
            BenchData.fill(database, rows);
            BenchData.fill(elasticsearch, index, documents, rows, keywords);
            CatalogFolder sources = Workload.catalogs(
                    catalogs,
                    Map.of("pg", database.catalogProperties(), "es", elasticsearch.catalogProperties("logs")));
            try (EmbeddedEngine merged = new EmbeddedEngine(sources, PARALLEL);
                    EmbeddedEngine single = new EmbeddedEngine(sources, PARALLEL, false)) {
                BenchNative byHand = new BenchNative(database, elasticsearch, index, keywords);
                ninety(index, byHand, merged, single);
                conditions(byHand, merged, single);
                process(folder, catalogs, index);
                counts(index, merged);
            }
            if (Boolean.getBoolean("bench.trino")) {
                trino(catalogs, BenchKpis.ninety(index));
            }
        } finally {
            elasticsearch.send("DELETE", "/" + index, "");
            Folders.remove(folder);
        }
    }

    private void ninety(String index, BenchNative byHand, EmbeddedEngine merged, EmbeddedEngine single)
            throws Exception {
        List<String> queries = BenchKpis.ninety(index);
        Plan plan = Workload.plan(queries);
        List<String> failing = new ArrayList<>(List.of(Workload.kpis(queries)));
        failing.addAll(BenchKpis.FAILING);
        Plan troubled = Workload.plan(failing.toArray(String[]::new));
        double first = timed(() -> answers(merged, plan));
        check(queries, answers(merged, plan), answers(single, plan), byHand.answers());
        warm(RunResults.BY_HAND, 0, byHand::answers);
        warm(RunResults.MERGED, first, () -> answers(merged, plan));
        warm("90 KPIs, each alone", 0, () -> answers(single, plan));
        warm("90 KPIs, and four of which three fail", 0, () -> {
            if (!BenchKpis.failures(Workload.values(merged, troubled)).equals(BenchKpis.FAILURES)) {
                throw new IllegalStateException(
                        Workload.values(merged, troubled).toString());
            }
        });
    }

    /** What has nothing in common but its table: merged, each alone, and all in one statement. */
    private void conditions(BenchNative byHand, EmbeddedEngine merged, EmbeddedEngine single) throws Exception {
        for (String kind : List.of(BenchKpis.SCANNED, BenchKpis.INDEXED, BenchKpis.MIXED)) {
            List<String> conditions = BenchKpis.conditions(kind, CONDITIONS);
            Plan plan = Workload.plan(BenchKpis.counts(conditions));
            double first = timed(() -> answers(merged, plan));
            check(conditions, answers(merged, plan), answers(single, plan), byHand.counts(conditions));
            String what = CONDITIONS + " " + kind + RunResults.CONDITIONS;
            warm(what + RunResults.ALONE, 0, () -> answers(single, plan));
            warm(what + RunResults.AT_ONCE, 0, () -> byHand.counts(conditions));
            warm(what, first, () -> answers(merged, plan));
        }
    }

    private void counts(String index, EmbeddedEngine merged) throws Exception {
        for (int number : List.of(10, 1000)) {
            Plan counts = Workload.plan(BenchKpis.counts(number));
            Plan searches = Workload.plan(BenchKpis.counts(number, index));
            double first = timed(() -> answers(merged, counts));
            warm(number + " counts in Postgres", first, () -> answers(merged, counts));
            first = timed(() -> answers(merged, searches));
            warm(number + " counts in Elasticsearch", first, () -> answers(merged, searches));
        }
    }

    private void process(Path folder, Path catalogs, String index) throws IOException, InterruptedException {
        Path kpis =
                Files.writeString(folder.resolve("kpis.yaml"), Workload.yaml(Workload.kpis(BenchKpis.ninety(index))));
        List<String> command = List.of(
                Folders.checkout().resolve("kpi").toString(),
                "run",
                "--dry-run",
                "--format=csv",
                "--kpis=" + kpis,
                "--catalogs=" + catalogs,
                "--state=" + folder.resolve("state"),
                "--to=csv:" + folder.resolve("none.csv"));
        BenchProcess[] runs = new BenchProcess[repetitions];
        for (int i = 0; i < repetitions; i++) {
            runs[i] = BenchProcess.run(command, folder);
        }
        double[] millis = Arrays.stream(runs).mapToDouble(BenchProcess::millis).toArray();
        double[] memory =
                Arrays.stream(runs).mapToDouble(BenchProcess::megabytes).toArray();
        results.add(RunResults.PROCESS, 0, Numbers.median(millis));
        results.memory(Arrays.stream(memory).max().orElseThrow());
    }

    private void trino(Path catalogs, List<String> queries) throws Exception {
        say("trino");
        BenchTrino trino = BenchTrino.start(catalogs);
        try (trino) {
            trino.warm(queries.get(queries.size() - 1));
            results.add("90 KPIs, Trino one by one", 0, timed(() -> trino.ask(queries, 1)));
            results.add("90 KPIs, Trino with four connections", 0, timed(() -> trino.ask(queries, PARALLEL)));
        }
    }

    private static List<String> answers(EmbeddedEngine engine, Plan plan) {
        Map<String, String> values = Workload.values(engine, plan);
        return plan.steps().stream()
                .map(step -> Objects.requireNonNull(values.get(step.kpi().name())))
                .toList();
    }

    /** Cell by cell; averages as near as a double is to them. */
    private static void check(List<String> queries, List<String> merged, List<String> single, List<String> byHand) {
        for (int i = 0; i < queries.size(); i++) {
            if (!merged.get(i).equals(single.get(i)) || !isSame(merged.get(i), byHand.get(i))) {
                throw new IllegalStateException(
                        queries.get(i) + ": " + List.of(merged.get(i), single.get(i), byHand.get(i)));
            }
        }
    }

    private static boolean isSame(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        if (!one.matches(FRACTION) || !other.matches(FRACTION)) {
            return false;
        }
        BigDecimal number = new BigDecimal(one);
        BigDecimal difference = number.subtract(new BigDecimal(other)).abs();
        return difference.compareTo(number.abs().movePointLeft(DIGITS_OF_A_DOUBLE)) <= 0;
    }

    private interface Timed {
        void run() throws Exception;
    }

    private void warm(String what, double first, Timed timed) throws Exception {
        say(what);
        double spent = 0;
        for (int i = 0; i < WARM_UP && spent < MOST_MILLIS; i++) {
            spent += timed(timed);
        }
        double[] millis = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            millis[i] = timed(timed);
        }
        say(Arrays.toString(millis));
        results.add(what, first, Numbers.median(millis));
    }

    private static double timed(Timed timed) throws Exception {
        long begin = System.nanoTime();
        timed.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
