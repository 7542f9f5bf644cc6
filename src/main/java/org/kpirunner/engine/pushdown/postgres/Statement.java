package org.kpirunner.engine.pushdown.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;
import org.kpirunner.dialect.PassThrough;
import org.kpirunner.engine.pushdown.ColumnMetadata;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.PassedTable;
import org.kpirunner.engine.pushdown.SourceTable;

/** Writes a part of a plan over the tables of one Postgres database as one SELECT statement. */
public final class Statement {
    /** A column, or one that is cast; both are NULL where the table has no row. */
    private static final String COLUMN = "(CAST\\()?\"[^()]*\"\\.\"[^()]*\"( AS \\w+\\))?";

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

    private Block block(RelNode node, Map<CorrelationId, List<Sql>> outer) {
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
            return join(join, outer);
        }
        if (rel instanceof Correlate correlate) {
            return correlate(correlate, outer);
        }
        if (rel instanceof SetOp operation) {
            return setOperation(operation, outer);
        }
        if (rel instanceof Values values) {
            return values(values);
        }
        if (rel instanceof Uncollect uncollect) {
            return uncollect(uncollect, outer);
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
    private Block wrapped(Block block, RelDataType type) {
        String alias = names.table("t");
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
        RelDataType inputType = aggregate.getInput().getRowType();
        Block block = input.takesGroups() ? input : wrapped(input, inputType);
        List<RelDataType> types =
                inputType.getFieldList().stream().map(RelDataTypeField::getType).toList();
        List<Sql> keys =
                aggregate.getGroupSet().asList().stream().map(block.fields::get).toList();
        for (int key : aggregate.getGroupSet()) {
            checkGroups(types.get(key));
        }
        Aggregates aggregates = new Aggregates(block.fields, types);
        List<Sql> fields = new ArrayList<>(keys);
        for (AggregateCall call : aggregate.getAggCallList()) {
            fields.add(aggregates.of(call));
        }
        block.groupBy = groups(aggregate, block.fields);
        block.isGrouped = true;
        block.orderBy = List.of();
        block.fields = fields;
        return block;
    }

    private static void checkGroups(RelDataType type) {
        if (!isGrouped(type)) {
            throw new NotPushable("Postgres does not group by " + type.getSqlTypeName());
        }
    }

    /** Whether Postgres groups by values of a type. */
    static boolean isGrouped(RelDataType type) {
        return type.getSqlTypeName() != SqlTypeName.MAP && !type.isStruct();
    }

    /** A bare literal would be the number of a column. */
    private static String groups(Aggregate aggregate, List<Sql> fields) {
        if (aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
            return keys(aggregate.getGroupSet(), fields);
        }
        return "GROUPING SETS ("
                + aggregate.getGroupSets().stream()
                        .map(set -> "(" + keys(set, fields) + ")")
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private static String keys(ImmutableBitSet keys, List<Sql> fields) {
        return keys.asList().stream()
                .map(fields::get)
                .map(key -> key.text().matches("-?[\\d.]+|TRUE|FALSE|NULL|[A-Z]+ '.*'")
                        ? "(" + key.text() + " IS NULL)"
                        : key.text())
                .collect(Collectors.joining(", "));
    }

    private Block sort(Sort sort, Map<CorrelationId, List<Sql>> outer) {
        Block input = block(sort.getInput(), outer);
        boolean orders = !sort.getCollation().getFieldCollations().isEmpty();
        RelDataType type = sort.getInput().getRowType();
        Block block = input.limit.isEmpty() ? input : wrapped(input, type);
        if (orders) {
            List<String> orderBy = new ArrayList<>();
            for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
                RelDataTypeField field = type.getFieldList().get(key.getFieldIndex());
                Sql value = block.fields.get(key.getFieldIndex());
                orderBy.add(Ordering.of(notOrdinal(value), field.getType(), key));
            }
            block.orderBy = orderBy;
        }
        List<String> limit = new ArrayList<>();
        if (sort.fetch != null) {
            limit.add("LIMIT " + count(sort.fetch));
        }
        if (sort.offset != null) {
            limit.add("OFFSET " + count(sort.offset));
        }
        block.limit = String.join(" ", limit);
        return block;
    }

    /** A bare number would be the number of a column. */
    private static Sql notOrdinal(Sql value) {
        return value.text().matches("-?\\d+") ? Sql.compound(value.text() + " + 0") : value;
    }

    private static String count(RexNode node) {
        Object value = node instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
        if (value == null) {
            throw new NotPushable("the limit is not a number");
        }
        return value.toString();
    }

    private Block join(Join join, Map<CorrelationId, List<Sql>> outer) {
        JoinRelType type = join.getJoinType();
        Block left = side(join.getLeft(), outer, type.generatesNullsOnLeft() || type == JoinRelType.FULL);
        if (type == JoinRelType.SEMI || type == JoinRelType.ANTI) {
            return semiJoin(join, left, outer);
        }
        if (type != JoinRelType.INNER
                && type != JoinRelType.LEFT
                && type != JoinRelType.RIGHT
                && type != JoinRelType.FULL) {
            throw new NotPushable("Postgres has no join of the kind " + type);
        }
        boolean nullable = type.generatesNullsOnRight() || type.generatesNullsOnLeft();
        Block leftTable =
                nullable && !left.where.isEmpty() ? wrapped(left, join.getLeft().getRowType()) : left;
        Block right = side(join.getRight(), outer, nullable);
        Block rightTable = nullable && !right.where.isEmpty()
                ? wrapped(right, join.getRight().getRowType())
                : right;
        List<Sql> fields = new ArrayList<>(leftTable.fields);
        fields.addAll(rightTable.fields);
        String condition = condition(join.getCondition(), fields, join.getVariablesSet(), outer);
        boolean cross = condition.equals("TRUE") && type == JoinRelType.INNER;
        if (type == JoinRelType.FULL && !condition.equals("TRUE") && !FullJoin.hasKeys(join)) {
            throw new NotPushable("Postgres has no full join without keys");
        }
        Block block = new Block(
                leftTable.from
                        + (cross ? " CROSS JOIN " : " " + type.name() + " JOIN ")
                        + (rightTable.isJoin ? "(" + rightTable.from + ")" : rightTable.from)
                        + (cross ? "" : " ON " + condition),
                fields);
        block.isJoin = true;
        block.where.addAll(leftTable.where);
        block.where.addAll(rightTable.where);
        return block;
    }

    /** One side of a join as a table; expressions would not become NULL with the side that an outer join lacks. */
    private Block side(RelNode node, Map<CorrelationId, List<Sql>> outer, boolean canBeNull) {
        Block block = block(node, outer);
        boolean columnsOnly =
                block.fields.stream().allMatch(field -> field.text().matches(COLUMN));
        boolean joinable = !block.from.isEmpty()
                && !block.isGrouped
                && block.orderBy.isEmpty()
                && block.limit.isEmpty()
                && !block.hasWindows
                && (!canBeNull || columnsOnly);
        return joinable ? block : wrapped(block, node.getRowType());
    }

    private String condition(
            RexNode condition, List<Sql> fields, Set<CorrelationId> variables, Map<CorrelationId, List<Sql>> outer) {
        Expressions expressions = new Expressions(this, new Scope(fields, outer), variables);
        List<RexNode> conditions = RelOptUtil.conjunctions(condition);
        return conditions.isEmpty()
                ? "TRUE"
                : conditions.stream()
                        .map(part -> expressions.plain(part).operand())
                        .collect(Collectors.joining(" AND "));
    }

    private Block semiJoin(Join join, Block left, Map<CorrelationId, List<Sql>> outer) {
        Block right = side(join.getRight(), outer, false);
        List<Sql> fields = new ArrayList<>(left.fields);
        fields.addAll(right.fields);
        Expressions expressions = new Expressions(this, new Scope(fields, outer), join.getVariablesSet());
        Block exists = new Block(right.from, List.of(Sql.atom("1")));
        exists.where.addAll(right.where);
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            exists.where.add(expressions.plain(condition).operand());
        }
        left.filter((join.getJoinType() == JoinRelType.ANTI ? "NOT EXISTS (" : "EXISTS (") + exists.select(List.of())
                + ")");
        return left;
    }

    private Block correlate(Correlate correlate, Map<CorrelationId, List<Sql>> outer) {
        JoinRelType type = correlate.getJoinType();
        if (type != JoinRelType.INNER && type != JoinRelType.LEFT) {
            throw new NotPushable("Postgres has no lateral join of the kind " + type);
        }
        Block left = side(correlate.getLeft(), outer, false);
        Map<CorrelationId, List<Sql>> within = new HashMap<>(outer);
        within.put(correlate.getCorrelationId(), left.fields);
        Block right = wrapped(
                block(correlate.getRight(), within), correlate.getRight().getRowType());
        List<Sql> fields = new ArrayList<>(left.fields);
        fields.addAll(right.fields);
        String how = type == JoinRelType.INNER ? " CROSS JOIN LATERAL " : " LEFT JOIN LATERAL ";
        Block block = new Block(left.from + how + right.from + (type == JoinRelType.INNER ? "" : " ON TRUE"), fields);
        block.isJoin = true;
        block.where.addAll(left.where);
        return block;
    }

    private Block setOperation(SetOp operation, Map<CorrelationId, List<Sql>> outer) {
        String word = switch (operation.kind) {
            case UNION -> "UNION";
            case INTERSECT -> "INTERSECT";
            case EXCEPT -> "EXCEPT";
            default -> throw new NotPushable("Postgres has no " + operation.kind);
        };
        operation.getRowType().getFieldList().forEach(field -> checkGroups(field.getType()));
        String alias = names.table("t");
        List<String> columns = Names.columns(operation.getRowType().getFieldNames());
        List<String> selects = new ArrayList<>();
        for (RelNode input : operation.getInputs()) {
            selects.add("(" + conformed(block(input, outer), input.getRowType(), operation.getRowType()) + ")");
        }
        String table = "(" + String.join(" " + word + (operation.all ? " ALL " : " "), selects) + ") AS " + alias + " ("
                + String.join(", ", columns) + ")";
        return new Block(
                table,
                columns.stream().map(column -> Sql.atom(alias + "." + column)).toList());
    }

    private static String conformed(Block block, RelDataType from, RelDataType to) {
        List<Sql> fields = new ArrayList<>();
        for (int i = 0; i < block.fields.size(); i++) {
            RelDataType wanted = to.getFieldList().get(i).getType();
            boolean same = from.getFieldList().get(i).getType().getSqlTypeName() == wanted.getSqlTypeName();
            if (block.fields.get(i).hasZone()) {
                throw new NotPushable("Postgres does not keep the time zone of a point in time");
            }
            fields.add(same ? block.fields.get(i) : Sql.cast(block.fields.get(i), TypeText.of(wanted)));
        }
        block.fields = fields;
        return block.select(List.of());
    }

    private Block values(Values values) {
        List<RelDataTypeField> fields = values.getRowType().getFieldList();
        if (values.tuples.isEmpty()) {
            Block nothing = new Block(
                    "",
                    fields.stream()
                            .map(field -> Sql.cast(Sql.atom("NULL"), TypeText.of(field.getType())))
                            .toList());
            nothing.where.add("FALSE");
            return nothing;
        }
        if (values.tuples.size() == 1) {
            return new Block("", row(values.tuples.get(0), fields));
        }
        String alias = names.table("t");
        List<String> columns = Names.columns(values.getRowType().getFieldNames());
        String rows = values.tuples.stream()
                .map(row -> "(" + Sql.list(row(row, fields)) + ")")
                .collect(Collectors.joining(", "));
        return new Block(
                "(VALUES " + rows + ") AS " + alias + " (" + String.join(", ", columns) + ")",
                columns.stream().map(column -> Sql.atom(alias + "." + column)).toList());
    }

    private static List<Sql> row(List<RexLiteral> row, List<RelDataTypeField> fields) {
        List<Sql> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Sql literal = Literals.of(row.get(i));
            boolean same = row.get(i).getType().getSqlTypeName()
                    == fields.get(i).getType().getSqlTypeName();
            values.add(
                    same ? literal : Sql.cast(literal, TypeText.of(fields.get(i).getType())));
        }
        return values;
    }

    /** The elements of an array, in rows of their own. */
    private Block uncollect(Uncollect uncollect, Map<CorrelationId, List<Sql>> outer) {
        Block input = block(uncollect.getInput(), outer);
        if (!input.isPlain() || !input.from.isEmpty() || input.fields.stream().anyMatch(Sql::hasZone)) {
            throw new NotPushable("Postgres unnests only single arrays");
        }
        for (RelDataTypeField field : uncollect.getInput().getRowType().getFieldList()) {
            RelDataType element = field.getType().getComponentType();
            if (element == null || element.isStruct() || element.getComponentType() != null) {
                throw new NotPushable("Postgres unnests only arrays of single values");
            }
        }
        String alias = names.table("t");
        List<String> columns = Names.columns(uncollect.getRowType().getFieldNames());
        String table = "unnest(" + Sql.list(input.fields) + ")"
                + (uncollect.withOrdinality ? " WITH ORDINALITY" : "") + " AS " + alias + " ("
                + String.join(", ", columns) + ")";
        return new Block(
                table,
                columns.stream().map(column -> Sql.atom(alias + "." + column)).toList());
    }
}
