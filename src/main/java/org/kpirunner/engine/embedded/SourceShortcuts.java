package org.kpirunner.engine.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.planning.NamedTables;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.tables.Tables;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.trino.Shortcuts;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what sources could be asked at once as this engine would ask them. */
public final class SourceShortcuts implements Shortcuts {
    private static final Logger LOG = LoggerFactory.getLogger(SourceShortcuts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Sources sources;

    public SourceShortcuts(Catalogs catalogs) {
        this.sources = new Sources(catalogs, 1);
    }

    @Override
    public Batch of(List<Step> batch) {
        List<Query> queries = new ArrayList<>();
        for (Step step : batch) {
            try {
                queries.add(Query.parse(step.sql()));
            } catch (SqlProblem e) {
                // it fails with its problem when its turn comes
            }
        }
        return new Known(queries);
    }

    private final class Known implements Batch {
        private final Tables tables;
        private final Set<String> known;
        private final Map<String, String> unknown = new TreeMap<>();

        Known(List<Query> queries) {
            this.tables = Tables.of(sources::get, queries);
            this.known = tables.known(PATIENCE);
            for (Query query : queries) {
                query.catalogs().stream()
                        .filter(catalog -> !known.contains(catalog))
                        .forEach(catalog -> unknown.computeIfAbsent(catalog, tables::whyUnknown));
            }
        }

        @Override
        public Map<String, String> unknown() {
            return unknown;
        }

        @Override
        public Map<String, ColumnKind> columns(List<String> table) {
            if (!known.contains(table.get(0).toLowerCase(Locale.ROOT))) {
                return Map.of();
            }
            return tables.find(table, new Cancellation())
                    .map(found -> Kinds.of(found.metadata()))
                    .orElse(Map.of());
        }

        @Override
        public Optional<Statement> statement(Query query) {
            return planned(query).flatMap(plan -> {
                try {
                    return sources.get(plan.catalog()) instanceof Postgres postgres
                            ? postgres.statement(plan.planned())
                            : Optional.empty();
                } catch (NotPushable e) {
                    return Optional.empty();
                }
            });
        }

        @Override
        public Optional<Search> search(String sql) {
            return planned(Query.parse(sql)).flatMap(plan -> {
                try {
                    return sources.get(plan.catalog()) instanceof ElasticsearchCluster cluster
                            ? cluster.search(plan.planned().plan())
                            : Optional.empty();
                } catch (NotPushable e) {
                    return Optional.empty();
                }
            });
        }

        /** The plan of a query over a single catalog that is known; what cannot be planned has no shortcut. */
        private Optional<OfOne> planned(Query query) {
            Set<String> catalogs = query.catalogs();
            if (catalogs.size() != 1 || !known.containsAll(catalogs)) {
                return Optional.empty();
            }
            try {
                NamedTables named = tables.of(query, new Cancellation());
                return Optional.of(new OfOne(catalogs.iterator().next(), Planner.plan(query.copy(), named)));
            } catch (KpiException e) {
                return Optional.empty();
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                LOG.debug("no shortcut for {}", query.sql(), e);
                return Optional.empty();
            }
        }
    }

    private record OfOne(String catalog, Planner.Planned planned) {}

    @Override
    public void close() {
        sources.close();
    }
}
