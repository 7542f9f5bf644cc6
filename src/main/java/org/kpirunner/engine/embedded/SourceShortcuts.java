package org.kpirunner.engine.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.portable.ColumnKind;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.planning.NamedTables;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.postgres.Postgres;
import org.kpirunner.engine.embedded.tables.Tables;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.trino.Shortcuts;
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
    public Batch of(List<Query> batch) {
        return new Known(batch);
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
            return of(Postgres.class, query, Postgres::statement);
        }

        @Override
        public Optional<Search> search(String sql) {
            return of(ElasticsearchCluster.class, Query.parse(sql), (cluster, plan) -> cluster.search(plan.plan()));
        }

        /** What a query over one source of that kind becomes there, if its tables are known and it can be planned. */
        private <S extends Source, T> Optional<T> of(
                Class<S> kind, Query query, BiFunction<S, Planner.Planned, Optional<T>> asked) {
            Set<String> catalogs = query.catalogs();
            if (catalogs.size() != 1 || !known.containsAll(catalogs)) {
                return Optional.empty();
            }
            Source source = sources.get(catalogs.iterator().next());
            if (!kind.isInstance(source)) {
                return Optional.empty();
            }
            try {
                NamedTables named = tables.of(query, new Cancellation());
                return asked.apply(kind.cast(source), Planner.planWithoutKeys(query.copy(), named));
            } catch (KpiException | NotPushable e) {
                return Optional.empty();
            } catch (RuntimeException | AssertionError | StackOverflowError e) {
                LOG.debug("no shortcut for {}", query.sql(), e);
                return Optional.empty();
            }
        }
    }

    @Override
    public void close() {
        sources.close();
    }
}
