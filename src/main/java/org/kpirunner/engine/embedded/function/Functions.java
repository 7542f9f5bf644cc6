package org.kpirunner.engine.embedded.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.kpirunner.engine.embedded.aggregate.Accumulator;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The single list of the operators and functions that the dialect has, and what they compute in this process. */
public final class Functions {
    private static final Map<SqlOperator, Evaluation> SCALARS = scalars();
    private static final Map<SqlOperator, Accumulator.Start> AGGREGATES = aggregates();
    private static final List<SqlFunction> WINDOW_FUNCTIONS = List.of(
            SqlStdOperatorTable.ROW_NUMBER,
            SqlStdOperatorTable.RANK,
            SqlStdOperatorTable.DENSE_RANK,
            SqlStdOperatorTable.PERCENT_RANK,
            SqlStdOperatorTable.CUME_DIST,
            SqlStdOperatorTable.NTILE,
            SqlStdOperatorTable.LAG,
            SqlStdOperatorTable.LEAD,
            SqlStdOperatorTable.FIRST_VALUE,
            SqlStdOperatorTable.LAST_VALUE,
            SqlStdOperatorTable.NTH_VALUE);

    /** Functions that only the syntax knows: they are gone when a query has become a plan. */
    private static final List<SqlFunction> SYNTACTIC = List.of(SqlStdOperatorTable.GROUPING);

    private static final NavigableSet<String> NAMES = collectNames();
    private static final SqlOperatorTable OPERATORS = new FunctionTable(operators());

    private Functions() {}

    private static Map<SqlOperator, Evaluation> scalars() {
        Map<SqlOperator, Evaluation> scalars = new HashMap<>();
        Stream.of(
                        StandardOperators.list(),
                        TextFunctions.list(),
                        RegexFunctions.list(),
                        BinaryFunctions.list(),
                        NumberFunctions.list(),
                        BitFunctions.list(),
                        TimeFunctions.list(),
                        JsonFunctions.list(),
                        ArrayFunctions.list(),
                        SetFunctions.list())
                .flatMap(Collection::stream)
                .forEach(scalar -> scalars.put(scalar.operator(), scalar.evaluation()));
        return Map.copyOf(scalars);
    }

    private static Map<SqlOperator, Accumulator.Start> aggregates() {
        Map<SqlOperator, Accumulator.Start> aggregates = new HashMap<>();
        Aggregate.list().forEach(aggregate -> aggregates.put(aggregate.operator(), aggregate.start()));
        return Map.copyOf(aggregates);
    }

    private static List<SqlOperator> operators() {
        List<SqlOperator> operators = new ArrayList<>();
        SqlStdOperatorTable.instance().getOperatorList().stream()
                .filter(operator -> !(operator instanceof SqlFunction))
                .forEach(operators::add);
        operators.add(SqlLibraryOperators.INFIX_CAST);
        functions().forEach(operators::add);
        return operators;
    }

    private static Stream<SqlOperator> functions() {
        return Stream.<Collection<? extends SqlOperator>>of(
                        SCALARS.keySet(), AGGREGATES.keySet(), WINDOW_FUNCTIONS, SYNTACTIC)
                .flatMap(Collection::stream)
                .filter(SqlFunction.class::isInstance)
                .map(SqlOperator.class::cast);
    }

    private static NavigableSet<String> collectNames() {
        NavigableSet<String> names = new TreeSet<>();
        functions()
                .map(function -> function.getName().toUpperCase(Locale.ROOT))
                .filter(name -> Character.isLetter(name.charAt(0)))
                .forEach(names::add);
        return names;
    }

    /** What the validator resolves names against, after {@link Forms}. */
    public static SqlOperatorTable operatorTable() {
        return OPERATORS;
    }

    /** The names of all functions, in upper case. */
    public static NavigableSet<String> names() {
        return NAMES;
    }

    static boolean has(SqlOperator operator) {
        return OPERATORS.getOperatorList().contains(operator);
    }

    /** What a call computes of its operands. */
    public static Expression expression(RexCall call, List<Expression> operands) {
        Evaluation evaluation = SCALARS.get(call.getOperator());
        if (evaluation == null) {
            throw notSupported(call.getOperator());
        }
        return evaluation.compile(call, operands);
    }

    /** How an aggregate function begins a group. */
    public static Accumulator.Start aggregate(SqlAggFunction function) {
        Accumulator.Start start = AGGREGATES.get(function);
        if (start == null) {
            throw notSupported(function);
        }
        return start;
    }

    private static KpiException notSupported(SqlOperator operator) {
        return new KpiException(
                Reason.NOT_SUPPORTED,
                operator.getName().toLowerCase(Locale.ROOT) + " is not supported where sources are brought together");
    }
}
