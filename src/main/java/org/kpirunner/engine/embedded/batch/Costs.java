package org.kpirunner.engine.embedded.batch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /** Those that are better asked together: all, those that are dear alone, or none. */
    List<Shape> worthMerging(List<Shape> shapes, Function<List<Shape>, Optional<Shared>> merge) {
        Optional<Shared> all = shapes.size() < 2 ? Optional.empty() : merge.apply(shapes);
        if (all.isEmpty()) {
            return List.of();
        }
        double alone =
                shapes.stream().mapToDouble(shape -> of(shape.question())).sum();
        double together = of(all.get());
        List<Shape> dear = shapes.stream()
                .filter(shape -> of(shape.question()) >= together / 2)
                .toList();
        Optional<Shared> some = dear.size() < 2 || dear.size() == shapes.size() ? Optional.empty() : merge.apply(dear);
        double partly = some.map(this::of).orElse(Double.MAX_VALUE)
                + shapes.stream()
                        .filter(shape -> !dear.contains(shape))
                        .mapToDouble(shape -> of(shape.question()))
                        .sum();
        if (some.isPresent() && partly < together && partly < alone) {
            return dear;
        }
        return together <= alone ? shapes : List.of();
    }
}
