package org.kpirunner.engine.embedded.function;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.value.Field;

/**
 * Gives a parsed query the forms that it is validated in: functions that the parser takes for another dialect's become
 * ours, and names of Trino for what SQL has a form for become that form.
 */
public final class Forms extends SqlShuttle {
    /** The function that takes white space from both ends, which the parser cannot tell from the one of SQL. */
    static final String TRIM = "TRIM";

    /** The array of nothing, whose items the validator would want to see. */
    static final String EMPTY_ARRAY = "ARRAY[]";

    private static final Map<String, SqlOperator> SAME = Map.of(
            "MOD", BinaryOverload.REMAINDER,
            "LENGTH", SqlStdOperatorTable.CHAR_LENGTH,
            "SUBSTR", SqlStdOperatorTable.SUBSTRING,
            "CEILING", SqlStdOperatorTable.CEIL);
    private static final Map<String, String> ALIASES = Map.of(
            "POW", "POWER",
            "ARBITRARY", "ANY_VALUE",
            "EVERY", "BOOL_AND",
            "TRANSLATE3", "TRANSLATE");

    private static final Map<SqlOperator, SqlOperator> OVERLOADED = Map.of(
            SqlStdOperatorTable.MINUS, BinaryOverload.MINUS,
            SqlStdOperatorTable.PERCENT_REMAINDER, BinaryOverload.REMAINDER);

    /** With so many arguments, of which the last one says how many values are wanted. */
    private static final Map<String, Integer> SIZE_OF_FIRSTS = Map.of("MAX", 2, "MIN", 2, "MAX_BY", 3, "MIN_BY", 3);

    private Forms() {}

    public static SqlNode of(SqlNode parsed) {
        SqlNode node = parsed.accept(new Forms());
        return node == null ? parsed : node;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        if (call.getKind() == SqlKind.FILTER && isNamed(call.operand(0), "COUNT_IF")) {
            SqlCall count = call.operand(0);
            return countWhere(call.getParserPosition(), and(visited(count.operand(0)), visited(call.operand(1))));
        }
        if (call.getKind() == SqlKind.OVER && isNamed(call.operand(0), "COUNT_IF")) {
            SqlCall count = call.operand(0);
            SqlNode counted =
                    SqlStdOperatorTable.COUNT.createCall(count.getParserPosition(), oneIf(visited(count.operand(0))));
            return SqlStdOperatorTable.OVER.createCall(call.getParserPosition(), counted, visited(call.operand(1)));
        }
        if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR && call.operandCount() == 0) {
            return named(EMPTY_ARRAY, null, call.getParserPosition(), List.of());
        }
        SqlNode node = super.visit(call);
        if (node instanceof SqlCall sign && OVERLOADED.containsKey(sign.getOperator())) {
            return OVERLOADED.get(sign.getOperator()).createCall(call.getParserPosition(), sign.getOperandList());
        }
        return node instanceof SqlCall visited && visited.getOperator() instanceof SqlFunction function
                ? form(visited, function.getName().toUpperCase(Locale.ROOT))
                : node;
    }

    private SqlNode visited(SqlNode node) {
        SqlNode visited = node.accept(this);
        return visited == null ? node : visited;
    }

    private static boolean isNamed(SqlNode node, String name) {
        return node instanceof SqlCall call && call.getOperator().getName().equalsIgnoreCase(name);
    }

    private static SqlNode form(SqlCall call, String name) {
        SqlParserPos at = call.getParserPosition();
        List<SqlNode> operands = call.getOperandList();
        if (name.equals("IF") && (operands.size() == 2 || operands.size() == 3)) {
            return choice(at, operands.get(0), operands.get(1), operands.size() == 3 ? operands.get(2) : null);
        }
        SqlLiteral quantifier = call.getFunctionQuantifier();
        if (name.equals("COUNT_IF") && operands.size() == 1 && quantifier == null) {
            return countWhere(at, operands.get(0));
        }
        if (name.equals("CONCAT") && operands.size() > 1) {
            return operands.stream()
                    .reduce((a, b) -> SqlStdOperatorTable.CONCAT.createCall(at, a, b))
                    .get();
        }
        if (name.equals("EXTRACT")) {
            return SqlStdOperatorTable.EXTRACT.createCall(at, part(operands.get(0)), operands.get(1));
        }
        Field field = operands.size() == 1 ? Field.find(name) : null;
        if (field != null) {
            return SqlStdOperatorTable.EXTRACT.createCall(at, part(field, at), operands.get(0));
        }
        if (call.getOperator().equals(SqlStdOperatorTable.TRIM) && isDefaultCharacters(operands.get(1), at)) {
            return named(TRIM, null, at, List.of(operands.get(2)));
        }
        if (operands.size() > 1 && operands.get(operands.size() - 1) instanceof SqlNodeList order) {
            SqlNode aggregate = named(name, quantifier, at, operands.subList(0, operands.size() - 1));
            return SqlStdOperatorTable.WITHIN_GROUP.createCall(at, aggregate, order);
        }
        if (operands.size() == SIZE_OF_FIRSTS.getOrDefault(name, -1)) {
            return named(name + "_N", quantifier, at, operands);
        }
        SqlOperator same = SAME.get(name);
        if (same != null) {
            return same.createCall(at, operands);
        }
        String alias = ALIASES.getOrDefault(name, name);
        boolean isForeign = !(call.getOperator() instanceof SqlUnresolvedFunction)
                && !Functions.has(call.getOperator())
                && Functions.names().contains(name);
        return alias.equals(name) && !isForeign
                ? call
                : named(
                        alias,
                        quantifier,
                        at,
                        operands.stream().map(Forms::column).toList());
    }

    /** The parser puts the blank that {@code TRIM(x)} does not name where the call stands. */
    private static boolean isDefaultCharacters(SqlNode characters, SqlParserPos call) {
        return characters instanceof SqlLiteral
                && characters.getParserPosition().equals(call);
    }

    private static SqlNode named(
            String name, @Nullable SqlLiteral quantifier, SqlParserPos at, List<SqlNode> operands) {
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(name, at), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(quantifier, at, operands.toArray(SqlNode[]::new));
    }

    /** What the parser took for a unit of time, though only a column can stand there. */
    private static SqlNode column(SqlNode operand) {
        return operand instanceof SqlIntervalQualifier unit
                ? new SqlIdentifier(name(unit), unit.getParserPosition())
                : operand;
    }

    private static SqlNode part(SqlNode unit) {
        Field field = unit instanceof SqlIntervalQualifier qualifier ? Field.find(name(qualifier)) : null;
        return field == null ? unit : part(field, unit.getParserPosition());
    }

    private static String name(SqlIntervalQualifier unit) {
        return unit.timeFrameName == null ? unit.timeUnitRange.name() : unit.timeFrameName;
    }

    private static SqlNode part(Field field, SqlParserPos at) {
        return new SqlIntervalQualifier(TimeUnit.valueOf(field.nameInTree()), null, at);
    }

    private static SqlNode countWhere(SqlParserPos at, SqlNode condition) {
        SqlNode count = SqlStdOperatorTable.COUNT.createCall(at, SqlIdentifier.star(at));
        return SqlStdOperatorTable.FILTER.createCall(at, count, condition);
    }

    private static SqlNode and(SqlNode one, SqlNode other) {
        return SqlStdOperatorTable.AND.createCall(one.getParserPosition(), one, other);
    }

    private static SqlNode oneIf(SqlNode condition) {
        SqlParserPos at = condition.getParserPosition();
        return choice(at, condition, SqlLiteral.createExactNumeric("1", at), null);
    }

    private static SqlNode choice(SqlParserPos at, SqlNode condition, SqlNode then, @Nullable SqlNode otherwise) {
        return new SqlCase(
                at,
                null,
                new SqlNodeList(List.of(condition), at),
                new SqlNodeList(List.of(then), at),
                otherwise == null ? SqlLiteral.createNull(at) : otherwise);
    }
}
