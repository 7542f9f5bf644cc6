package org.kpirunner.engine.embedded.across;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.execution.Operators;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Opening;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Work;
import org.kpirunner.engine.embedded.planning.Plans;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.embedded.planning.Rules;
import org.kpirunner.engine.embedded.planning.Splitter;

/** Computes a plan: a source that can compute all of it does, others are asked one after another or side by side. */
public final class Federation {
    private final Splitter splitter;
    private final Work work;
    private final List<HeldRows> held = new ArrayList<>();
    private final List<RelNode> stages = new ArrayList<>();

    public Federation(Pushdown pushdown, Cancellation cancellation, Memory memory, Measuring measuring) {
        this(pushdown, new Work(cancellation, memory, measuring, Opening.ALONE));
    }

    /** The same, with its fragments asked as the work says. */
    public Federation(Pushdown pushdown, Work work) {
        this.splitter = new Splitter(pushdown);
        this.work = work;
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

    /** The plans that were started, in order; the last one gave the rows. */
    public List<RelNode> stages() {
        return stages;
    }

    /** The plans that would be started, with stand-ins for what is not yet known; nothing is asked but estimates. */
    public List<RelNode> explained(RelNode plan) {
        List<RelNode> explained = new ArrayList<>();
        explained.add(split(plan, new StandIns(splitter::split, this::estimate, explained)));
        return explained;
    }

    /** What a plan is sure to ask: nothing that depends on answers, or on how many rows there are. */
    public static List<FragmentScan> certain(RelNode plan, Splitter splitter) {
        Optional<RelNode> whole = splitter.pushed(plan);
        if (whole.isPresent()) {
            return Plans.fragments(whole.get());
        }
        boolean isOfOne = Plans.catalogs(plan).size() == 1;
        if (isOfOne && !Plans.hasSubQueries(plan) && !Plans.hasJoins(plan)) {
            return Plans.fragments(splitter.split(Rules.narrowed(plan)));
        }
        List<RelNode> first = new ArrayList<>();
        var unused = new FirstAnswers(splitter, new StandIns(splitter::split, part -> 0, first)).in(plan);
        return first.stream()
                .filter(FragmentScan.class::isInstance)
                .map(FragmentScan.class::cast)
                .toList();
    }

    private Rows rows(RelNode plan) {
        RelNode root = split(plan, new Sources());
        stages.add(root);
        return Operators.open(root, work);
    }

    /** The plan with the sources' parts as its leaves, and the answers in it that had to be there first. */
    private RelNode split(RelNode plan, Asking asking) {
        if (Plans.catalogs(plan).isEmpty()) {
            return splitter.split(plan);
        }
        return splitter.pushed(plan).orElseGet(() -> {
            RelNode answered = Rules.withConditionsBelow(new FirstAnswers(splitter, asking).in(plan));
            return splitter.pushed(answered).orElseGet(() -> splitter.split(narrowed(answered, asking)));
        });
    }

    private RelNode narrowed(RelNode answered, Asking asking) {
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
            HeldRows rows = HeldRows.of(rows(part), most, work.memory());
            held.add(rows);
            return rows;
        }

        @Override
        public long estimate(RelNode part) {
            return Federation.this.estimate(part);
        }
    }

    /** What the sources expect of the parts that they compute; the largest, where some are brought together here. */
    private long estimate(RelNode part) {
        if (part instanceof FragmentScan scan) {
            return scan.fragment().estimate(work.cancellation());
        }
        return splitter.pushed(part)
                .map(this::estimate)
                .orElseGet(() -> part.getInputs().stream()
                        .mapToLong(this::estimate)
                        .max()
                        .orElse(1));
    }
}
