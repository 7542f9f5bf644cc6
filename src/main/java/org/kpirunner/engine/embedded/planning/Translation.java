package org.kpirunner.engine.embedded.planning;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.tools.RelBuilder;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.pushdown.Types;

/** Turns a query into relational algebra, sub-queries kept as they are. */
public final class Translation {
    private static final SqlToRelConverter.Config CONFIG = SqlToRelConverter.config()
            .withExpand(false)
            .withDecorrelationEnabled(false)
            .withTrimUnusedFields(false)
            .withInSubQueryThreshold(Integer.MAX_VALUE)
            .withHintStrategyTable(HintStrategyTable.EMPTY)
            .withRelBuilderConfigTransform(Translation::plain);

    /**
     * A query as algebra.
     *
     * @param columns the names of its columns, which need not differ
     */
    public record Translated(RelNode plan, List<String> columns) {
        public Translated {
            columns = List.copyOf(columns);
        }
    }

    private Translation() {}

    /** Builders change nothing on their own: what is simplified is decided by our rules. */
    private static RelBuilder.Config plain(RelBuilder.Config config) {
        return config.withSimplify(false).withSimplifyLimit(false).withPruneInputOfAggregate(false);
    }

    public static Translated of(Query query, NamedTables tables) {
        Types types = new Types();
        CalciteCatalogReader catalog = tables.catalogReader(types);
        Validation.Validated validated = new Validation(query, tables, catalog, types).validate();
        HepPlanner planner = new HepPlanner(HepProgram.builder().build());
        RelOptCluster cluster = RelOptCluster.create(planner, new RowExpressions(types));
        cluster.setMetadataQuerySupplier(PlainMetadata::new);
        SqlToRelConverter converter = new SqlToRelConverter(
                (type, sql, path, view) -> {
                    throw new IllegalStateException("there are no views here");
                },
                validated.validator(),
                catalog,
                cluster,
                StandardConvertletTable.INSTANCE,
                CONFIG);
        RelRoot root = converter.convertQuery(validated.statement(), false, true);
        return new Translated(root.project(), root.validatedRowType.getFieldNames());
    }
}
