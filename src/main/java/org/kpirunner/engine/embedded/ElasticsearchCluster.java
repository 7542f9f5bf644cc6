package org.kpirunner.engine.embedded;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.kpirunner.catalog.ElasticsearchSource;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Probe;
import org.kpirunner.engine.elasticsearch.ElasticsearchClient;
import org.kpirunner.engine.elasticsearch.group.OneSearch;
import org.kpirunner.engine.elasticsearch.mapping.Address;
import org.kpirunner.engine.elasticsearch.mapping.Indices;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.ColumnType;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.PassedTable;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.engine.pushdown.TableMetadata;
import org.kpirunner.engine.pushdown.TableName;
import org.kpirunner.engine.pushdown.search.IndexTable;
import org.kpirunner.engine.pushdown.search.SearchPushdown;
import org.kpirunner.engine.trino.Shortcuts;
import org.kpirunner.problem.KpiException;

/** The indices of an Elasticsearch cluster as tables. */
public final class ElasticsearchCluster implements Source {
    private final ElasticsearchClient client;
    private final Indices indices;

    public ElasticsearchCluster(ElasticsearchSource source) {
        this.client = new ElasticsearchClient(source);
        this.indices = new Indices(client);
    }

    @Override
    public String catalog() {
        return client.source().catalog();
    }

    @Override
    public Map<TableName, TableMetadata> tables(Collection<TableName> names, Cancellation cancellation) {
        Map<Address, TableName> asked = new LinkedHashMap<>();
        names.forEach(name -> asked.put(new Address(name.schema(), name.table()), name));
        Map<TableName, TableMetadata> tables = new LinkedHashMap<>();
        indices.read(asked.keySet(), cancellation).forEach((address, mapping) -> {
            TableName name = asked.get(address);
            if (name != null) {
                tables.put(name, new IndexTable(name, mapping));
            }
        });
        return tables;
    }

    @Override
    public PassThrough.Function passes() {
        return PassThrough.Function.RAW_QUERY;
    }

    @Override
    public TableMetadata passed(PassThrough asked, TableName name, Cancellation cancellation) {
        ColumnMetadata result = new ColumnMetadata("result", ColumnType.Simple.VARCHAR, "json", false, false);
        return new PassedTable(name, List.of(result), asked);
    }

    @Override
    public List<TableName> tableNames(Cancellation cancellation) {
        return indices.names(cancellation).stream()
                .map(name -> new TableName(client.source().schema(), name))
                .toList();
    }

    @Override
    public Fragment push(RelNode part) {
        return pushed(part, SearchSight.none(client, indices));
    }

    @Override
    public Fragment push(RelNode part, Sight sight) {
        return pushed(part, sight.of(client, indices));
    }

    private Fragment pushed(RelNode part, SearchSight sight) {
        if (Planner.hasSubQueries(part)) {
            throw new NotPushable("Elasticsearch has no sub-queries");
        }
        if (part instanceof TableScan scan && SourceTable.of(scan).metadata() instanceof PassedTable passed) {
            return new PassedSearch(client, passed.asked());
        }
        RelNode pushed = new SearchPushdown(plan -> SearchFragment.scan(client, sight, plan), Set.of()).push(part);
        return PlanFragment.of(catalog(), pushed);
    }

    /** A plan of groups and counts as a single search; empty if it is more than that. */
    Optional<Shortcuts.Search> search(RelNode plan) {
        return CountedGroups.of(plan).map(groups -> {
            OneSearch search =
                    new OneSearch(groups.plan().search(), groups.plan().proofs(), client.version(new Cancellation()));
            return new Shortcuts.Search(
                    catalog(),
                    client.source().schema(),
                    search,
                    groups.columns(),
                    cancellation -> SearchSight.none(client, indices)
                            .stillHolds(groups.plan().table(), cancellation));
        });
    }

    @Override
    public Probe probe() {
        try {
            String says = "elasticsearch " + client.version(new Cancellation()) + " at "
                    + client.source().address();
            return new Probe(catalog(), says, Optional.empty());
        } catch (KpiException e) {
            return new Probe(catalog(), "cannot be asked", Optional.of(e));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
