package org.kpirunner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Reason;
import org.kpirunner.spec.KpiFile;
import org.kpirunner.spec.KpiReader;

class PlannerTest {
    private static final Instant AS_OF = Instant.parse("2026-11-22T05:19:06.123456Z");
    private static final KpiFile FILE = KpiReader.read("kpis.yaml", """
            - name: "A1: Users"
              id: users
              tags: [people]
              sql: SELECT COUNT(*) FROM a.b.users WHERE t < ${this_day}
            - name: "A2: Teams"
              tags: [people, groups]
              sql: SELECT 1
            - name: "A3: Old"
              enabled: false
              sql: SELECT 1
            - name: "A4: Test"
              environments: [test]
              sql: SELECT 1
            """);

    @Test
    void everythingThatIsEnabledHereRunsInFileOrder() {
        Plan plan = planner("production", Selection.ALL).plan(FILE, "run");

        assertThat(plan.run()).isEqualTo("run");
        assertThat(plan.asOf()).isEqualTo(Instant.parse("2026-11-22T05:19:06.123Z"));
        assertThat(plan.steps())
                .extracting(Step::sql)
                .containsExactly(
                        "SELECT COUNT(*) FROM a.b.users WHERE t < TIMESTAMP '2026-11-22 00:00:00'", "SELECT 1");
        assertThat(plan.skipped())
                .extracting(skipped -> skipped.kpi().name() + " " + skipped.reason())
                .containsExactly("A3: Old " + Reason.DISABLED, "A4: Test " + Reason.OTHER_ENVIRONMENT);
        assertThat(names(planner("test", Selection.ALL))).containsExactly("A1: Users", "A2: Teams", "A4: Test");
    }

    @Test
    void currentTimeIsTheTimeOfTheRun() {
        KpiFile file = KpiReader.read(
                "kpis.yaml",
                "- {name: A, sql: 'SELECT 1 FROM a.b.c WHERE d < CURRENT_DATE AND e < now() AND f < ${now}'}");

        assertThat(planner("x", Selection.ALL).plan(file, "run").steps().get(0).sql())
                .isEqualTo(
                        "SELECT 1 FROM a.b.c WHERE d < DATE '2026-11-22' AND e < TIMESTAMP '2026-11-22 05:19:06.123 UTC'"
                                + " AND f < TIMESTAMP '2026-11-22 05:19:06.123'");
    }

    @Test
    void kpisAreSelectedByNameOrIdAndByTag() {
        assertThat(names(new Selection(List.of("users"), List.of()))).containsExactly("A1: Users");
        assertThat(names(new Selection(List.of(" A2:  Teams "), List.of()))).containsExactly("A2: Teams");
        assertThat(names(new Selection(List.of(), List.of("people")))).containsExactly("A1: Users", "A2: Teams");
        assertThat(names(new Selection(List.of("users", "A2: Teams"), List.of("groups"))))
                .containsExactly("A2: Teams");
        assertThat(planner("x", new Selection(List.of("users"), List.of()))
                        .plan(FILE, "run")
                        .skipped())
                .extracting(Skipped::reason)
                .containsExactly(Reason.NOT_SELECTED, Reason.DISABLED, Reason.OTHER_ENVIRONMENT);
    }

    @Test
    void unknownSelectionsAreToldWithTheNearest() {
        Selection selection = new Selection(List.of("A1: User", "revenue"), List.of("poeple", "money"));

        assertThatThrownBy(() -> planner("x", selection).plan(FILE, "run"))
                .isInstanceOf(MistakesException.class)
                .hasMessage("""
                kpis.yaml: there is no KPI "A1: User"; did you mean "A1: Users"?
                kpis.yaml: there is no KPI "revenue"
                kpis.yaml: no KPI has the tag "poeple"; did you mean "people"?
                kpis.yaml: no KPI has the tag "money"; tags are groups, people""");
    }

    @Test
    void mistakesInQueriesAreToldAtOnceWithTheirPlaces() {
        KpiFile file = KpiReader.read("kpis.yaml", """
                - name: A
                  sql: SELECT ${this_dya}, '${now}'
                - name: B
                  sql: |
                    SELECT 1
                      FROM a.b.c WHERE d >= ${last_month} AND d < ${this_month} AND e < now() GRUOP BY 1
                - name: C
                  sql: DELETE FROM a.b.c
                - name: D
                  sql: >-
                    SELECT 1;

                    SELECT 2
                - name: E
                  enabled: false
                  sql: SELEC 1
                """);

        assertThat(planner("x", Selection.ALL).mistakes(file))
                .extracting(mistake -> mistake.place() + " " + mistake.message().split(" ", 2)[0])
                .containsExactly(
                        "kpis.yaml:2:15 \"A\":",
                        "kpis.yaml:2:29 \"A\":",
                        "kpis.yaml:6:79 \"B\":",
                        "kpis.yaml:8:8 \"C\":",
                        "kpis.yaml:13:5 \"D\":",
                        "kpis.yaml:16:8 \"E\":");
        assertThat(planner("x", Selection.ALL).mistakes(file).get(0))
                .hasToString("kpis.yaml:2:15: \"A\": ${this_dya} is unknown; did you mean \"this_day\"?");
        assertThatThrownBy(() -> planner("x", Selection.ALL).plan(file, "run"))
                .isInstanceOfSatisfying(
                        MistakesException.class, e -> assertThat(e.mistakes()).hasSize(5));
    }

    private static List<String> names(Selection selection) {
        return names(planner("production", selection));
    }

    private static List<String> names(Planner planner) {
        return planner.plan(FILE, "run").steps().stream()
                .map(step -> step.kpi().name())
                .toList();
    }

    private static Planner planner(String environment, Selection selection) {
        return new Planner(AS_OF, ZoneOffset.UTC, environment, selection);
    }
}
