package org.kpirunner.engine.embedded;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.planning.KeptPlans;
import org.kpirunner.engine.embedded.tables.Tables;
import org.kpirunner.fixture.RealData;
import org.kpirunner.fixture.Separated;
import org.kpirunner.fixture.interlink.InterlinkServers;
import org.kpirunner.problem.KpiException;

/** How long it takes to plan the KPIs that a real platform had: in a new process, in a warm one, and when plans are kept. */
final class PlanningBench {
    private static final int WARM_ROUNDS = 20;
    private static final int MOST_REFUSED = 2;
    private static final double NANOS_OF_A_MILLISECOND = 1e6;

    private final Sources sources;
    private final List<String> queries;
    private final Tables tables;
    private int refused;

    private PlanningBench(Sources sources, List<String> queries) {
        this.sources = sources;
        this.queries = queries;
        this.tables = Tables.of(sources::get, queries.stream().map(Query::parse).toList());
    }

    /** Writes the rows of a table into the file that is named. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = InterlinkServers.shared();
        List<String> queries = Separated.rows(RealData.file("interlink/kpis.tsv"), '\t').stream()
                .map(row -> row.get(3))
                .toList();
        try (Sources sources = new Sources(CatalogFolder.list(Path.of("deploy/trino/catalog"), environment), 1)) {
            PlanningBench bench = new PlanningBench(sources, queries);
            Files.write(Path.of(arguments[0]), bench.rows());
        }
    }

    /** Parsing is a part of planning, but what the sources tell of their tables is read before. */
    private List<String> rows() {
        readTables();
        Spent cold = round(new KeptPlans(), false);
        Spent warm = cold;
        for (int i = 0; i < WARM_ROUNDS; i++) {
            warm = round(new KeptPlans(), false);
        }
        KeptPlans kept = new KeptPlans();
        round(kept, true);
        Spent again = warm;
        for (int i = 0; i < WARM_ROUNDS; i++) {
            again = round(kept, true);
        }
        if (refused > (2 * WARM_ROUNDS + 3) * MOST_REFUSED) {
            throw new IllegalStateException(refused + " times a query was refused");
        }
        return List.of(
                row("the first time in a process", cold, "2500 ms"),
                row("in a warm process", warm, "4 ms each"),
                row("with plans that are kept", again, "nothing"));
    }

    /** What a round took on the clock, and of a processor: they are the same on a machine that does nothing else. */
    private record Spent(double wall, double processor) {}

    private String row(String what, Spent spent, String goal) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.2f ms | %s |",
                what,
                spent.wall(),
                spent.processor(),
                spent.processor() / queries.size(),
                goal);
    }

    private void readTables() {
        for (String sql : queries) {
            try {
                var unused = tables.of(Query.parse(sql), new Cancellation());
            } catch (KpiException e) {
                refused++; // two of them name a table that is not there
            }
        }
    }

    private Spent round(KeptPlans kept, boolean keep) {
        long begin = System.nanoTime();
        long processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<KeptPlans.Ready> all = new ArrayList<>();
        for (String sql : queries) {
            try {
                KeptPlans.Ready ready = kept.plan(sql, query -> tables.of(query, new Cancellation()));
                new Federation(
                                (catalog, part) -> sources.get(catalog).push(part),
                                new Cancellation(),
                                Memory.ofDefaultSize(),
                                Measuring.NONE)
                        .explained(ready.planned().plan());
                all.add(ready);
            } catch (KpiException e) {
                refused++; // two of them name a table that is not there
            }
        }
        Spent spent = new Spent(
                (System.nanoTime() - begin) / NANOS_OF_A_MILLISECOND,
                (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processor) / NANOS_OF_A_MILLISECOND);
        if (keep) {
            all.forEach(ready -> ready.keep().ifPresent(Runnable::run));
        }
        return spent;
    }
}
