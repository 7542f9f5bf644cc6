package org.kpirunner.engine.embedded.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.problem.KpiException;

/** Weighs by the estimates of the sources whether questions are better asked together; without any, they are. */
final class Costs {
    /** What it takes to send a statement, to plan it and to take its answer, in the unit of Postgres. */
    private static final double OF_A_STATEMENT = 100;

    /** A source that is slow to tell, as where a table is locked, is not asked for every statement. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final long until = System.nanoTime() + PATIENCE.toNanos();
    private final Map<String, Fragment> fragments;
    private final Pushdown pushdown;

    /** Weighs questions whose fragments are known by their keys. */
    Costs(Map<String, Fragment> fragments, Pushdown pushdown) {
        this.fragments = fragments;
        this.pushdown = pushdown;
    }

    /** Shapes that are better asked together, and how. */
    record Together(Set<Shape> shapes, Shared shared) {}

    /** All of the shapes, or those that are dear alone; empty if each is better asked for itself. */
    Optional<Together> worthMerging(List<Shape> shapes) {
        Shared all = Filtered.of(shapes);
        Optional<Fragment> pushed = pushed(all);
        if (pushed.isEmpty()) {
            return Optional.empty();
        }
        double together = of(pushed.get());
        List<Shape> dear = new ArrayList<>();
        double alone = 0;
        double ofOthers = 0;
        for (Shape shape : shapes) {
            double cost = of(shape.question());
            alone += cost;
            if (cost >= together / 2) {
                dear.add(shape);
            } else {
                ofOthers += cost;
            }
        }
        if (dear.size() > 1 && dear.size() < shapes.size()) {
            Shared some = Filtered.of(dear);
            double partly = pushed(some).map(this::of).orElse(Double.MAX_VALUE) + ofOthers;
            if (partly < together && partly < alone) {
                return Optional.of(new Together(new HashSet<>(dear), some));
            }
        }
        return together <= alone ? Optional.of(new Together(new HashSet<>(shapes), all)) : Optional.empty();
    }

    /** Whether groups cost no more than each of their questions alone, and the source computes all of them. */
    boolean isWorthGrouping(Shared groups) {
        return pushed(groups)
                .filter(Fragment::isWhole)
                .filter(fragment -> of(fragment)
                        <= groups.questions().stream().mapToDouble(this::of).sum())
                .isPresent();
    }

    /** Empty if the source can't be asked so. */
    private Optional<Fragment> pushed(Shared shared) {
        try {
            return Optional.of(pushdown.push(shared.catalog(), shared.plan()));
        } catch (NotPushable e) {
            return Optional.empty();
        }
    }

    private double of(Question question) {
        Fragment fragment = fragments.get(question.key());
        return fragment == null ? OF_A_STATEMENT : of(fragment);
    }

    private double of(Fragment fragment) {
        if (System.nanoTime() > until) {
            return OF_A_STATEMENT;
        }
        try {
            return OF_A_STATEMENT + fragment.cost(new Cancellation()).orElse(0);
        } catch (KpiException e) {
            return OF_A_STATEMENT;
        }
    }
}
