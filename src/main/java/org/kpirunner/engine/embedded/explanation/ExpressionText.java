package org.kpirunner.engine.embedded.explanation;

import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.kpirunner.engine.embedded.planning.TypeNames;

/** Writes an expression over named columns as it would stand in a query; of a long list only the first items. */
public final class ExpressionText {
    private static final int MOST_ITEMS = 3;

    private final List<String> columns;
    private final RexBuilder builder;

    public ExpressionText(List<String> columns, RexBuilder builder) {
        this.columns = List.copyOf(columns);
        this.builder = builder;
    }

    public String of(RexNode node) {
        if (node instanceof RexInputRef column) {
            return column.getIndex() < columns.size() ? columns.get(column.getIndex()) : column.getName();
        }
        if (node instanceof RexLiteral literal) {
            return literal(literal);
        }
        if (node instanceof RexFieldAccess field) {
            return field.getField().getName();
        }
        if (node instanceof RexOver over) {
            return over(over);
        }
        if (node instanceof RexSubQuery) {
            return "(sub-query)";
        }
        return node instanceof RexCall call ? call(call) : node.toString();
    }

    private static String literal(RexLiteral literal) {
        if (literal.isNull()) {
            return "NULL";
        }
        if (literal.getValue() instanceof NlsString text) {
            return "'" + text.getValue().replace("'", "''") + "'";
        }
        String plain = String.valueOf(literal.getValue4());
        return switch (literal.getTypeName()) {
            case DATE, TIME, TIMESTAMP -> literal.getTypeName() + " '" + literal.toString() + "'";
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMP '" + literal.toString() + " UTC'";
            case BOOLEAN -> plain.toUpperCase(Locale.ROOT);
            case DECIMAL, DOUBLE, BIGINT, INTEGER -> plain;
            default -> literal.toString();
        };
    }

    private String call(RexCall call) {
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case SEARCH -> search(call);
            case CAST -> "CAST(" + of(operands.get(0)) + " AS " + TypeNames.of(call.getType()) + ")";
            case NOT -> "NOT " + inner(operands.get(0));
            case AND, OR ->
                operands.stream()
                        .map(this::inner)
                        .collect(Collectors.joining(" " + call.getOperator().getName() + " "));
            case CASE -> choice(operands);
            default -> plain(call, operands);
        };
    }

    private String plain(RexCall call, List<RexNode> operands) {
        SqlSyntax syntax = call.getOperator().getSyntax();
        String name = call.getOperator().getName();
        if (operands.size() == 2
                && (syntax == SqlSyntax.BINARY || (syntax == SqlSyntax.SPECIAL && call.getKind() == SqlKind.LIKE))) {
            return inner(operands.get(0)) + " " + name + " " + inner(operands.get(1));
        }
        if (operands.size() == 1 && syntax == SqlSyntax.POSTFIX) {
            return inner(operands.get(0)) + " " + name;
        }
        if (operands.size() == 1 && syntax == SqlSyntax.PREFIX) {
            return name + inner(operands.get(0));
        }
        return name.toLowerCase(Locale.ROOT)
                + operands.stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
    }

    /** In parentheses where it would not stand by itself. */
    private String inner(RexNode node) {
        boolean isCompound = node instanceof RexCall call
                && !(node instanceof RexOver)
                && (call.getOperator().getSyntax() == SqlSyntax.BINARY || call.getKind() == SqlKind.SEARCH);
        return isCompound && !isComparison(node) ? "(" + of(node) + ")" : of(node);
    }

    private static boolean isComparison(RexNode node) {
        return SqlKind.COMPARISON.contains(node.getKind());
    }

    private String choice(List<RexNode> operands) {
        StringBuilder text = new StringBuilder("CASE");
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            text.append(" WHEN ").append(of(operands.get(i))).append(" THEN ").append(of(operands.get(i + 1)));
        }
        return text + " ELSE " + of(operands.get(operands.size() - 1)) + " END";
    }

    private String over(RexOver over) {
        List<String> parts = new ArrayList<>();
        if (!over.getWindow().partitionKeys.isEmpty()) {
            parts.add("PARTITION BY "
                    + over.getWindow().partitionKeys.stream().map(this::of).collect(Collectors.joining(", ")));
        }
        if (!over.getWindow().orderKeys.isEmpty()) {
            parts.add("ORDER BY "
                    + over.getWindow().orderKeys.stream().map(this::key).collect(Collectors.joining(", ")));
        }
        return over.getOperator().getName().toLowerCase(Locale.ROOT)
                + over.getOperands().stream().map(this::of).collect(Collectors.joining(", ", "(", ")"))
                + " OVER ("
                + String.join(" ", parts) + ")";
    }

    private String key(RexFieldCollation key) {
        return of(key.left) + (key.getDirection().isDescending() ? " DESC" : "");
    }

    /** A column beside a list of values or ranges, which the planner keeps as one. */
    private String search(RexCall call) {
        RexNode value = call.getOperands().get(0);
        Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
        if (sarg != null && sarg.isPoints()) {
            return of(value) + " IN (" + items(points(sarg), value) + ")";
        }
        if (sarg != null && sarg.isComplementedPoints()) {
            return of(value) + " NOT IN (" + items(points(sarg.negate()), value) + ")";
        }
        return of(RexUtil.expandSearch(builder, null, call));
    }

    private static List<Comparable<?>> points(Sarg<?> sarg) {
        List<Comparable<?>> points = new ArrayList<>();
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            points.add(range.lowerEndpoint());
        }
        return points;
    }

    private static String items(List<Comparable<?>> points, RexNode of) {
        String first = points.stream()
                .limit(MOST_ITEMS)
                .map(point -> point instanceof NlsString text ? "'" + text.getValue() + "'" : point.toString())
                .collect(Collectors.joining(", "));
        boolean isText = SqlTypeName.CHAR_TYPES.contains(of.getType().getSqlTypeName());
        String many = points.size() + (isText ? " texts" : " values");
        return points.size() > MOST_ITEMS ? first + ", … (" + many + ")" : first;
    }
}
