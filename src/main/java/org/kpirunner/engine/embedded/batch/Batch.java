package org.kpirunner.engine.embedded.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.plan.Step;

/**
 * What the plans of a run ask their sources, and what of it is asked once or together.
 *
 * @param waiting for each step, what it would rather wait for
 */
public record Batch(List<Shared> shared, List<String> declined, Map<Step, Set<Shared>> waiting) {
    /** Nothing is asked together. */
    public static final Batch NONE = new Batch(List.of(), List.of(), Map.of());

    /** Looks for what the questions of steps have in common. */
    public static Batch of(Map<Step, List<FragmentScan>> leaves, Pushdown pushdown) {
        Map<String, Question> questions = new LinkedHashMap<>();
        Map<String, List<Step>> askers = new HashMap<>();
        leaves.forEach((step, asked) -> {
            for (FragmentScan leaf : asked) {
                leaf.part().filter(Digest::isRepeatable).ifPresent(part -> {
                    String key = key(leaf, part);
                    Duration timeout = step.kpi().timeout();
                    Question known = questions.get(key);
                    questions.put(
                            key, known == null ? new Question(leaf, part, 1, timeout) : known.askedAlsoWithin(timeout));
                    askers.computeIfAbsent(key, added -> new ArrayList<>()).add(step);
                });
            }
        });
        Opportunities.Found found = Opportunities.of(questions.values(), pushdown);
        return new Batch(found.shared(), found.declined(), waiting(found.shared(), askers));
    }

    /** What is asked once or together, and for which steps, as lines for people. */
    public List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Shared each : shared) {
            List<String> names = waiting.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(each))
                    .map(entry -> entry.getKey().kpi().name())
                    .sorted()
                    .toList();
            lines.add("asked of " + each.fragment().catalog() + " once for " + String.join(", ", names) + ":");
            each.fragment().describe().forEach(line -> lines.add("  " + line));
        }
        lines.addAll(declined);
        return lines;
    }

    private static Map<Step, Set<Shared>> waiting(List<Shared> all, Map<String, List<Step>> askers) {
        Map<Step, Set<Shared>> waiting = new HashMap<>();
        for (Shared shared : all) {
            for (Question question : shared.questions()) {
                for (Step step : askers.getOrDefault(key(question), List.of())) {
                    waiting.computeIfAbsent(step, added -> new HashSet<>()).add(shared);
                }
            }
        }
        return waiting;
    }

    /** Equal for questions that are the same. */
    static String key(Question question) {
        return key(question.leaf(), question.part());
    }

    static String key(FragmentScan leaf, RelNode part) {
        return leaf.fragment().catalog() + "\n" + Digest.of(part);
    }
}
