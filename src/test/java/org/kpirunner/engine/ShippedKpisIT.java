package org.kpirunner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.engine.Outcome.Answered;
import org.kpirunner.engine.Outcome.Failed;
import org.kpirunner.engine.embedded.EmbeddedEngine;
import org.kpirunner.fixture.Servers;
import org.kpirunner.fixture.interlink.InterlinkData;
import org.kpirunner.fixture.interlink.InterlinkOracle;
import org.kpirunner.fixture.interlink.InterlinkServers;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Planner;
import org.kpirunner.plan.Selection;
import org.kpirunner.spec.KpiReader;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Plain;

/** The shipped kpis.yaml on the made-up data: three sources answer as one plain Postgres does. */
class ShippedKpisIT {
    @Test
    void everyShippedKpiAnswersAsOnePlainPostgresDoes() {
        Plan plan = new Planner(InterlinkData.AS_OF, ZoneOffset.UTC, "default", Selection.ALL)
                .plan(KpiReader.load(Path.of("kpis.yaml")), "0123456789ab");
        Map<String, String> answers = new TreeMap<>();
        Map<String, String> expected = new TreeMap<>();

        try (EmbeddedEngine engine =
                new EmbeddedEngine(CatalogFolder.list(Path.of("deploy/trino/catalog"), InterlinkServers.shared()), 4)) {
            engine.run(plan, outcome -> answers.put(outcome.step().kpi().name(), ours(outcome)));
        }

        try (InterlinkOracle oracle =
                InterlinkOracle.load(InterlinkData.generate(InterlinkServers.DOCUMENTS), Servers.postgres())) {
            plan.steps().forEach(step -> expected.put(step.kpi().name(), theirs(oracle.query(step.sql()))));
        }
        assertThat(answers).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(24);
    }

    private static String ours(Outcome outcome) {
        if (outcome instanceof Answered answered) {
            Answer answer = answered.answer();
            return answer.rows().stream()
                    .map(row -> row.stream().map(value -> text(Plain.of(value))).collect(Collectors.joining("|")))
                    .collect(Collectors.joining("\n"));
        }
        return "failed: " + ((Failed) outcome).problem().getMessage();
    }

    private static String theirs(List<List<@Nullable Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(value -> text(Objects.toString(value, "")))
                        .collect(Collectors.joining("|")))
                .collect(Collectors.joining("\n"));
    }

    /** Numbers to the 15 digits that an average has on both sides. */
    private static String text(String value) {
        return value.matches("-?\\d+(\\.\\d+)?")
                ? new BigDecimal(value)
                        .round(new MathContext(15))
                        .stripTrailingZeros()
                        .toPlainString()
                : value;
    }
}
