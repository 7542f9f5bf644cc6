package org.kpirunner.engine.embedded.operator;

import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/** The leaf of a plan that a source computes. */
public final class FragmentScan extends AbstractRelNode {
    private final Fragment fragment;

    public FragmentScan(RelOptCluster cluster, RelDataType rowType, Fragment fragment) {
        super(cluster, cluster.traitSetOf(Convention.NONE));
        this.rowType = rowType;
        this.fragment = fragment;
    }

    public Fragment fragment() {
        return fragment;
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
