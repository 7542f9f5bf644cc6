package org.kpirunner.dialect;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.Reason;

/** Brings different ways of saying one thing into one form, and refuses what the dialect does not have. */
final class Normalization extends SqlShuttle {
    static final String AT_TIME_ZONE = "at_time_zone";
    private static final String AT_TIMEZONE = "at_timezone";

    /** What other dialects have, and what says the same here. */
    private static final Map<String, String> INSTEAD = Map.of(
            "ILIKE", "lower(x) LIKE lower(y)",
            "NOT ILIKE", "lower(x) NOT LIKE lower(y)",
            "RLIKE", "regexp_like(x, y)",
            "NOT RLIKE", "NOT regexp_like(x, y)",
            "SIMILAR TO", "regexp_like(x, y)",
            "NOT SIMILAR TO", "NOT regexp_like(x, y)",
            "POSIX REGEX CASE SENSITIVE", "regexp_like(x, y)",
            "NEGATED POSIX REGEX CASE SENSITIVE", "NOT regexp_like(x, y)",
            "INTERVAL", "INTERVAL '1' DAY, with its number in quotes");

    private static final Map<SqlKind, String> UNSUPPORTED = Map.of(
            SqlKind.PIVOT, "PIVOT is not supported; write one aggregate with FILTER (WHERE …) for each column",
            SqlKind.UNPIVOT, "UNPIVOT is not supported; write CROSS JOIN UNNEST(ARRAY[…])",
            SqlKind.MATCH_RECOGNIZE, "MATCH_RECOGNIZE is not supported; lag and lead see the rows before and after");

    private final Query query;

    private Normalization(Query query) {
        this.query = query;
    }

    static SqlNode of(Query query) {
        SqlNode node = query.node().accept(new Normalization(query));
        if (node == null) {
            throw new IllegalStateException("no statement is left");
        }
        return node;
    }

    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        SqlParserPos at = literal.getParserPosition();
        if (literal instanceof SqlUnknownLiteral unknown) {
            SqlNode typed = TypedLiteral.of(unknown, query);
            return unknown.tag.equalsIgnoreCase("TIMESTAMP")
                    ? TypedLiteral.zone(unknown.getValue())
                            .map(zone -> inZone(typed, zone))
                            .orElse(typed)
                    : typed;
        }
        if (literal.getTypeName() == SqlTypeName.CHAR && literal.getValue() instanceof NlsString text) {
            return SqlLiteral.createCharString(text.getValue(), at);
        }
        return literal;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.getOperator().equals(SqlLibraryOperators.INFIX_CAST)) {
            throw query.problem(
                    Reason.NOT_SUPPORTED,
                    call.operand(0).getParserPosition(),
                    "\"::\" is not supported; write CAST(… AS "
                            + call.operand(1).toString().replace("`", "") + ")");
        }
        if (call.getKind() == SqlKind.TABLESAMPLE) {
            throw query.problem(
                    Reason.NOT_SUPPORTED,
                    call.getParserPosition(),
                    "TABLESAMPLE is not supported, as it answers by chance");
        }
        String unsupported = UNSUPPORTED.get(call.getKind());
        if (unsupported != null) {
            throw query.problem(Reason.NOT_SUPPORTED, call.getParserPosition(), unsupported);
        }
        if (call instanceof SqlJoin join && join.isNatural()) {
            throw query.problem(
                    Reason.NOT_SUPPORTED,
                    join.getRight().getParserPosition(),
                    "NATURAL JOIN is not supported, as a new column could change it; write JOIN … USING (…)");
        }
        if (call instanceof SqlWith with) {
            checkNamesDiffer(with);
        }
        if (call.getKind() == SqlKind.COLLECTION_TABLE) {
            return TableFunction.table(call, query);
        }
        String instead = INSTEAD.get(call.getOperator().getName());
        if (instead != null) {
            throw query.problem(
                    Reason.NOT_SUPPORTED,
                    call.getParserPosition(),
                    shown(call.getOperator().getName()) + " is not supported; write " + instead);
        }
        SqlNode visited = super.visit(call);
        return visited instanceof SqlCall same ? rewritten(withPoints(withNullsLast(same))) : visited;
    }

    /** A literal with a zone: a point in time, which does not know its zone, and the zone to show it in. */
    private static SqlNode inZone(SqlNode point, String zone) {
        SqlParserPos at = point.getParserPosition();
        return function(AT_TIMEZONE, at, point, SqlLiteral.createCharString(zone, at));
    }

    /** Where points in time are compared, their zones say nothing, and sources compare plain literals best. */
    private static SqlCall withPoints(SqlCall call) {
        boolean compares = SqlKind.COMPARISON.contains(call.getKind())
                || call.getKind() == SqlKind.BETWEEN
                || call.getKind() == SqlKind.IN
                || call.getKind() == SqlKind.NOT_IN;
        for (int i = 0; compares && i < call.operandCount(); i++) {
            if (call.operand(i) instanceof SqlNodeList list) {
                call.setOperand(
                        i,
                        new SqlNodeList(list.stream().map(Normalization::point).toList(), list.getParserPosition()));
            } else if (call.operand(i) != null) {
                call.setOperand(i, point(call.operand(i)));
            }
        }
        return call;
    }

    private static SqlNode point(SqlNode node) {
        boolean isLiteral = isFunction(node, AT_TIMEZONE)
                && ((SqlCall) node).operand(0) instanceof SqlLiteral literal
                && literal.getParserPosition().equals(node.getParserPosition());
        return isLiteral ? ((SqlCall) node).operand(0) : node;
    }

    /** What the parser calls by name is written by a sign. */
    private static String shown(String operator) {
        return switch (operator) {
            case "POSIX REGEX CASE SENSITIVE" -> "\"~\"";
            case "NEGATED POSIX REGEX CASE SENSITIVE" -> "\"!~\"";
            case "INTERVAL" -> "INTERVAL without quotes";
            default -> operator;
        };
    }

    private void checkNamesDiffer(SqlWith with) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (SqlNode item : with.withList) {
            if (item instanceof SqlWithItem named && !names.add(named.name.getSimple())) {
                throw query.problem(
                        Reason.SYNTAX_ERROR,
                        named.name.getParserPosition(),
                        "WITH has two queries named \"" + named.name.getSimple() + "\"");
            }
        }
    }

    /** Within an aggregate Calcite has NULL first where the order is descending, and forgets that we have it last. */
    private static SqlCall withNullsLast(SqlCall call) {
        boolean ordered = call.getKind() == SqlKind.WITHIN_GROUP || call.getKind() == SqlKind.ARRAY_AGG;
        for (int i = 0; ordered && i < call.operandCount(); i++) {
            if (call.operand(i) instanceof SqlNodeList keys) {
                call.setOperand(i, new SqlNodeList(withNullsLast(keys), keys.getParserPosition()));
            }
        }
        return call;
    }

    private static List<SqlNode> withNullsLast(SqlNodeList keys) {
        return keys.stream()
                .filter(Objects::nonNull)
                .<SqlNode>map(key -> key.getKind() == SqlKind.DESCENDING
                        ? SqlStdOperatorTable.NULLS_LAST.createCall(key.getParserPosition(), key)
                        : key)
                .toList();
    }

    private static SqlNode rewritten(SqlCall call) {
        String name = call.getOperator().getName();
        if (name.equals("ITEM") && isFunction(call.operand(1), AT_TIME_ZONE)) {
            SqlCall zone = call.operand(1);
            return function(AT_TIMEZONE, call.getParserPosition(), call.operand(0), zone.operand(0));
        }
        if (isFunction(call, "if") && (call.operandCount() == 2 || call.operandCount() == 3)) {
            return conditional(call);
        }
        return call;
    }

    private static boolean isFunction(SqlNode node, String name) {
        return node instanceof SqlCall call
                && call.getOperator() instanceof SqlUnresolvedFunction
                && call.getOperator().getName().equalsIgnoreCase(name);
    }

    private static SqlNode conditional(SqlCall call) {
        SqlParserPos at = call.getParserPosition();
        SqlNode otherwise = call.operandCount() == 3 ? call.operand(2) : SqlLiteral.createNull(at);
        return new SqlCase(at, null, SqlNodeList.of(call.operand(0)), SqlNodeList.of(call.operand(1)), otherwise);
    }

    private static SqlNode function(String name, SqlParserPos at, SqlNode... operands) {
        SqlIdentifier identifier = new SqlIdentifier(List.of(name), at);
        return new SqlUnresolvedFunction(identifier, null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(at, operands);
    }
}
