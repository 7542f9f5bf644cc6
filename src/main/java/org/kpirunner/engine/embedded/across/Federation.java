package org.kpirunner.engine.embedded.across;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.execution.Operators;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.Plans;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.embedded.planning.Rules;
import org.kpirunner.engine.embedded.planning.Splitter;

/** Computes a plan: a source that can compute all of it does, others are asked one after another or side by side. */
public final class Federation {
    private final Splitter splitter;
    private final Cancellation cancellation;
    private final Memory memory;
    private final List<HeldRows> held = new ArrayList<>();

    public Federation(Pushdown pushdown, Cancellation cancellation, Memory memory) {
        this.splitter = new Splitter(pushdown);
        this.cancellation = cancellation;
        this.memory = memory;
    }

    /** Starts a plan; closing the rows closes all that was opened for them. */
    public Rows open(RelNode plan) {
        try {
            Rows rows = rows(plan);
            return new Rows() {
                @Override
                public @Nullable Object @Nullable [] next() {
                    return rows.next();
                }

                @Override
                public void close() {
                    try {
                        rows.close();
                    } finally {
                        held.forEach(HeldRows::close);
                    }
                }
            };
        } catch (RuntimeException | Error e) {
            held.forEach(HeldRows::close);
            throw e;
        }
    }

    /** What is sent to whom. */
    public RelNode split(RelNode plan) {
        return splitter.split(plan);
    }

    private Rows rows(RelNode plan) {
        return Operators.open(splitter.split(prepared(plan, new Sources())), cancellation, memory);
    }

    /** The plan with the answers in it that had to be there first. */
    private RelNode prepared(RelNode plan, Asking asking) {
        if (Plans.catalogs(plan).isEmpty() || splitter.pushed(plan).isPresent()) {
            return plan;
        }
        RelNode answered = Rules.withConditionsBelow(new FirstAnswers(splitter, asking).in(plan));
        if (splitter.pushed(answered).isPresent()) {
            return answered;
        }
        boolean isOfOne = Plans.catalogs(answered).size() <= 1;
        if (isOfOne && Plans.hasSubQueries(answered)) {
            return answered;
        }
        RelNode joined = isOfOne ? answered : Rules.withoutSubQueries(answered);
        RelNode grouped = new EarlyGroups(splitter, asking).in(Rules.narrowed(joined));
        return new NarrowedJoins(splitter, asking).in(grouped);
    }

    /** Asks them now. */
    private final class Sources implements Asking {
        @Override
        public HeldRows ask(RelNode part, int most) {
            HeldRows rows = HeldRows.of(rows(part), most, memory);
            held.add(rows);
            return rows;
        }

        @Override
        public long estimate(RelNode part) {
            return splitter.pushed(part)
                    .map(scan -> ((FragmentScan) scan).fragment().estimate(cancellation))
                    .orElseGet(() -> part instanceof FragmentScan scan
                            ? scan.fragment().estimate(cancellation)
                            : part.getInputs().stream()
                                    .mapToLong(this::estimate)
                                    .max()
                                    .orElse(1));
        }
    }
}
