package org.kpirunner.engine.embedded.across;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.execution.JoinKeys;
import org.kpirunner.engine.embedded.execution.RowValue;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.planning.Splitter;

/** Asks the smaller side of a join first, and the other side only for rows that have one of its keys. */
final class NarrowedJoins {
    /** A larger side is not kept; both sides then stream into the join. */
    private static final int MOST_ROWS = 200_000;

    private final Splitter splitter;
    private final Asking asking;

    NarrowedJoins(Splitter splitter, Asking asking) {
        this.splitter = splitter;
        this.asking = asking;
    }

    RelNode in(RelNode node) {
        if (node instanceof Correlate || splitter.pushed(node).isPresent()) {
            return node;
        }
        if (node instanceof Join join) {
            Optional<JoinKeys.Pair> pair = JoinKeys.of(join).pairs().stream()
                    .filter(NarrowedJoins::canBeSent)
                    .findFirst();
            if (pair.isPresent()) {
                return narrowed(join, pair.get());
            }
        }
        List<RelNode> inputs = node.getInputs().stream().map(this::in).toList();
        return inputs.equals(node.getInputs()) ? node : node.copy(node.getTraitSet(), inputs);
    }

    private static boolean canBeSent(JoinKeys.Pair pair) {
        Literals.Kind kind = Literals.Kind.of(pair.left().getType());
        return !pair.isNullEqual()
                && kind.isKey()
                && kind == Literals.Kind.of(pair.right().getType());
    }

    private RelNode narrowed(Join join, JoinKeys.Pair pair) {
        JoinRelType type = join.getJoinType();
        boolean canLeftBeFirst = !type.generatesNullsOnLeft();
        boolean canRightBeFirst = type == JoinRelType.INNER || type == JoinRelType.SEMI || type == JoinRelType.RIGHT;
        long left = asking.estimate(join.getLeft());
        long right = asking.estimate(join.getRight());
        if (canLeftBeFirst && left <= MOST_ROWS && left < right) {
            HeldRows first = asking.ask(join.getLeft(), MOST_ROWS);
            return joined(
                    join, held(first, join.getLeft()), in(other(first, pair.left(), join.getRight(), pair.right())));
        }
        if (canRightBeFirst && right <= MOST_ROWS && right <= left) {
            HeldRows first = asking.ask(join.getRight(), MOST_ROWS);
            return joined(
                    join, in(other(first, pair.right(), join.getLeft(), pair.left())), held(first, join.getRight()));
        }
        return joined(join, in(join.getLeft()), in(join.getRight()));
    }

    private static RelNode joined(Join join, RelNode left, RelNode right) {
        return join.copy(join.getTraitSet(), List.of(left, right));
    }

    private static RelNode held(HeldRows rows, RelNode part) {
        return new FragmentScan(part.getCluster(), part.getRowType(), rows);
    }

    /** The other side with only those rows that have one of the keys. */
    private static RelNode other(HeldRows first, RexNode key, RelNode part, RexNode value) {
        if (!first.isAll()) {
            return part;
        }
        RowValue keyOf = RowValue.of(key, part.getCluster().getRexBuilder());
        Set<Object> keys = new LinkedHashSet<>();
        for (@Nullable Object[] row : first.first()) {
            Object found = keyOf.of(row);
            if (found != null) {
                keys.add(found);
            }
        }
        return KeyFilter.of(part, value, keys, key.getType());
    }
}
