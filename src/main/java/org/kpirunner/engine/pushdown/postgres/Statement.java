package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.PassedTable;
import org.kpirunner.engine.pushdown.SourceTable;

/** Writes a part of a plan over the tables of one Postgres database as one SELECT statement. */
public final class Statement {
    /** Longer expressions are computed once in a sub-select instead of being repeated. */
    private static final int LONGEST_REPEATED = 1000;

    private final RexBuilder rexBuilder;
    private final Names names = new Names();

    private Statement(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    /**
     * The statement whose rows are those of the part, column by column.
     *
     * @throws NotPushable if Postgres can't compute all of it as Trino would
     */
    public static String of(RelNode part) {
        return new Statement(part.getCluster().getRexBuilder()).select(part, Map.of());
    }

    /** A name for a table that is written here, which no other has. */
    String newTable() {
        return names.table("t");
    }

    RexBuilder rexBuilder() {
        return rexBuilder;
    }

    String select(RelNode node, Map<CorrelationId, List<Sql>> outer) {
        return block(node, outer).select(List.of());
    }

    /** A select of which only matters whether it has rows. */
    String selectAny(RelNode node, Map<CorrelationId, List<Sql>> outer) {
        Block block = block(node, outer);
        if (block.takesFilter() && !block.isGrouped) {
            block.fields = List.of(Sql.atom("1"));
        }
        return block.select(List.of());
    }

    Block block(RelNode node, Map<CorrelationId, List<Sql>> outer) {
        RelNode rel = node.stripped();
        if (rel instanceof TableScan scan) {
            return scan(scan);
        }
        if (rel instanceof Filter filter) {
            return filter(filter, outer);
        }
        if (rel instanceof Project project) {
            return project(project, outer);
        }
        if (rel instanceof Aggregate aggregate) {
            return aggregate(aggregate, outer);
        }
        if (rel instanceof Sort sort) {
            return sort(sort, outer);
        }
        if (rel instanceof Join join) {
            return new Joins(this, outer).of(join);
        }
        if (rel instanceof Correlate correlate) {
            return new Joins(this, outer).of(correlate);
        }
        if (rel instanceof SetOp operation) {
            return new DerivedTables(this, outer).of(operation);
        }
        if (rel instanceof Values values) {
            return new DerivedTables(this, outer).of(values);
        }
        if (rel instanceof Uncollect uncollect) {
            return new DerivedTables(this, outer).of(uncollect);
        }
        throw new NotPushable("Postgres has no form for " + rel.getRelTypeName());
    }

    private Block scan(TableScan scan) {
        SourceTable table = SourceTable.of(scan);
        boolean isPassed = table.metadata() instanceof PassedTable;
        String name = table.metadata() instanceof PassedTable passed
                ? passed(passed.asked())
                : Names.quoted(table.metadata().name());
        String alias = names.table(isPassed ? "t" : table.metadata().name().table());
        List<Sql> fields = new ArrayList<>();
        for (ColumnMetadata column : table.metadata().columns()) {
            fields.add(Reading.of(column, alias + "." + Names.quoted(column.name())));
        }
        boolean named = name.endsWith("." + alias);
        return new Block(named ? name : name + " AS " + alias, fields);
    }

    /** A question in Postgres' own words as a table; it may end with a comment. */
    public static String passed(PassThrough asked) {
        return "(" + asked.text() + "\n)";
    }

    /** The block as a table of another one. */
    Block wrapped(Block block, RelDataType type) {
        String alias = newTable();
        List<String> columns = Names.columns(type.getFieldNames());
        List<Sql> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(Sql.atom(alias + "." + columns.get(i))
                    .inZone(block.fields.get(i).zone()));
        }
        return new Block("(" + block.select(columns) + ") AS " + alias, fields);
    }

    private Block filter(Filter filter, Map<CorrelationId, List<Sql>> outer) {
        Block input = block(filter.getInput(), outer);
        boolean fits = input.takesFilter()
                && !hidesGroups(input, filter.getVariablesSet())
                && !repeatsMuch(input, List.of(filter.getCondition()));
        Block block = fits ? input : wrapped(input, filter.getInput().getRowType());
        Expressions expressions = new Expressions(this, new Scope(block.fields, outer), filter.getVariablesSet());
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            block.filter(expressions.plain(condition).operand());
        }
        return block;
    }

    private Block project(Project project, Map<CorrelationId, List<Sql>> outer) {
        Block input = block(project.getInput(), outer);
        boolean windows = RexOver.containsOver(project.getProjects(), null);
        boolean fits = (!windows || input.takesWindows())
                && !hidesGroups(input, project.getVariablesSet())
                && !repeatsMuch(input, project.getProjects());
        Block block = fits ? input : wrapped(input, project.getInput().getRowType());
        Expressions expressions = new Expressions(this, new Scope(block.fields, outer), project.getVariablesSet());
        block.fields = project.getProjects().stream().map(expressions::of).toList();
        block.hasWindows |= windows;
        return block;
    }

    /** Whether a sub-query would refer to groups, whose expressions Postgres does not know again there. */
    private static boolean hidesGroups(Block input, Set<CorrelationId> variables) {
        return input.isGrouped && !variables.isEmpty();
    }

    /** Whether a long expression of the input would be written several times, or computed in several places. */
    private static boolean repeatsMuch(Block input, List<RexNode> uses) {
        List<Integer> used = new ArrayList<>();
        for (RexNode use : uses) {
            use.accept(new RexVisitorImpl<@Nullable Void>(true) {
                @Override
                public @Nullable Void visitInputRef(RexInputRef field) {
                    used.add(field.getIndex());
                    return null;
                }
            });
        }
        return used.stream()
                .filter(field -> used.indexOf(field) != used.lastIndexOf(field))
                .distinct()
                .map(field -> input.fields.get(field).text())
                .anyMatch(text -> text.length() > LONGEST_REPEATED || text.contains("(SELECT "));
    }

    private Block aggregate(Aggregate aggregate, Map<CorrelationId, List<Sql>> outer) {
        Block input = block(aggregate.getInput(), outer);
        RelDataType type = aggregate.getInput().getRowType();
        Block block = input.takesGroups() ? input : wrapped(input, type);
        Groups.group(block, aggregate);
        return block;
    }

    private Block sort(Sort sort, Map<CorrelationId, List<Sql>> outer) {
        Block input = block(sort.getInput(), outer);
        Block block =
                input.limit.isEmpty() ? input : wrapped(input, sort.getInput().getRowType());
        if (!sort.getCollation().getFieldCollations().isEmpty()) {
            block.orderBy = Ordering.of(sort, block.fields);
        }
        block.limit = Ordering.limit(sort);
        return block;
    }
}
