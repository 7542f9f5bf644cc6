package org.kpirunner;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.PostgresServer;
import org.kpirunner.fixture.Servers;

/**
 * Runs 100 KPIs over and over in one process, as a scheduler does in a day of minutes, and looks at what grows. Prints a
 * table for bench/RESULTS.md; ends with 1 when something leaks or a row is missing.
 */
public final class Soak {
    private static final int KPIS = 100;
    private static final int WARM = 100;
    private static final double MOST_GROWTH = 1.10;
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    private final PrintStream out;
    private final Path folder;
    private final PostgresDatabase database;

    private Soak(PrintStream out, Path folder, PostgresDatabase database) {
        this.out = out;
        this.folder = folder;
        this.database = database;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Folders.fresh("soak");
        boolean isSound;
        PostgresServer server = Servers.postgres();
        try (PostgresDatabase database = server.createDatabase("soak")) {
            isSound = new Soak(out, folder, database).run(Integer.parseInt(arguments[0]));
        } finally {
            Folders.remove(folder);
        }
        System.exit(isSound ? 0 : 1);
    }

    /** What can leak, at one moment. */
    private record Reading(int run, long heap, int threads, long connections, long ledger) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %d | %.1f MB | %d | %d | %.1f MB |",
                    run,
                    heap / 1e6,
                    threads,
                    connections,
                    ledger / 1e6);
        }
    }

    private boolean run(int runs) throws IOException {
        prepare();
        out.println("| after run | heap after GC | threads | connections | ledger |");
        out.println("| --- | --- | --- | --- | --- |");
        long begin = System.nanoTime();
        Reading warm = null;
        Reading last = null;
        for (int run = 1; run <= runs; run++) {
            Kpi.Ran ran = InProcess.run(environment(), arguments(run));
            if (ran.exit() != 0) {
                out.println("run " + run + " ended with " + ran.exit() + "\n" + ran.err());
                return false;
            }
            if (run % WARM == 0 || run == runs) {
                last = read(run);
                warm = warm == null ? last : warm;
                out.println(last.line());
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<String> rows =
                Files.readAllLines(folder.resolve("kpis.csv")).stream().skip(1).toList();
        boolean isWhole = rows.size() == runs
                && new HashSet<>(rows).size() == runs
                && rows.stream().allMatch(row -> row.split(",", -1).length == KPIS + 1);
        out.printf(Locale.ROOT, "%n%d runs of %d KPIs in %.0f s, %d rows.%n", runs, KPIS, seconds, rows.size());
        return isWhole
                && warm != null
                && last != null
                && last.heap <= warm.heap * MOST_GROWTH
                && last.threads <= warm.threads
                && last.connections <= warm.connections;
    }

    private void prepare() throws IOException {
        database.execute(
                "CREATE TABLE item AS SELECT n, n % 7 AS kind, 'Item ' || n AS name FROM generate_series(1, 500) n");
        Files.createDirectories(folder.resolve("catalog"));
        Files.writeString(folder.resolve("catalog/shop.properties"), database.catalogProperties());
        Files.writeString(
                folder.resolve("kpis.yaml"),
                IntStream.range(0, KPIS).mapToObj(Soak::kpi).collect(Collectors.joining()));
    }

    /** Two of three are pushed down; the third joins and groups in this process. */
    private static String kpi(int number) {
        String sql = switch (number % 3) {
            case 0 -> "SELECT COUNT(*) + " + number + " FROM shop.public.item WHERE kind = " + number % 7;
            case 1 -> "SELECT MAX(name) FROM shop.public.item WHERE n < " + (number + 10);
            default ->
                "SELECT SUM(a.x) FROM (VALUES (1), (2), (" + number + ")) AS a (x) JOIN (VALUES (1), (" + number
                        + ")) AS b (x) ON a.x = b.x";
        };
        return "- name: KPI " + number + "\n  extract_count: true\n  sql: " + sql + "\n";
    }

    private Map<String, String> environment() {
        return Map.of("KPI_STATE", folder.resolve("state").toString(), "TZ", "UTC");
    }

    private List<String> arguments(int run) {
        return List.of(
                "run",
                "--kpis",
                folder.resolve("kpis.yaml").toString(),
                "--catalogs",
                folder.resolve("catalog").toString(),
                "--to",
                "csv:" + folder.resolve("kpis.csv"),
                "--as-of",
                START.plusSeconds(60L * run).toString());
    }

    private Reading read(int run) throws IOException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return new Reading(
                run,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                Long.parseLong(database.queryText("SELECT COUNT(*) FROM pg_stat_activity WHERE datname ="
                        + " current_database() AND pid <> pg_backend_pid()")),
                Files.size(folder.resolve("state/ledger.db")));
    }
}
