package org.kpirunner.engine.pushdown.search;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.Types;

/**
 * Tells which fields of an index expressions are about.
 *
 * @param fields the fields of the columns of the scanned table, in order
 */
record Columns(List<Field> fields) {
    Columns {
        fields = List.copyOf(fields);
    }

    /**
     * A field, perhaps cut down to a period.
     *
     * @param period what its dates are cut down to the beginning of
     */
    record Operand(Field field, Optional<Period> period) {
        Optional<Field> plainField() {
            return period.isEmpty() ? Optional.of(field) : Optional.empty();
        }
    }

    Field field(RexNode node) {
        return find(node).orElseThrow(() -> notComputed(node));
    }

    /** The field that an expression is, if it is one. */
    Optional<Field> find(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return Optional.of(fields.get(ref.getIndex()));
        }
        if (node instanceof RexFieldAccess access) {
            return find(access.getReferenceExpr())
                    .filter(object -> object.type() == FieldType.OBJECT && !object.array())
                    .map(object -> object.parts().get(access.getField().getIndex()));
        }
        return Optional.empty();
    }

    Operand operand(RexNode node) {
        Optional<Field> field = find(node);
        if (field.isPresent()) {
            return new Operand(field.get(), Optional.empty());
        }
        if (node.isA(SqlKind.CAST)) {
            RexNode inner = ((RexCall) node).getOperands().get(0);
            if (keepsEveryValue(inner.getType(), node.getType())) {
                return operand(inner);
            }
            if (node.getType().getSqlTypeName() == SqlTypeName.DATE
                    && inner.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP) {
                return new Operand(field(inner), Optional.of(Period.DAY));
            }
        }
        Optional<Period> period = Period.of(node);
        if (period.isPresent()) {
            return new Operand(field(Period.operand((RexCall) node)), period);
        }
        throw notComputed(node);
    }

    private static boolean keepsEveryValue(RelDataType from, RelDataType to) {
        SqlTypeName source = from.getSqlTypeName();
        SqlTypeName target = to.getSqlTypeName();
        if (source == SqlTypeName.VARCHAR) {
            return Literal.isUnlimitedText(to);
        }
        if (SqlTypeName.INT_TYPES.contains(source)) {
            return SqlTypeName.INT_TYPES.indexOf(target) >= SqlTypeName.INT_TYPES.indexOf(source)
                    || Types.isUnbounded(to)
                    || (target == SqlTypeName.DOUBLE && source != SqlTypeName.BIGINT)
                    || (target == SqlTypeName.DECIMAL && to.getPrecision() - to.getScale() >= from.getPrecision());
        }
        if (source == SqlTypeName.TIMESTAMP) {
            return (target == SqlTypeName.TIMESTAMP || target == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
                    && to.getPrecision() >= from.getPrecision();
        }
        return source == target && source == SqlTypeName.DOUBLE;
    }

    static NotPushable notComputed(RexNode node) {
        return new NotPushable("the index does not compute " + node);
    }
}
