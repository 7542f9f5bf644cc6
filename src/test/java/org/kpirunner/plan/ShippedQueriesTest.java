package org.kpirunner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.dialect.Query;
import org.kpirunner.spec.KpiFile;
import org.kpirunner.spec.KpiReader;

/** The queries of the shipped kpis.yaml and the shipped catalogs belong together. */
class ShippedQueriesTest {
    private static final KpiFile FILE = KpiReader.load(Path.of("kpis.yaml"));
    private static final Planner PLANNER =
            new Planner(Instant.parse("2026-11-15T09:00:00Z"), ZoneOffset.UTC, "default", Selection.ALL);

    @Test
    void everyQueryIsUnderstood() {
        assertThat(PLANNER.mistakes(FILE)).isEmpty();
    }

    @Test
    void everyKpiRunsWhereNoEnvironmentIsNamed() {
        assertThat(PLANNER.plan(FILE, "run").skipped()).isEmpty();
    }

    @Test
    void everyTableIsOfAShippedCatalog() {
        List<String> catalogs =
                CatalogFolder.list(Path.of("deploy/trino/catalog"), Map.of()).names();

        assertThat(catalogs).containsExactly("catalogue", "coproduction", "elastic2");
        assertThat(PLANNER.plan(FILE, "run").steps())
                .allSatisfy(step -> assertThat(catalogs(step)).isNotEmpty().isSubsetOf(catalogs));
    }

    @Test
    void someQueriesAskPostgresAndElasticsearchAtOnce() {
        assertThat(PLANNER.plan(FILE, "run").steps())
                .filteredOn(step ->
                        catalogs(step).contains("elastic2") && catalogs(step).size() > 1)
                .hasSizeGreaterThanOrEqualTo(4);
    }

    private static Set<String> catalogs(Step step) {
        Set<String> catalogs = new TreeSet<>();
        for (List<String> table : Query.parse(step.sql()).tables()) {
            assertThat(table).as(step.kpi().name()).hasSize(3);
            catalogs.add(table.get(0).toLowerCase(Locale.ROOT));
        }
        return catalogs;
    }
}
