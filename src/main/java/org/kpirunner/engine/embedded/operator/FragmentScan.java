package org.kpirunner.engine.embedded.operator;

import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

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
}
