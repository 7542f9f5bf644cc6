package org.kpirunner.engine.embedded.function;

import static org.apache.calcite.sql.type.SqlTypeFamily.ANY;
import static org.apache.calcite.sql.type.SqlTypeFamily.BOOLEAN;
import static org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
import static org.apache.calcite.sql.type.SqlTypeFamily.INTEGER;
import static org.apache.calcite.sql.type.SqlTypeFamily.NUMERIC;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;
import org.kpirunner.engine.embedded.aggregate.Accumulator;
import org.kpirunner.engine.embedded.aggregate.Accumulators;
import org.kpirunner.engine.embedded.aggregate.FirstValues;
import org.kpirunner.engine.embedded.aggregate.MapAggregates;
import org.kpirunner.engine.embedded.aggregate.NumberAggregates;
import org.kpirunner.engine.embedded.aggregate.Percentile;
import org.kpirunner.engine.embedded.aggregate.ValueAggregates;

/** An aggregate function: how the validator knows it, and what it computes of a group. */
record Aggregate(SqlAggFunction operator, Accumulator.Start start) {
    private static final SqlReturnTypeInference ARRAY = call -> call.getTypeFactory()
            .createTypeWithNullability(Signatures.arrayOf(call.getTypeFactory(), call.getOperandType(0)), true);
    private static final SqlReturnTypeInference COUNT = ReturnTypes.BIGINT;

    private static final SqlReturnTypeInference COUNTS =
            call -> map(call, call.getTypeFactory().createSqlType(SqlTypeName.BIGINT));
    private static final SqlReturnTypeInference PAIRS = call -> map(call, call.getOperandType(1));

    private static RelDataType map(SqlOperatorBinding call, RelDataType value) {
        RelDataTypeFactory types = call.getTypeFactory();
        RelDataType key = types.createTypeWithNullability(call.getOperandType(0), false);
        return types.createTypeWithNullability(
                types.createMapType(key, types.createTypeWithNullability(value, true)), true);
    }

    static List<Aggregate> list() {
        return List.of(
                new Aggregate(SqlStdOperatorTable.COUNT, ValueAggregates.Count::new),
                new Aggregate(SqlStdOperatorTable.SUM, NumberAggregates::sum),
                new Aggregate(SqlStdOperatorTable.SUM0, NumberAggregates::sumOrZero),
                new Aggregate(SqlStdOperatorTable.MIN, x -> new ValueAggregates.Extreme(x, -1)),
                new Aggregate(SqlStdOperatorTable.MAX, x -> new ValueAggregates.Extreme(x, 1)),
                new Aggregate(SqlStdOperatorTable.SINGLE_VALUE, ValueAggregates.Single::new),
                new Aggregate(SqlStdOperatorTable.ANY_VALUE, ValueAggregates.Any::new),
                of("AVG", SqlKind.AVG, ReturnTypes.AVG_AGG_FUNCTION, Signatures.of(NUMERIC), NumberAggregates::average),
                deviation("STDDEV", SqlKind.STDDEV_SAMP, true, true),
                deviation("STDDEV_SAMP", SqlKind.STDDEV_SAMP, true, true),
                deviation("STDDEV_POP", SqlKind.STDDEV_POP, false, true),
                deviation("VARIANCE", SqlKind.VAR_SAMP, true, false),
                deviation("VAR_SAMP", SqlKind.VAR_SAMP, true, false),
                deviation("VAR_POP", SqlKind.VAR_POP, false, false),
                of(
                        "BOOL_AND",
                        SqlKind.OTHER_FUNCTION,
                        Signatures.MAYBE_FLAG,
                        Signatures.of(BOOLEAN),
                        x -> new ValueAggregates.AllOrAny(x, false)),
                of(
                        "BOOL_OR",
                        SqlKind.OTHER_FUNCTION,
                        Signatures.MAYBE_FLAG,
                        Signatures.of(BOOLEAN),
                        x -> new ValueAggregates.AllOrAny(x, true)),
                of(
                        "APPROX_DISTINCT",
                        SqlKind.OTHER_FUNCTION,
                        COUNT,
                        Signatures.of(ANY),
                        Accumulators.distinct(ValueAggregates.Count::new)),
                of(
                        "MAX_BY",
                        SqlKind.ARG_MAX,
                        Signatures.MAYBE_SAME_AS_FIRST,
                        Signatures.of(ANY, ANY),
                        x -> new ValueAggregates.ExtremeBy(x, 1)),
                of(
                        "MIN_BY",
                        SqlKind.ARG_MIN,
                        Signatures.MAYBE_SAME_AS_FIRST,
                        Signatures.of(ANY, ANY),
                        x -> new ValueAggregates.ExtremeBy(x, -1)),
                firsts("MAX_N", 1, Signatures.of(ANY, INTEGER)),
                firsts("MIN_N", -1, Signatures.of(ANY, INTEGER)),
                firsts("MAX_BY_N", 1, Signatures.of(ANY, ANY, INTEGER)),
                firsts("MIN_BY_N", -1, Signatures.of(ANY, ANY, INTEGER)),
                of(
                        "APPROX_PERCENTILE",
                        SqlKind.OTHER_FUNCTION,
                        Signatures.MAYBE_SAME_AS_FIRST,
                        Signatures.of(NUMERIC, NUMERIC),
                        Percentile::new),
                of("HISTOGRAM", SqlKind.OTHER_FUNCTION, COUNTS, Signatures.of(ANY), MapAggregates.Histogram::new),
                of("MAP_AGG", SqlKind.OTHER_FUNCTION, PAIRS, Signatures.of(ANY, ANY), MapAggregates.Pairs::new),
                ordered("ARRAY_AGG", SqlKind.ARRAY_AGG, ARRAY, Signatures.of(ANY), ValueAggregates.Items::new),
                ordered(
                        "LISTAGG",
                        SqlKind.LISTAGG,
                        Signatures.MAYBE_TEXT,
                        Signatures.optional(1, CHARACTER, CHARACTER),
                        ValueAggregates.Joined::new));
    }

    private static Aggregate firsts(String name, int sign, SqlOperandTypeChecker operands) {
        return of(name, SqlKind.OTHER_FUNCTION, ARRAY, operands, x -> new FirstValues(x, sign));
    }

    private static Aggregate of(
            String name,
            SqlKind kind,
            SqlReturnTypeInference returns,
            SqlOperandTypeChecker operands,
            Accumulator.Start start) {
        return new Aggregate(new DialectAggregate(name, kind, returns, operands, Optionality.FORBIDDEN), start);
    }

    private static Aggregate ordered(
            String name,
            SqlKind kind,
            SqlReturnTypeInference returns,
            SqlOperandTypeChecker operands,
            Accumulator.Start start) {
        return new Aggregate(new DialectAggregate(name, kind, returns, operands, Optionality.OPTIONAL), start);
    }

    private static Aggregate deviation(String name, SqlKind kind, boolean isOfSample, boolean isRoot) {
        return of(
                name,
                kind,
                ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                Signatures.of(NUMERIC),
                x -> new NumberAggregates.Deviation(x, isOfSample, isRoot));
    }
}
