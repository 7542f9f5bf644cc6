package org.kpirunner.engine.embedded.planning;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Refuses {@code (a, b) NOT IN (SELECT …)} where a value may be NULL: the rules that make joins of sub-queries take a row
 * for unknown that has a NULL, though it may differ in another value.
 */
final class ListsOfRows extends RexShuttle {
    /** A condition that is unknown leaves a row out as one that is false does. */
    private boolean isOfRows;

    private ListsOfRows() {}

    static void check(RelNode plan) {
        Plans.visit(plan, node -> {
            ListsOfRows lists = new ListsOfRows();
            lists.isOfRows = node instanceof Filter || node instanceof Join;
            node.accept(lists);
        });
    }

    @Override
    public RexNode visitCall(RexCall call) {
        boolean before = isOfRows;
        isOfRows &= call.getKind() == SqlKind.AND || call.getKind() == SqlKind.OR;
        RexNode visited = super.visitCall(call);
        isOfRows = before;
        return visited;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        if (!isOfRows && query.getKind() == SqlKind.IN && query.getOperands().size() > 1 && canBeNull(query)) {
            throw new KpiException(
                    Reason.NOT_SUPPORTED,
                    "several columns NOT IN a sub-query that is computed here, where one of them may be NULL, are not"
                            + " supported; NOT EXISTS (SELECT … WHERE …) is");
        }
        return query;
    }

    private static boolean canBeNull(RexSubQuery query) {
        return query.getOperands().stream()
                        .anyMatch(operand -> operand.getType().isNullable())
                || query.rel.getRowType().getFieldList().stream()
                        .map(RelDataTypeField::getType)
                        .anyMatch(type -> type.isNullable());
    }
}
