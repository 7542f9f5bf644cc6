package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * A question for one row of aggregates over the rows of a relation that meet conditions.
 *
 * @param rows what is aggregated, in terms of the relation
 * @param calls the aggregates, over {@code rows}
 * @param outputs what the row has, in terms of the calls
 */
record Shape(Question question, Flat rows, List<AggregateCall> calls, List<RexNode> outputs) {
    Shape {
        calls = List.copyOf(calls);
        outputs = List.copyOf(outputs);
    }

    /** Empty for a question of another form, and for one whose answer could differ or fail if it is merged. */
    static Optional<Shape> of(Question question) {
        RelNode part = question.part();
        Project top = part instanceof Project project ? project : null;
        RelNode below = top == null ? part : top.getInput();
        if (!(below instanceof Aggregate aggregate)
                || aggregate.getGroupType() != Aggregate.Group.SIMPLE
                || !aggregate.getGroupSet().isEmpty()) {
            return Optional.empty();
        }
        Flat rows = Flat.of(aggregate.getInput());
        List<RexNode> outputs = new ArrayList<>();
        if (top == null) {
            aggregate
                    .getRowType()
                    .getFieldList()
                    .forEach(field -> outputs.add(RexInputRef.of(field.getIndex(), aggregate.getRowType())));
        } else {
            outputs.addAll(top.getProjects());
        }
        boolean merges = rows.conditions().stream().allMatch(Safety::cannotFail)
                && outputs.stream().allMatch(Safety::failsAlike)
                && aggregate.getAggCallList().stream().allMatch(call -> Safety.isExact(call, rows));
        return merges ? Optional.of(new Shape(question, rows, aggregate.getAggCallList(), outputs)) : Optional.empty();
    }

    /** The condition under which a row counts for a call, beside those of all rows. */
    Optional<RexNode> filter(AggregateCall call) {
        return call.hasFilter() ? Optional.of(rows.values().get(call.filterArg)) : Optional.empty();
    }

    List<RexNode> arguments(AggregateCall call) {
        return call.getArgList().stream().map(rows.values()::get).toList();
    }

    /** Whether the row is just the aggregates. */
    boolean isPlain() {
        return outputs.stream().allMatch(RexInputRef.class::isInstance);
    }
}
