package org.kpirunner.engine.embedded.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.engine.Workload;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.ElasticsearchServer;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.Waiting;
import org.kpirunner.plan.Plan;

/** Counts in Elasticsearch that choose by the values of the same fields end the same together and alone. */
class SharedSearchesIT {
    private static final int BATCHES = Integer.getInteger("kpi.random.batches", 12);
    private static final List<String> TEXTS = List.of("a", "ab", "", "10", "Ü");

    private static ElasticsearchServer server;
    private static String plain;
    private static String several;
    private static EmbeddedEngine merging;
    private static EmbeddedEngine single;

    @BeforeAll
    static void fillIndices(@TempDir Path catalogs) {
        server = Servers.elasticsearch();
        plain = server.uniqueName("shared");
        several = server.uniqueName("several");
        Random random = new Random(20_261_122);
        List<String> documents = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            documents.add("{\"n\": " + i + or(random, ", \"s\": \"" + TEXTS.get(random.nextInt(TEXTS.size())) + "\"")
                    + or(random, ", \"i\": " + random.nextInt(-3, 9)) + or(random, ", \"b\": " + random.nextBoolean())
                    + or(random, ", \"m\": " + random.nextInt(1000)) + "}");
        }
        server.index(plain, documents);
        documents.add("{\"n\": 300, \"s\": [\"a\", \"ab\"], \"i\": 1, \"b\": true, \"m\": 5}");
        server.index(several, documents);
        Catalogs folder = Workload.catalogs(catalogs, Map.of("es", server.catalogProperties("logs")));
        merging = new EmbeddedEngine(folder, 2);
        single = new EmbeddedEngine(folder, 2, false);
    }

    private static String or(Random random, String field) {
        return random.nextInt(6) == 0 ? "" : field;
    }

    @AfterAll
    static void dropIndices() {
        merging.close();
        single.close();
        server.send("DELETE", "/" + plain, "");
        server.send("DELETE", "/" + several, "");
    }

    @Test
    void randomCountsEndTheSameTogetherAndAlone() {
        for (long seed = 0; seed < BATCHES; seed++) {
            Random random = new Random(seed);
            String form = List.of(
                            "s = ?", "i = #", "s IN (?, ?) AND i IN (#, #)", "b AND s = ?", "i = # AND s = ? AND b")
                    .get(random.nextInt(5));
            String index = random.nextInt(3) == 0 ? several : plain;
            List<String> kpis = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String aggregate = List.of("COUNT(*)", "COUNT(m) AS c, COUNT(*) AS d", "SUM(m) AS x", "MIN(m), MAX(i)")
                        .get(random.nextInt(4));
                kpis.add("SELECT " + aggregate + " FROM es.logs.\"" + index + "\" WHERE " + filled(form, random));
            }
            Plan plan = Workload.plan(kpis);

            assertThat(Workload.outcomes(merging, plan))
                    .as("seed %d: %s", seed, kpis)
                    .isEqualTo(Workload.outcomes(single, plan));
        }
    }

    @Test
    void countsByTheValuesOfTheSameFieldsAreOneSearch() {
        List<String> kpis = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            kpis.add("SELECT COUNT(*) FROM es.logs.\"" + plain + "\" WHERE s = 'a' AND i = " + i);
        }
        Plan plan = Workload.plan(kpis);

        assertThat(Workload.values(merging, plan)).isEqualTo(Workload.values(single, plan));
        assertThat(merging.explain(plan))
                .filteredOn(line -> line.startsWith("asked"))
                .containsExactly("asked of es once for k0, k1, k2, k3, k4, k5, k6, k7, k8, k9, k10, k11:");
    }

    @Test
    void allSearchesOfARunSeeTheSameState() throws Exception {
        String written = server.uniqueName("written");
        server.index(written, List.of("{\"part\": \"a\", \"n\": 1}"));
        AtomicBoolean isOver = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !isOver.get(); i++) {
                server.send(
                        "POST",
                        "/" + written + "/_doc?refresh=true",
                        "{\"part\": \"" + "ab".charAt(i % 2) + "\", \"n\": 1}");
            }
        });
        writer.start();
        String log = " FROM es.logs.\"" + written + "\"";
        Plan plan = Workload.plan(List.of(
                "SELECT COUNT(*)" + log,
                "SELECT COUNT(*)" + log + " WHERE part = 'a'",
                "SELECT COUNT(*)" + log + " WHERE part <> 'a'",
                "SELECT SUM(n)" + log,
                "SELECT COUNT(*) AS n FROM (SELECT _id" + log + " LIMIT 1000000)"));
        try {
            for (int run = 0; run < 6; run++) {
                int before = run;
                Waiting.until(() -> server.count(written) > before + 1);
                for (EmbeddedEngine engine : List.of(merging, single)) {
                    Map<String, String> outcomes = Workload.values(engine, plan);

                    long total = Long.parseLong(String.valueOf(outcomes.get("k0")));
                    long parts = Long.parseLong(String.valueOf(outcomes.get("k1")))
                            + Long.parseLong(String.valueOf(outcomes.get("k2")));
                    assertThat(parts).isEqualTo(total);
                    assertThat(outcomes).containsEntry("k3", "" + total).containsEntry("k4", "" + total);
                }
            }
        } finally {
            isOver.set(true);
            writer.join();
        }
        // The server forgets a little after it was told to.
        Waiting.until(() -> openSearches(written) == 0);
        server.send("DELETE", "/" + written, "");
    }

    /** What the server keeps for searches. */
    private static int openSearches(String index) {
        return server.send("GET", "/" + index + "/_stats/search", "")
                .path("_all")
                .path("primaries")
                .path("search")
                .path("open_contexts")
                .asInt();
    }

    private static String filled(String form, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char letter = form.charAt(i);
            text.append(
                    switch (letter) {
                        case '?' -> "'" + TEXTS.get(random.nextInt(TEXTS.size())) + "'";
                        case '#' -> Integer.toString(random.nextInt(-3, 10));
                        default -> letter;
                    });
        }
        return text.toString();
    }
}
