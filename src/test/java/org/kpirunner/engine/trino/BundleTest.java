package org.kpirunner.engine.trino;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kpirunner.engine.trino.Shortcuts.Item;
import org.kpirunner.engine.trino.Shortcuts.Statement;
import org.kpirunner.plan.Step;
import org.kpirunner.spec.KpiReader;
import org.kpirunner.table.Answer;
import org.kpirunner.table.Column;
import org.kpirunner.table.Value;

class BundleTest {
    private static final Item COUNT = new Item("EXPR$0", Optional.of("bigint"));
    private static final Item ID = new Item("id", Optional.of("uuid"));
    private static final Item NAME = new Item("name", Optional.empty());

    @Test
    void rowsSayWhoseTheyAreAndColumnsOfOneTypeStandBesideEachOther() {
        Bundle bundle = new Bundle(
                List.of(member("a", "SELECT a AS c0", COUNT), member("b", "SELECT b AS c0, c AS c1", ID, COUNT)));

        assertThat(bundle.sql())
                .isEqualTo(
                        "SELECT member, v0, v1 FROM TABLE(\"shop\".system.query(query =>"
                                + " '(SELECT 0 AS member, c0 AS v0, CAST(NULL AS uuid) AS v1 FROM (SELECT a AS c0) AS r LIMIT 101)"
                                + " UNION ALL (SELECT 1 AS member, c1 AS v0, c0 AS v1 FROM (SELECT b AS c0, c AS c1) AS r LIMIT 101)'))");
    }

    @Test
    void eachGetsItsOwnRowsWithItsOwnNames() {
        Bundle bundle = new Bundle(List.of(member("a", "", COUNT), member("b", "", ID, COUNT), member("none", "", ID)));
        Value id = new Value.Text("01967e37");
        Answer all = new Answer(
                List.of(new Column("member", "integer"), new Column("v0", "bigint"), new Column("v1", "uuid")),
                List.of(
                        List.of(Value.of(1), Value.of(7), id),
                        List.of(Value.of(0), Value.NOTHING, Value.NOTHING),
                        List.of(Value.of(1), Value.of(8), Value.NOTHING)));

        Column count = new Column("EXPR$0", "bigint");
        Column ids = new Column("id", "uuid");
        assertThat(bundle.divide(all).values())
                .containsExactly(
                        new Answer(List.of(count), List.of(List.of(Value.NOTHING))),
                        new Answer(
                                List.of(ids, count),
                                List.of(List.of(id, Value.of(7)), List.of(Value.NOTHING, Value.of(8)))),
                        new Answer(List.of(ids), List.of()));
    }

    @Test
    void asManyOfEachCatalogAsAreAskedAtATimeAndNotTooSmall() {
        assertThat(sizes(45, 4)).containsExactly(11, 11, 11, 12);
        assertThat(sizes(90, 4)).containsExactly(15, 15, 15, 15, 15, 15);
        assertThat(sizes(8, 4)).containsExactly(4, 4);
        assertThat(sizes(2, 4)).containsExactly(2);
        assertThat(sizes(1, 4)).isEmpty();
    }

    @Test
    void whatOnlyTheStatementItselfTellsIsLeftAlone() {
        assertThat(Bundle.of(List.of(member("a", "", COUNT), member("b", "", NAME)), 4))
                .isEmpty();
    }

    private static List<Integer> sizes(int members, int parallel) {
        List<Bundle.Member> all = IntStream.range(0, members)
                .mapToObj(i -> member("k" + i, "", COUNT))
                .toList();
        List<Bundle> bundles = Bundle.of(all, parallel);
        List<Bundle.Member> kept = new ArrayList<>();
        bundles.forEach(bundle -> kept.addAll(bundle.members()));
        assertThat(kept).isEqualTo(bundles.isEmpty() ? List.of() : all);
        return bundles.stream().map(bundle -> bundle.members().size()).toList();
    }

    private static Bundle.Member member(String name, String sql, Item... columns) {
        Step step = KpiReader.read("kpis.yaml", "- {name: " + name + ", sql: SELECT 1}").kpis().stream()
                .map(kpi -> new Step(kpi, kpi.sql()))
                .findAny()
                .orElseThrow();
        return new Bundle.Member(step, new Statement("shop", sql, List.of(columns)));
    }
}
