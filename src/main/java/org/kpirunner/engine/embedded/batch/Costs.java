package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.problem.KpiException;

/** Weighs by the estimates of the sources whether questions are better asked together; without any, they are. */
final class Costs {
    /** What it takes to send a statement, to plan it and to take its answer, in the unit of Postgres. */
    private static final double OF_A_STATEMENT = 100;

    double of(Shared shared) {
        return of(shared.fragment());
    }

    double ofEach(Collection<Question> questions) {
        return questions.stream().mapToDouble(Costs::of).sum();
    }

    private static double of(Question question) {
        return of(question.leaf().fragment());
    }

    private static double of(Fragment fragment) {
        try {
            return OF_A_STATEMENT + fragment.cost(new Cancellation()).orElse(0);
        } catch (KpiException e) {
            return OF_A_STATEMENT;
        }
    }

    /** Shapes that are better asked together, and how. */
    record Together(Set<Shape> shapes, Shared shared) {}

    /** All of the shapes, or those that are dear alone; empty if each is better asked for itself. */
    Optional<Together> worthMerging(List<Shape> shapes, Function<List<Shape>, Optional<Shared>> merge) {
        Optional<Shared> all = shapes.size() < 2 ? Optional.empty() : merge.apply(shapes);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double together = of(all.get());
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
        Optional<Shared> some = dear.size() < 2 || dear.size() == shapes.size() ? Optional.empty() : merge.apply(dear);
        double partly = some.map(this::of).orElse(Double.MAX_VALUE) + ofOthers;
        if (some.isPresent() && partly < together && partly < alone) {
            return Optional.of(new Together(new HashSet<>(dear), some.get()));
        }
        return together <= alone ? Optional.of(new Together(new HashSet<>(shapes), all.get())) : Optional.empty();
    }
}
