package org.kpirunner.engine.embedded.operator;

import java.util.Optional;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** The leaf of a plan that a source computes. */
public final class FragmentScan extends AbstractRelNode {
    private final Fragment fragment;
    private final @Nullable RelNode part;

    public FragmentScan(RelOptCluster cluster, RelDataType rowType, Fragment fragment) {
        this(cluster, rowType, fragment, null);
    }

    private FragmentScan(RelOptCluster cluster, RelDataType rowType, Fragment fragment, @Nullable RelNode part) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.rowType = rowType;
        this.fragment = fragment;
        this.part = part;
    }

    /** The leaf in the place of a part of a plan. */
    public static FragmentScan of(RelNode part, Fragment fragment) {
        return new FragmentScan(part.getCluster(), part.getRowType(), fragment, part);
    }

    public Fragment fragment() {
        return fragment;
    }

    /** What it computes, over tables of its source alone, where that is known. */
    public Optional<RelNode> part() {
        return Optional.ofNullable(part);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer).item("catalog", fragment.catalog()).item("sends", fragment.describe());
    }

    /** Two fragments are never taken for one, whatever they tell about themselves. */
    @Override
    public boolean deepEquals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int deepHashCode() {
        return System.identityHashCode(this);
    }
}
