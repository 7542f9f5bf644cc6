package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.InProcess;
import org.kpirunner.engine.trino.BothEngines.Pair;
import org.kpirunner.fixture.Folders;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.fixture.RealData;
import org.kpirunner.fixture.Separated;
import org.kpirunner.fixture.TrinoServer;
import org.kpirunner.fixture.interlink.InterlinkServers;

/** The shipped KPIs, and those of a real platform, have the same answers on Trino as on the embedded engine. */
@Tag("trino")
class ParityIT {
    private static final Path CATALOGS = Folders.checkout().resolve("deploy/trino/catalog");

    /** A source is asked in its own language. */
    private static final String SHORTER = "system\\.(query|raw_query)\\(";

    @Test
    void shippedKpisAndThoseOfARealPlatformAreAlike(@TempDir Path folder) {
        Map<String, String> environment = InterlinkServers.shared();
        TrinoServer trino = TrinoServer.shared();
        push(folder, environment, trino);
        BothEngines both =
                new BothEngines(folder, CATALOGS, environment, trino.uri().toString());

        Instant start = Instant.now();
        compare(both);
        Instant between = Instant.now();
        compare(both, "--no-rewrite");

        assertThat(sent(trino, start, SHORTER)).isPositive();
        assertThat(sent(trino, between, SHORTER)).isZero();
        long asTheyAre = sent(trino, between, "");
        long shorter = sent(trino, start, "") - asTheyAre;
        System.out.println("with " + shorter + " queries of Trino, and the same with " + asTheyAre);
        assertThat(shorter).isLessThan(asTheyAre / 2);
    }

    private static void compare(BothEngines both, String... options) {
        List<Pair> shipped = both.ask(Folders.checkout().resolve("kpis.yaml"), options);
        List<Pair> real = both.ask(
                Separated.rows(RealData.file("interlink/kpis.tsv"), '\t').stream()
                        .map(row -> row.get(3))
                        .toList(),
                options);

        List<Pair> all = new ArrayList<>(shipped);
        all.addAll(real);
        System.out.println(all.stream().filter(Pair::isEqual).count() + " of " + all.size() + " KPIs alike: "
                + shipped.size() + " shipped, " + real.size() + " of a real platform");
        assertThat(shipped).hasSizeGreaterThanOrEqualTo(30).allMatch(Pair::isEqual);
        // Two have a typo, and fail alike.
        assertThat(real)
                .hasSize(59)
                .filteredOn(pair -> !pair.isEqual())
                .allMatch(pair -> pair.embedded().isFailure() && pair.trino().isFailure());
        assertThat(real).filteredOn(pair -> pair.trino().isFailure()).hasSize(2);
    }

    /** How many queries with such a text have been answered since then. */
    private static long sent(TrinoServer trino, Instant since, String pattern) {
        return trino.execute("SELECT query_id FROM system.runtime.queries WHERE source = 'kpi' AND state = 'FINISHED'"
                        + " AND created >= from_iso8601_timestamp('" + since + "')"
                        + " AND regexp_like(query, '" + pattern + "')")
                .size();
    }

    private static void push(Path folder, Map<String, String> environment, TrinoServer trino) {
        List<String> command = List.of(
                "catalogs",
                "push",
                "--replace",
                "--catalogs",
                CATALOGS.toString(),
                "--trino-url",
                trino.uri().toString(),
                "--state",
                folder.resolve("state").toString());

        Kpi.Ran first = InProcess.run(environment, command);
        Kpi.Ran second = InProcess.run(environment, command);

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(second.out()).isEqualTo("""
                        keep catalogue: unchanged
                        keep coproduction: unchanged
                        keep elastic2: unchanged
                        """);
        assertThat(second.err()).isEqualTo("nothing changed\n");
        assertThat(first.out()
                        + first.err()
                        + trino.execute("SELECT query FROM system.runtime.queries WHERE source = 'kpi'"))
                .doesNotContain(environment.getOrDefault("POSTGRES_PASSWORD", "none"));
    }
}
