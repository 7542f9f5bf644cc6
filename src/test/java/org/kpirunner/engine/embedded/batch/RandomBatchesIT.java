package org.kpirunner.engine.embedded.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.engine.embedded.execution.RandomRows;
import org.kpirunner.fixture.PostgresDatabase;
import org.kpirunner.fixture.Servers;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.spec.KpiReader;

/** Random batches end the same merged and unmerged: answers, failures and their reasons. */
class RandomBatchesIT {
    private static final int BATCHES = Integer.getInteger("kpi.random.batches", 40);
    private static final long SEED = Long.getLong("kpi.random.seed", 20_261_122L);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static PostgresDatabase database;
    private static EmbeddedEngine merging;
    private static EmbeddedEngine single;

    @BeforeAll
    static void fillDatabase(@TempDir Path catalogs) throws IOException {
        database = Servers.postgres().createDatabase("batches");
        for (String table : List.of("a", "b")) {
            database.execute("CREATE TABLE " + table + " (" + RandomRows.POSTGRES_COLUMNS + ")");
            database.copy(table, RandomRows.of(new Random(SEED + table.charAt(0))));
        }
        Files.writeString(catalogs.resolve("pg.properties"), database.catalogProperties());
        merging = new EmbeddedEngine(CatalogFolder.list(catalogs, Map.of()), 2);
        single = new EmbeddedEngine(CatalogFolder.list(catalogs, Map.of()), 2, false);
    }

    @AfterAll
    static void dropDatabase() {
        merging.close();
        single.close();
        database.close();
    }

    @Test
    void randomBatchesEndTheSameMergedAndUnmerged() throws JsonProcessingException {
        List<String> differences = new ArrayList<>();
        int failures = 0;
        int answers = 0;
        for (long seed = SEED; seed < SEED + BATCHES; seed++) {
            Plan plan = plan(new RandomBatch(seed).queries());
            Map<String, String> expected = outcomes(single, plan);
            Map<String, String> merged = outcomes(merging, plan);
            for (Step step : plan.steps()) {
                String name = step.kpi().name();
                String alone = String.valueOf(expected.get(name));
                answers += alone.startsWith("failed") ? 0 : 1;
                failures += alone.startsWith("failed") ? 1 : 0;
                if (!alone.equals(merged.get(name))) {
                    differences.add(
                            seed + ": " + step.sql() + "\n  alone:  " + alone + "\n  merged: " + merged.get(name));
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answers).isGreaterThan(BATCHES * 4);
        assertThat(failures).isGreaterThan(BATCHES / 4);
    }

    private static Plan plan(List<String> queries) throws JsonProcessingException {
        List<Map<String, Object>> kpis = new ArrayList<>();
        for (String query : queries) {
            String sql = query.replaceAll("(FROM|JOIN) ([ab])\\b(?!\\.)", "$1 pg.public.$2 AS $2");
            kpis.add(Map.of("name", "k" + kpis.size(), "sql", sql, "max_rows", 10_000));
        }
        List<Step> steps = KpiReader.read("kpis.yaml", JSON.writeValueAsString(kpis)).kpis().stream()
                .map(kpi -> new Step(kpi, kpi.sql()))
                .toList();
        return new Plan("0123456789ab", Instant.EPOCH, ZoneOffset.UTC, "default", steps, List.of());
    }

    private static Map<String, String> outcomes(EmbeddedEngine engine, Plan plan) {
        Map<String, String> outcomes = new TreeMap<>();
        engine.run(plan, outcome -> outcomes.put(outcome.step().kpi().name(), text(outcome)));
        return outcomes;
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            KpiException problem = failed.problem();
            return "failed: " + problem.reason().code() + ": " + problem.getMessage();
        }
        return ((Outcome.Answered) outcome).answer().toString();
    }
}
