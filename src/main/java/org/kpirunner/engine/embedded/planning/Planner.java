package org.kpirunner.engine.embedded.planning;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.dialect.Query;

/** Plans queries: each source gets the largest parts that it can compute, the rest is computed here. */
public final class Planner {
    private final Pushdown pushdown;

    public Planner(Pushdown pushdown) {
        this.pushdown = pushdown;
    }

    /**
     * A planned query.
     *
     * @param root what is computed here, over what the sources compute
     * @param columns the names of its columns, which need not differ
     */
    public record Planned(RelNode root, List<String> columns) {
        public Planned {
            columns = List.copyOf(columns);
        }
    }

    /** Whether any expression of a part holds a sub-query. */
    public static boolean hasSubQueries(RelNode part) {
        return Plans.hasSubQueries(part);
    }

    public Planned plan(Query query, NamedTables tables) {
        Translation.Translated translated = Translation.of(query, tables);
        RelNode plan = translated.plan();
        RelNode prepared =
                Plans.rewritten(plan, new UuidLiterals(plan.getCluster().getRexBuilder()));
        return new Planned(new Splitter(pushdown).split(prepared), translated.columns());
    }
}
