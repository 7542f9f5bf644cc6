package org.kpirunner.engine.embedded.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableName;

class KeptPlansTest {
    private static final String SINCE = "SELECT COUNT(*) FROM pg.public.team WHERE created_at >= TIMESTAMP '%s'";

    private final KeptPlans kept = new KeptPlans();

    private KeptPlans.Ready run(String sql) {
        KeptPlans.Ready ready = kept.plan(sql, Sketch::tables);
        ready.keep().ifPresent(Runnable::run);
        return ready;
    }

    private static boolean isSamePlan(KeptPlans.Ready one, KeptPlans.Ready other) {
        return one.planned().plan().getCluster() == other.planned().plan().getCluster();
    }

    @Test
    void planOfOneRunServesTheNextOneAtItsOwnTime() {
        KeptPlans.Ready first = run(SINCE.formatted("2026-10-01 00:00:00"));
        KeptPlans.Ready second = run(SINCE.formatted("2026-11-01 12:30:00"));

        assertThat(isSamePlan(first, second)).isTrue();
        assertThat(Sketch.lines(first.planned().plan()))
                .isEqualTo(Sketch.lines(SINCE.formatted("2026-10-01 00:00:00")));
        assertThat(Sketch.lines(second.planned().plan()))
                .isEqualTo(Sketch.lines(SINCE.formatted("2026-11-01 12:30:00")))
                .first()
                .asString()
                .contains("2026-11-01 12:30:00");
    }

    @Test
    void eachDateIsBoundInItsOwnPlace() {
        String between = "SELECT id FROM pg.public.team"
                + " WHERE founded BETWEEN DATE '%s' AND DATE '%s' AND seen_at < TIMESTAMP '%s UTC'";
        run(between.formatted("2026-01-01", "2026-01-01", "2026-01-01 00:00:00.000"));

        String later = between.formatted("2026-02-01", "2026-03-01", "2026-04-01 01:02:03.456");

        assertThat(Sketch.lines(run(later).planned().plan())).isEqualTo(Sketch.lines(later));
    }

    @Test
    void otherTextsHaveOtherPlans() {
        KeptPlans.Ready first = run("SELECT COUNT(*) FROM pg.public.team WHERE name = 'a'");
        KeptPlans.Ready second = run("SELECT COUNT(*) FROM pg.public.team WHERE name = 'b'");

        assertThat(isSamePlan(first, second)).isFalse();
    }

    @Test
    void tableThatHasChangedMakesANewPlan() {
        String sql = "SELECT COUNT(*) FROM pg.public.team WHERE name = 'a'";
        KeptPlans.Ready first = run(sql);

        List<ColumnMetadata> changed =
                List.of(new ColumnMetadata("name", ColumnType.Simple.VARCHAR, "citext", true, false));
        KeptPlans.Ready second = kept.plan(
                sql,
                query -> new NamedTables(Map.of(
                        List.of("pg", "public", "team"),
                        new SourceTable("pg", new Sketch.Table(new TableName("public", "team"), changed)))));

        assertThat(isSamePlan(first, second)).isFalse();
    }

    @Test
    void planThatIsInUseIsNotSharedWithAnother() {
        String sql = "SELECT COUNT(*) FROM pg.public.team";

        KeptPlans.Ready first = kept.plan(sql, Sketch::tables);
        KeptPlans.Ready second = kept.plan(sql, Sketch::tables);

        assertThat(isSamePlan(first, second)).isFalse();
    }

    @Test
    void valuesInAListOfRowsAreNotLeftBehind() {
        String rows = "SELECT * FROM (VALUES TIMESTAMP '%s') AS t (at)";
        run(rows.formatted("2026-01-01 00:00:00"));

        assertThat(run(rows.formatted("2026-02-01 00:00:00")).planned().plan().explain())
                .contains("2026-02-01")
                .doesNotContain("2917");
    }
}
