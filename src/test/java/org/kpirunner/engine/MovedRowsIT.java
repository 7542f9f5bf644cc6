package org.kpirunner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.ElasticsearchRelay;
import org.kpirunner.fixture.PostgresRelay;
import org.kpirunner.fixture.RealData;
import org.kpirunner.fixture.Separated;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.interlink.InterlinkData;
import org.kpirunner.fixture.interlink.InterlinkServers;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Planner;
import org.kpirunner.plan.Selection;
import org.kpirunner.plan.Step;
import org.kpirunner.spec.KpiReader;

/** What goes over the wire for a KPI, counted between the engine and its sources. */
class MovedRowsIT {
    private static PostgresRelay postgres;
    private static ElasticsearchRelay elasticsearch;
    private static EmbeddedEngine engine;

    @BeforeAll
    static void standBetween() {
        Map<String, String> environment = new LinkedHashMap<>(InterlinkServers.shared());
        postgres = PostgresRelay.before(Servers.postgres());
        elasticsearch = ElasticsearchRelay.before(Servers.elasticsearch());
        environment.put("POSTGRES_HOST", "localhost");
        environment.put("POSTGRES_PORT", Integer.toString(postgres.port()));
        environment.put("ELASTIC_HOST", "localhost");
        environment.put("ELASTIC_PORT", Integer.toString(elasticsearch.port()));
        engine = new EmbeddedEngine(CatalogFolder.list(Path.of("deploy/trino/catalog"), environment), 1);
    }

    @AfterAll
    static void goAway() {
        engine.close();
        elasticsearch.close();
        postgres.close();
    }

    private record Moved(String kpi, long sources, long answer, long rows, long documents, long groups) {}

    private static List<Moved> moved(Path kpis, String environment) {
        Plan plan = new Planner(InterlinkData.AS_OF, ZoneOffset.UTC, environment, Selection.ALL)
                .plan(KpiReader.load(kpis), "0123456789ab");
        engine.probe(plan.steps());
        postgres.rows();
        List<Moved> all = new ArrayList<>();
        for (Step step : plan.steps()) {
            List<Outcome> outcomes = new ArrayList<>();
            engine.run(
                    new Plan(plan.run(), plan.asOf(), plan.zone(), plan.environment(), List.of(step), List.of()),
                    outcomes::add);
            long answer = outcomes.get(0) instanceof Outcome.Answered answered
                    ? answered.answer().rows().size()
                    : -1;
            long sources = Query.parse(step.sql()).catalogs().size();
            all.add(new Moved(
                    step.kpi().name(),
                    sources,
                    answer,
                    postgres.rows(),
                    elasticsearch.documents(),
                    elasticsearch.groups()));
        }
        return all;
    }

    @Test
    void kpiOfOneSourceMovesNoMoreThanItsAnswer(@TempDir Path folder) throws IOException {
        List<Moved> all = new ArrayList<>(moved(Path.of("kpis.yaml"), "default"));
        all.addAll(moved(interlink(folder), "development"));

        List<Moved> ofOne = all.stream().filter(moved -> moved.sources() == 1).toList();

        assertThat(ofOne).hasSizeGreaterThan(70);
        assertThat(ofOne).allSatisfy(moved -> {
            assertThat(moved.rows() + moved.documents()).isLessThanOrEqualTo(Math.max(1, moved.answer()));
            // What is told apart in Elasticsearch comes as its keys, else it would be a guess.
            assertThat(moved.groups()).isLessThan(InterlinkServers.DOCUMENTS / 10);
        });
    }

    @Test
    void kpiAcrossSourcesMovesLittleMoreThanKeys() {
        List<Moved> across = moved(Path.of("kpis.yaml"), "default").stream()
                .filter(moved -> moved.sources() > 1)
                .toList();

        assertThat(across).hasSizeGreaterThanOrEqualTo(6);
        assertThat(across)
                .allSatisfy(moved -> assertThat(moved.rows() + moved.documents() + moved.groups())
                        .isLessThan(1_000));
    }

    /** The KPIs that a real platform had; JSON is YAML. */
    private static Path interlink(Path folder) throws IOException {
        List<Map<String, Object>> kpis = new ArrayList<>();
        for (List<String> row : Separated.rows(RealData.file("interlink/kpis.tsv"), '\t')) {
            kpis.add(Map.of("name", row.get(0), "sql", row.get(3), "max_rows", 10_000));
        }
        return Files.writeString(folder.resolve("kpis.yaml"), new ObjectMapper().writeValueAsString(kpis));
    }
}
