package org.kpirunner.engine.embedded.planning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.Template;

/**
 * Keeps the plans of queries for their next run, which differs in its dates and times only; a table that has changed in
 * the meantime makes a new plan.
 */
public final class KeptPlans {
    private static final int MOST = 1000;

    private final Map<String, Query> queries = new Recent<>();
    private final Map<String, Kept> plans = new Recent<>();

    /** A plan of a template, over tables as they were. */
    private record Kept(String template, NamedTables tables, Planner.Planned planned) {}

    /** A plan that is ready to be computed, and how it is kept for the next run. */
    public record Ready(Planner.Planned planned, Optional<Runnable> keep) {}

    /** What was used last, up to a bound. */
    private static final class Recent<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        private Recent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }

    /**
     * The query with stand-ins for its dates and times, to be asked for its names and places, but not to be changed.
     *
     * @throws org.kpirunner.dialect.SqlProblem if it can't be read
     */
    public Query query(String sql) {
        return query(Template.of(sql), sql);
    }

    private Query query(Template template, String sql) {
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
        return Rebinding.of(kept.planned().plan(), template)
                .filter(bound -> before != null || Rebinding.isWhole(bound, template))
                .map(bound ->
                        new Ready(new Planner.Planned(bound, kept.planned().columns()), Optional.of(() -> keep(kept))))
                .orElseGet(() -> new Ready(Planner.plan(Query.parse(sql), now), Optional.empty()));
    }

    private @Nullable Kept taken(Template template, NamedTables now) {
        synchronized (plans) {
            Kept kept = plans.remove(template.sql());
            return kept != null && kept.tables().isSame(now) ? kept : null;
        }
    }

    private void keep(Kept kept) {
        synchronized (plans) {
            plans.put(kept.template(), kept);
        }
    }
}
