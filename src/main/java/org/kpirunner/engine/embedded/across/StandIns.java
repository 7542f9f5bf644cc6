package org.kpirunner.engine.embedded.across;

import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.operator.Streams;

/** Asks nothing: notes what would be asked, and answers one row that stands for those there would be. */
final class StandIns implements Asking {
    private final UnaryOperator<RelNode> split;
    private final ToLongFunction<RelNode> estimate;
    private final List<RelNode> stages;

    StandIns(UnaryOperator<RelNode> split, ToLongFunction<RelNode> estimate, List<RelNode> stages) {
        this.split = split;
        this.estimate = estimate;
        this.stages = stages;
    }

    @Override
    public HeldRows ask(RelNode part, int most) {
        stages.add(split.apply(part));
        @Nullable
        Object[] row = part.getRowType().getFieldList().stream()
                .map(RelDataTypeField::getType)
                .map(StandIns::value)
                .toArray();
        return HeldRows.of(Streams.of(List.<@Nullable Object[]>of(row)), most, Memory.ofDefaultSize());
    }

    private static @Nullable Object value(RelDataType type) {
        return switch (Literals.Kind.of(type)) {
            case TEXT -> "…";
            case WHOLE -> 0L;
            case UUID -> "00000000-0000-0000-0000-000000000000";
            case DATE -> LocalDate.EPOCH;
            case FLAG -> true;
            case MOMENT -> LocalDate.EPOCH.atStartOfDay();
            case OTHER -> null;
        };
    }

    @Override
    public long estimate(RelNode part) {
        return estimate.applyAsLong(part);
    }
}
