package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what can be asked once, or together, and is worth it. */
final class Opportunities {
    /** From so many on, what is chosen by the values of the same columns is asked by group. */
    private static final int FEWEST_GROUPED = 10;

    /** More groups than that cost more to read than is saved. */
    private static final long MOST_GROUPS = 100_000;

    /** Far below the columns that an answer can have. */
    private static final int MOST_FILTERED = 200;

    private final Costs costs;
    private final List<Shared> found = new ArrayList<>();
    private final List<String> declined = new ArrayList<>();

    private Opportunities(Costs costs) {
        this.costs = costs;
    }

    /** What was found, and a line for people on each that was not worth it. */
    record Found(List<Shared> shared, List<String> declined) {}

    static Found of(Collection<Question> questions, Costs costs) {
        Opportunities opportunities = new Opportunities(costs);
        Map<String, List<Shape>> byRelation = new LinkedHashMap<>();
        for (Question question : questions) {
            Shape.of(question)
                    .ifPresentOrElse(
                            shape -> byRelation
                                    .computeIfAbsent(relation(shape), key -> new ArrayList<>())
                                    .add(shape),
                            () -> opportunities.addSame(question));
        }
        byRelation.values().forEach(opportunities::addShapes);
        return new Found(opportunities.found, opportunities.declined);
    }

    private static String relation(Shape shape) {
        return Digest.key(shape.question().catalog(), shape.rows().relation());
    }

    private void addSame(Question question) {
        if (question.askers() > 1) {
            found.add(new Same(question));
        }
    }

    private void addShapes(List<Shape> shapes) {
        Map<String, List<Chosen>> families = new LinkedHashMap<>();
        List<Shape> others = new ArrayList<>();
        for (Shape shape : shapes) {
            Chosen.of(shape)
                    .ifPresentOrElse(
                            chosen -> families.computeIfAbsent(chosen.family(), key -> new ArrayList<>())
                                    .add(chosen),
                            () -> others.add(shape));
        }
        for (List<Chosen> family : families.values()) {
            if (!addGrouped(family)) {
                family.forEach(chosen -> others.add(chosen.shape()));
            }
        }
        for (int from = 0; from < others.size(); from += MOST_FILTERED) {
            addFiltered(others.subList(from, Math.min(from + MOST_FILTERED, others.size())));
        }
    }

    private boolean addGrouped(List<Chosen> family) {
        if (family.size() < FEWEST_GROUPED || combinations(family) > MOST_GROUPS) {
            return false;
        }
        Shared grouped = Grouped.of(family);
        boolean isWorthIt = costs.isWorthGrouping(grouped);
        if (isWorthIt) {
            found.add(grouped);
        }
        return isWorthIt;
    }

    /** How many groups there can be at most. */
    private static long combinations(List<Chosen> family) {
        double product = 1;
        for (int column : family.get(0).choices().keySet()) {
            product *= family.stream()
                    .flatMap(chosen ->
                            chosen.choices().getOrDefault(column, Choice.none(column)).values().keySet().stream())
                    .distinct()
                    .count();
        }
        return (long) Math.min(product, Long.MAX_VALUE);
    }

    private void addFiltered(List<Shape> shapes) {
        Optional<Costs.Together> worth = shapes.size() < 2 ? Optional.empty() : costs.worthMerging(shapes);
        worth.ifPresent(together -> found.add(together.shared()));
        if (worth.isEmpty() && shapes.size() > 1) {
            declined.add(shapes.size() + " questions over one relation of "
                    + shapes.get(0).question().catalog() + " are asked each for itself, which costs less");
        }
        Set<Shape> asked = worth.map(Costs.Together::shapes).orElse(Set.of());
        shapes.stream().filter(shape -> !asked.contains(shape)).forEach(shape -> addSame(shape.question()));
    }
}
