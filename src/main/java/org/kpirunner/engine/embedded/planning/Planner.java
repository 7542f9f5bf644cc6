package org.kpirunner.engine.embedded.planning;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.dialect.Query;

/** Plans queries. */
public final class Planner {
    private Planner() {}

    /**
     * A planned query.
     *
     * @param plan what is to be computed, by whomever
     * @param columns the names of its columns, which need not differ
     */
    public record Planned(RelNode plan, List<String> columns) {
        public Planned {
            columns = List.copyOf(columns);
        }
    }

    /** Whether any expression of a part holds a sub-query. */
    public static boolean hasSubQueries(RelNode part) {
        return Plans.hasSubQueries(part);
    }

    /** A plan for sources that are asked while their tables are known to be such. */
    public static Planned plan(Query query, NamedTables tables) {
        Planned planned = planWithoutKeys(query, tables);
        return new Planned(KnownKeys.in(planned.plan()), planned.columns());
    }

    /** A plan that also answers right if a key was dropped since the tables were told. */
    public static Planned planWithoutKeys(Query query, NamedTables tables) {
        Translation.Translated translated = Translation.of(query, tables);
        return new Planned(UuidLiterals.in(translated.plan()), translated.columns());
    }
}
