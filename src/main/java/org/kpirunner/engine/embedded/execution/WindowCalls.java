package org.kpirunner.engine.embedded.execution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.aggregate.Accumulator;
import org.kpirunner.engine.embedded.aggregate.Accumulators;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.function.Functions;
import org.kpirunner.engine.embedded.operator.RowOrder;
import org.kpirunner.engine.embedded.window.Frame;
import org.kpirunner.engine.embedded.window.RangeKey;
import org.kpirunner.engine.embedded.window.WindowFunction;
import org.kpirunner.engine.embedded.window.WindowFunctions;
import org.kpirunner.engine.embedded.window.Windowing;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Takes the window functions out of a projection: what is left refers to the columns that they will stand in. */
final class WindowCalls extends RexShuttle {
    private final int inputFields;
    private final Expressions expressions;
    private final Memory.Hold hold;
    private final List<RexOver> found = new ArrayList<>();
    private final List<Windowing.Call> calls = new ArrayList<>();

    WindowCalls(Project project, Expressions expressions, Memory memory) {
        this.inputFields = project.getInput().getRowType().getFieldCount();
        this.expressions = expressions;
        this.hold = memory.hold("the values of a window function");
    }

    List<Windowing.Call> calls() {
        return calls;
    }

    @Override
    public RexNode visitOver(RexOver over) {
        int index = found.indexOf(over);
        if (index < 0) {
            index = found.size();
            calls.add(call(over));
            found.add(over);
        }
        return new RexInputRef(inputFields + index, over.getType());
    }

    private Windowing.Call call(RexOver over) {
        RexWindow window = over.getWindow();
        if (window.getExclude() != RexWindowExclusion.EXCLUDE_NO_OTHER) {
            throw new KpiException(Reason.NOT_SUPPORTED, "EXCLUDE in a window frame is not supported");
        }
        return new Windowing.Call(
                expressions.compile(window.partitionKeys), order(window.orderKeys), function(over, frame(window)));
    }

    private WindowFunction function(RexOver over, Frame frame) {
        List<Expression> arguments = expressions.compile(over.getOperands());
        WindowFunction function = WindowFunctions.of(over.getAggOperator(), arguments, frame, over.ignoreNulls());
        if (function != null) {
            return function;
        }
        Accumulator.Start start = Functions.aggregate(over.getAggOperator());
        Accumulator.Start complete = over.isDistinct() ? Accumulators.distinct(start) : start;
        Accumulator.Arguments all = new Accumulator.Arguments(
                arguments, over.getOperands().stream().map(RexNode::getType).toList(), over.getType(), hold);
        return WindowFunctions.aggregate(() -> complete.begin(all), frame);
    }

    private Frame frame(RexWindow window) {
        RangeKey key = null;
        if (window.orderKeys.size() == 1) {
            RexFieldCollation only = window.orderKeys.get(0);
            key = new RangeKey(expressions.compile(only.left), only.left.getType(), isDescending(only));
        }
        return new Frame(bound(window.getLowerBound()), bound(window.getUpperBound()), window.isRows(), key);
    }

    private Frame.Bound bound(RexWindowBound bound) {
        int direction = bound.isPreceding() ? -1 : bound.isFollowing() ? 1 : 0;
        RexNode offset = bound.getOffset();
        return new Frame.Bound(direction, offset == null ? null : expressions.compile(offset));
    }

    private Comparator<@Nullable Object[]> order(List<RexFieldCollation> collations) {
        return collations.stream()
                .map(this::order)
                .reduce(Comparator::thenComparing)
                .orElse(RowOrder.none());
    }

    private Comparator<@Nullable Object[]> order(RexFieldCollation collation) {
        Expression value = expressions.compile(collation.left);
        RelDataType type = collation.left.getType();
        boolean isNullFirst = collation.right.contains(SqlKind.NULLS_FIRST);
        Comparator<@Nullable Object> values = RowOrder.ofValues(type, isDescending(collation), isNullFirst);
        return (a, b) -> values.compare(value.eval(a), value.eval(b));
    }

    private static boolean isDescending(RexFieldCollation collation) {
        return collation.right.contains(SqlKind.DESCENDING);
    }
}
