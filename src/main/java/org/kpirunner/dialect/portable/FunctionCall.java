package org.kpirunner.dialect.portable;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.kpirunner.dialect.portable.Edits.Range;

/** A call of a function by its name. */
final class FunctionCall {
    private static final Set<String> WHOLE = Set.of(
            "count",
            "count_if",
            "approx_distinct",
            "length",
            "char_length",
            "character_length",
            "strpos",
            "position",
            "cardinality",
            "date_diff",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "week",
            "quarter",
            "day_of_week",
            "day_of_month",
            "day_of_year",
            "extract",
            "row_number",
            "rank",
            "dense_rank",
            "ntile",
            "array_position",
            "json_array_length",
            "codepoint",
            "levenshtein_distance",
            "grouping");
    private static final Set<String> REAL = Set.of(
            "sqrt",
            "power",
            "pow",
            "exp",
            "ln",
            "log",
            "log2",
            "log10",
            "cbrt",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "variance",
            "var_pop",
            "var_samp",
            "corr",
            "to_unixtime",
            "percent_rank",
            "cume_dist",
            "pi",
            "e",
            "sin",
            "cos",
            "tan",
            "geometric_mean");
    private static final Set<String> TEXT = Set.of(
            "concat",
            "lower",
            "upper",
            "trim",
            "ltrim",
            "rtrim",
            "lpad",
            "rpad",
            "substr",
            "substring",
            "replace",
            "reverse",
            "split_part",
            "regexp_replace",
            "regexp_extract",
            "translate");
    private static final Set<String> TAKE_TEXT = Set.of(
            "length",
            "char_length",
            "character_length",
            "strpos",
            "position",
            "regexp_like",
            "starts_with",
            "levenshtein_distance");
    private static final Set<String> TEXT_OF_ANYTHING = Set.of(
            "date_format", "json_extract_scalar", "json_value", "listagg", "to_iso8601", "json_format", "typeof");
    private static final Set<String> FIRST = Set.of(
            "sum",
            "min",
            "max",
            "arbitrary",
            "any_value",
            "first_value",
            "last_value",
            "lag",
            "lead",
            "nth_value",
            "max_by",
            "min_by",
            "abs",
            "ceil",
            "ceiling",
            "floor",
            "round",
            "truncate",
            "sign",
            "try",
            "nullif",
            "mode",
            "single_value");
    private static final Set<String> FLAG = Set.of(
            "bool_and",
            "bool_or",
            "every",
            "regexp_like",
            "starts_with",
            "contains",
            "is_nan",
            "is_finite",
            "any_match",
            "all_match",
            "none_match");

    private final Edits edits;
    private final Expressions expressions;
    private final SqlCall call;
    private final String name;
    private final List<SqlNode> operands;

    FunctionCall(Edits edits, Expressions expressions, SqlCall call) {
        this.edits = edits;
        this.expressions = expressions;
        this.call = call;
        this.name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        this.operands = call.getOperandList().stream()
                .filter(operand -> operand != null)
                .toList();
    }

    ColumnKind visit() {
        if (name.equals("convert_from") && operands.size() == 2 && isConvertTo(operands.get(0))) {
            return json((SqlCall) operands.get(0));
        }
        if (name.equals("coalesce") || name.equals("greatest") || name.equals("least")) {
            return expressions.alike(operands);
        }
        if (name.equals("avg") && operands.size() == 1) {
            return average();
        }
        boolean takesText = TEXT.contains(name) || TAKE_TEXT.contains(name);
        List<ColumnKind> kinds = operands.stream()
                .map(takesText ? expressions::text : expressions::visit)
                .toList();
        return kind(kinds);
    }

    private ColumnKind kind(List<ColumnKind> kinds) {
        if (WHOLE.contains(name)) {
            return ColumnKind.WHOLE;
        }
        if (REAL.contains(name)) {
            return ColumnKind.REAL;
        }
        if (TEXT.contains(name)) {
            return kinds.contains(ColumnKind.OTHER) ? ColumnKind.OTHER : ColumnKind.TEXT;
        }
        if (TEXT_OF_ANYTHING.contains(name)) {
            return ColumnKind.TEXT;
        }
        if (FLAG.contains(name)) {
            return ColumnKind.FLAG;
        }
        if (FIRST.contains(name) && !kinds.isEmpty()) {
            return kinds.get(0);
        }
        return switch (name) {
            case "mod" -> kinds.stream().reduce(ColumnKind::or).orElse(ColumnKind.UNKNOWN);
            case "date" -> ColumnKind.DATE;
            case "date_trunc", "date_add" -> kinds.get(kinds.size() - 1);
            case "from_iso8601_timestamp", "from_unixtime", "at_timezone", "with_timezone" -> ColumnKind.POINT;
            case "from_iso8601_date" -> ColumnKind.DATE;
            case "date_parse" -> ColumnKind.MOMENT;
            default -> ColumnKind.UNKNOWN;
        };
    }

    private ColumnKind average() {
        ColumnKind kind = expressions.visit(operands.get(0));
        if (kind == ColumnKind.DECIMAL) {
            expressions.keepDigits(operands.get(0), "an average keeps its digits: AVG(CAST(… AS decimal(38,20)))");
        }
        return kind == ColumnKind.WHOLE ? ColumnKind.REAL : kind;
    }

    private static boolean isConvertTo(SqlNode node) {
        return node instanceof SqlCall inner
                && inner.getOperator().getName().equalsIgnoreCase("convert_to")
                && inner.operandCount() == 2
                && inner.operand(1) instanceof SqlLiteral format
                && "JSON".equalsIgnoreCase(format.getValueAs(String.class));
    }

    private ColumnKind json(SqlCall inner) {
        expressions.visit(inner.operand(0));
        Range whole = edits.range(call);
        String value = edits.changed(edits.range(inner.operand(0)));
        edits.replace(
                whole, "json_format(CAST(" + value + " AS JSON))", "the JSON of a value: json_format(CAST(… AS JSON))");
        return ColumnKind.TEXT;
    }
}
