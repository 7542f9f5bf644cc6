package org.kpirunner.engine.embedded.execution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.Conformance;
import org.kpirunner.dialect.Query;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.function.Forms;
import org.kpirunner.engine.embedded.function.Functions;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.RowExpressions;
import org.kpirunner.engine.pushdown.Types;

/** Tables in memory, and queries over them that only the operators of this process compute. */
final class LocalTables {
    private final RelDataTypeFactory types = new Types();
    private final CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();

    /** A table whose columns are written as in {@code CREATE TABLE}: {@code id bigint, name varchar}. */
    LocalTables table(String name, String columns, Object @Nullable []... rows) {
        RelDataTypeFactory.Builder row = types.builder();
        for (String column : columns.split(", ")) {
            String[] nameAndType = column.split(" ", 2);
            row.add(nameAndType[0], types.createTypeWithNullability(type(nameAndType[1]), true));
        }
        root.add(name, new MemoryTable(row.build(), Arrays.asList(rows)));
        return this;
    }

    private RelDataType type(String name) {
        SqlValidator validator = validator();
        SqlNode valid = validator.validate(
                Query.parse("SELECT CAST(NULL AS " + name + ")").node());
        return validator.getValidatedNodeType(valid).getFieldList().get(0).getType();
    }

    private CalciteCatalogReader catalogReader() {
        Properties properties = new Properties();
        properties.setProperty("caseSensitive", "false");
        return new CalciteCatalogReader(root, List.of(), types, new CalciteConnectionConfigImpl(properties));
    }

    private SqlValidator validator() {
        return SqlValidatorUtil.newValidator(
                Functions.operatorTable(),
                catalogReader(),
                types,
                SqlValidator.Config.DEFAULT
                        .withConformance(Conformance.INSTANCE)
                        .withDefaultNullCollation(NullCollation.LAST)
                        .withIdentifierExpansion(true)
                        .withCallRewrite(false));
    }

    /** The plan of a query as it comes from the syntax, with its sub-queries inside expressions. */
    RelNode plan(String sql) {
        SqlValidator validator = validator();
        RelOptCluster cluster = cluster();
        SqlToRelConverter converter = new SqlToRelConverter(
                (type, query, schema, path) -> {
                    throw new UnsupportedOperationException("views");
                },
                validator,
                catalogReader(),
                cluster,
                StandardConvertletTable.INSTANCE,
                SqlToRelConverter.config()
                        .withExpand(false)
                        .withTrimUnusedFields(false)
                        .withInSubQueryThreshold(Integer.MAX_VALUE)
                        .withRelBuilderConfigTransform(config -> config.withSimplify(false)));
        SqlNode valid = validator.validate(Forms.of(Query.parse(sql).node()));
        return converter.convertQuery(valid, false, true).project();
    }

    private RelOptCluster cluster() {
        VolcanoPlanner planner = new VolcanoPlanner(Contexts.empty());
        planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
        return RelOptCluster.create(planner, new RowExpressions(types));
    }

    /** The plan with joins instead of sub-queries, as far as Calcite knows how. */
    static RelNode withoutSubQueries(RelNode plan) {
        HepProgram program = new HepProgramBuilder()
                .addRuleInstance(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE)
                .addRuleInstance(CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE)
                .addRuleInstance(CoreRules.JOIN_SUB_QUERY_TO_CORRELATE)
                .build();
        HepPlanner planner = new HepPlanner(program);
        planner.setRoot(plan);
        RelNode correlated = planner.findBestExp();
        return RelDecorrelator.decorrelateQuery(
                correlated, RelBuilder.proto(Contexts.empty()).create(correlated.getCluster(), null));
    }

    /** The answer, one line a row; its plan is tried in both forms, which must agree. */
    List<String> answer(String sql) {
        RelNode plan = plan(sql);
        List<String> answer = answer(plan);
        List<String> other = answer(withoutSubQueries(plan));
        if (!sorted(answer).equals(sorted(other))) {
            throw new AssertionError(answer + "\nbut without sub-queries\n" + other + "\n"
                    + RelOptUtil.toString(withoutSubQueries(plan)));
        }
        return answer;
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    List<String> answer(RelNode plan) {
        List<String> lines = new ArrayList<>();
        for (@Nullable Object[] row : rows(plan, new Memory(64 << 20))) {
            lines.add(line(row));
        }
        return lines;
    }

    List<@Nullable Object[]> rows(RelNode plan, Memory memory) {
        List<@Nullable Object[]> all = new ArrayList<>();
        try (Rows rows = Operators.open(plan, new Cancellation(), memory)) {
            for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        } finally {
            awaitClosed();
        }
        return all;
    }

    private void awaitClosed() {
        if (open.get() != 0) {
            throw new AssertionError(open.get() + " fragments were left open");
        }
    }

    static String line(@Nullable Object[] row) {
        List<String> values = new ArrayList<>();
        for (Object value : row) {
            values.add(text(value));
        }
        return String.join(" | ", values);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Object[] fields) {
            return "(" + line(fields) + ")";
        }
        if (value instanceof java.math.BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof byte[] bytes ? "x" + java.util.HexFormat.of().formatHex(bytes) : String.valueOf(value);
    }

    /** How many rows were read from all tables. */
    int rowsRead() {
        return read.get();
    }

    private final class MemoryTable extends AbstractTable implements TranslatableTable {
        private final RelDataType rowType;
        private final List<Object @Nullable []> rows;

        MemoryTable(RelDataType rowType, List<Object @Nullable []> rows) {
            this.rowType = rowType;
            this.rows = rows;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            return rowType;
        }

        @Override
        public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
            return new FragmentScan(context.getCluster(), rowType, new MemoryFragment(rows));
        }
    }

    private final class MemoryFragment implements Fragment {
        private final List<Object @Nullable []> rows;

        MemoryFragment(List<Object @Nullable []> rows) {
            this.rows = rows;
        }

        @Override
        public String catalog() {
            return "memory";
        }

        @Override
        public List<String> describe() {
            return List.of();
        }

        @Override
        public long estimate(Cancellation cancellation) {
            return rows.size();
        }

        @Override
        public Rows open(Cancellation cancellation) {
            open.incrementAndGet();
            var iterator = rows.iterator();
            return new Rows() {
                private boolean isOpen = true;

                @Override
                public @Nullable Object @Nullable [] next() {
                    cancellation.check();
                    if (!iterator.hasNext()) {
                        return null;
                    }
                    read.incrementAndGet();
                    return iterator.next();
                }

                @Override
                public void close() {
                    if (isOpen) {
                        isOpen = false;
                        open.decrementAndGet();
                    }
                }
            };
        }
    }
}
