package org.kpirunner.engine.embedded.planning;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.Template;

/**
 * Keeps the plans of queries for their next run, which differs in its dates and times only; a table that has changed in
 * the meantime makes a new plan.
 */
public final class KeptPlans {
    private static final int MOST = 5000;

    private final Map<String, Query> queries = new Recent<>(MOST);
    private final Map<String, Deque<Kept>> plans = new Recent<>(MOST);

    /** A plan of a template, over tables as they were. */
    private record Kept(String template, NamedTables tables, Planner.Planned planned) {}

    /**
     * A plan that is ready to be computed.
     *
     * @param template the same with the stand-ins of its query, if it can be kept
     * @param keep keeps it for the next run
     */
    public record Ready(Planner.Planned planned, Optional<RelNode> template, Optional<Runnable> keep) {}

    /**
     * The query with stand-ins for its dates and times, to be asked for its names and places, but not to be changed.
     *
     * @throws org.kpirunner.dialect.SqlProblem if it can't be read
     */
    public Query query(String sql) {
        return query(Template.of(sql), sql);
    }

    /** The same of a query whose template is known. */
    public Query query(Template template, String sql) {
        synchronized (queries) {
            Query known = queries.get(template.sql());
            if (known != null) {
                return known;
            }
        }
        Query read = Query.parse(template.isComplete() ? sql : template.sql());
        synchronized (queries) {
            queries.put(template.sql(), read);
        }
        return read;
    }

    /**
     * Plans a query, unless the plan of an earlier run can be used; nobody else has it until it is kept again.
     *
     * @param tables what its tables are now
     */
    public Ready plan(String sql, Function<Query, NamedTables> tables) {
        Template template = Template.of(sql);
        Query query = query(template, sql);
        NamedTables now = tables.apply(query);
        Kept before = taken(template, now);
        Kept kept = before == null ? new Kept(template.sql(), now, Planner.plan(query.copy(), now)) : before;
        return Rebinding.of(kept.planned().plan(), template.moments())
                .filter(bound -> before != null || Rebinding.isWhole(bound, template))
                .map(bound -> new Ready(
                        new Planner.Planned(bound, kept.planned().columns()),
                        Optional.of(kept.planned().plan()),
                        Optional.of(() -> keep(kept))))
                .orElseGet(() -> new Ready(Planner.plan(Query.parse(sql), now), Optional.empty(), Optional.empty()));
    }

    private @Nullable Kept taken(Template template, NamedTables now) {
        synchronized (plans) {
            Deque<Kept> all = plans.get(template.sql());
            Kept kept = all == null ? null : all.poll();
            return kept != null && kept.tables().isSame(now) ? kept : null;
        }
    }

    private void keep(Kept kept) {
        synchronized (plans) {
            plans.computeIfAbsent(kept.template(), added -> new ArrayDeque<>()).push(kept);
        }
    }
}
