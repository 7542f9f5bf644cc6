package org.kpirunner.engine.embedded.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.engine.embedded.execution.RandomRows;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;

/** Random batches end the same merged and unmerged: answers, failures and their reasons. */
class RandomBatchesIT {
    private static final int BATCHES = Integer.getInteger("kpi.random.batches", 40);
    private static final int FEWEST_STOCKS = 8;
    private static final int OF_ONE_STOCK = Math.max(1, Math.min(20, BATCHES / FEWEST_STOCKS));
    private static final long SEED = Long.getLong("kpi.random.seed", 20_261_122L);

    private static PostgresDatabase database;
    private static EmbeddedEngine merging;
    private static EmbeddedEngine single;

    @BeforeAll
    static void fillDatabase(@TempDir Path catalogs) {
        database = Servers.postgres().createDatabase("batches");
        for (String table : List.of("a", "b")) {
            database.execute("CREATE TABLE " + table + " (" + RandomRows.POSTGRES_COLUMNS + ")");
            database.copy(table, RandomRows.of(new Random(SEED + table.charAt(0))));
        }
        Catalogs folder = Workload.catalogs(catalogs, Map.of("pg", database.catalogProperties()));
        merging = new EmbeddedEngine(folder, 2);
        single = new EmbeddedEngine(folder, 2, false);
    }

    @AfterAll
    static void dropDatabase() {
        merging.close();
        single.close();
        database.close();
    }

    @Test
    void randomBatchesEndTheSameMergedAndUnmerged() {
        List<String> differences = new ArrayList<>();
        int failures = 0;
        int answers = 0;
        for (int begun = 0; begun < BATCHES; begun += OF_ONE_STOCK) {
            long seed = SEED + begun;
            Map<String, String> alone = new HashMap<>();
            for (List<String> queries : new RandomBatch(seed).batches(Math.min(OF_ONE_STOCK, BATCHES - begun))) {
                // What is worked out for a run serves the next one, at other times.
                List<String> later = queries.stream()
                        .map(query -> query.replace("2024-03-01", "2024-06-15"))
                        .toList();
                for (Plan plan : later.equals(queries) ? List.of(plan(queries)) : List.of(plan(queries), plan(later))) {
                    askAlone(plan, alone);
                    Map<String, String> merged = Workload.outcomes(merging, plan);
                    for (Step step : plan.steps()) {
                        String expected = String.valueOf(alone.get(step.sql()));
                        String found = String.valueOf(merged.get(step.kpi().name()));
                        answers += expected.startsWith("failed") ? 0 : 1;
                        failures += expected.startsWith("failed") ? 1 : 0;
                        if (!expected.equals(unplaced(found))) {
                            differences.add(
                                    seed + ": " + step.sql() + "\n  alone:  " + expected + "\n  merged: " + found);
                        }
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answers).isGreaterThan(BATCHES * 4);
        assertThat(failures).isGreaterThan(BATCHES / 4);
        System.getLogger(RandomBatchesIT.class.getName())
                .log(System.Logger.Level.INFO, "{0} batches: {1} answers, {2} failures", BATCHES, answers, failures);
    }

    /** What queries answer that are not known yet, each asked for itself. */
    private static void askAlone(Plan plan, Map<String, String> known) {
        List<Step> unknown = plan.steps().stream()
                .filter(step -> !known.containsKey(step.sql()))
                .toList();
        if (!unknown.isEmpty()) {
            Plan rest = new Plan(plan.run(), plan.asOf(), plan.zone(), plan.environment(), unknown, List.of());
            Map<String, String> outcomes = Workload.outcomes(single, rest);
            unknown.forEach(step -> known.put(
                    step.sql(), unplaced(String.valueOf(outcomes.get(step.kpi().name())))));
        }
    }

    /** How a query ended, wherever it stood in the file. */
    private static String unplaced(String outcome) {
        return outcome.replaceAll("kpis\\.yaml:\\d+:", "kpis.yaml:");
    }

    private static Plan plan(List<String> queries) {
        return Workload.plan(queries.stream()
                .map(query -> query.replaceAll("(FROM|JOIN) ([ab])\\b(?!\\.)", "$1 pg.public.$2 AS $2"))
                .toList());
    }
}
