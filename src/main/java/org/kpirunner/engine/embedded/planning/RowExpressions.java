package org.kpirunner.engine.embedded.planning;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.kpirunner.engine.pushdown.Types;

/**
 * Builds the expressions of plans. A cast of a literal stays a cast where Calcite would compute it by rules of its own:
 * it writes {@code TRUE} in upper case, cuts numbers to fit a text and seconds to fit a time, and gives decimals all the
 * zeros their type allows.
 */
public final class RowExpressions extends RexBuilder {
    public RowExpressions(RelDataTypeFactory types) {
        super(types);
    }

    @Override
    public RexNode makeCast(
            SqlParserPos at,
            RelDataType type,
            RexNode operand,
            boolean matchNullability,
            boolean safe,
            RexLiteral format) {
        return operand instanceof RexLiteral literal && !literal.isNull() && isKept(literal.getType(), type)
                ? makeAbstractCast(at, type, operand, safe, format)
                : super.makeCast(at, type, operand, matchNullability, safe, format);
    }

    private static boolean isKept(RelDataType from, RelDataType to) {
        boolean isToText = SqlTypeFamily.CHARACTER.contains(to) && !SqlTypeFamily.CHARACTER.contains(from);
        boolean isRounded = SqlTypeFamily.DATETIME.contains(to) && to.getPrecision() < from.getPrecision();
        return isToText || isRounded || (Types.isUnbounded(to) && !from.equals(to));
    }
}
