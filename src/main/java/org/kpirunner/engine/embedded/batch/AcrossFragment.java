package org.kpirunner.engine.embedded.batch;

import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Opening;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Work;
import org.kpirunner.engine.embedded.planning.Plans;
import org.kpirunner.engine.embedded.planning.Pushdown;

/** A plan over several sources, in the place of what one source computes. */
record AcrossFragment(RelNode plan, Pushdown sources, Opening opening) implements Fragment {
    /** In the place of a catalog, of plans over several. */
    static final String CATALOG = "";

    /** A pushdown that takes such plans as well. */
    static Pushdown with(Pushdown sources, Opening opening) {
        return (catalog, part) ->
                catalog.equals(CATALOG) ? new AcrossFragment(part, sources, opening) : sources.push(catalog, part);
    }

    @Override
    public String catalog() {
        return CATALOG;
    }

    private Federation federation(Cancellation cancellation) {
        return new Federation(sources, new Work(cancellation, Memory.ofDefaultSize(), Measuring.NONE, opening));
    }

    @Override
    public List<String> describe() {
        return federation(new Cancellation()).explained(plan).stream()
                .flatMap(stage -> Plans.fragments(stage).stream())
                .map(FragmentScan::fragment)
                .flatMap(fragment -> fragment.describe().stream())
                .toList();
    }

    @Override
    public long estimate(Cancellation cancellation) {
        return 1;
    }

    @Override
    public Rows open(Cancellation cancellation) {
        return federation(cancellation).open(plan);
    }
}
