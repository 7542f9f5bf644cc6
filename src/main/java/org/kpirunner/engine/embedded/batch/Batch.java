package org.kpirunner.engine.embedded.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Opening;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.planning.Plans;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.embedded.planning.Splitter;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.plan.Step;

/**
 * What the plans of a run ask their sources, and what of it is asked once or together; it serves all runs that are like
 * this one.
 *
 * @param members what each step has of it, by its place in the run
 */
public record Batch(List<Shared> shared, List<String> declined, List<Member> members) {
    /** Nothing is asked together. */
    public static final Batch NONE = new Batch(List.of(), List.of(), List.of());

    /** The questions that some step asks beside others. */
    List<Question> partial() {
        Set<String> keys = new HashSet<>();
        members.forEach(member -> keys.addAll(member.partial()));
        return shared.stream()
                .flatMap(each -> each.questions().stream())
                .filter(question -> keys.contains(question.key()))
                .toList();
    }

    /**
     * A step's part in a batch.
     *
     * @param waiting what it would rather wait for
     * @param whole the question that answers all of the step, if there is one
     * @param partial the keys of its other questions
     */
    record Member(Set<Shared> waiting, Optional<Whole> whole, Set<String> partial) {
        static final Member NONE = new Member(Set.of(), Optional.empty(), Set.of());
    }

    /** A plan whose rows are those of the question with the key. */
    record Whole(String key, Planner.Planned planned) {}

    /**
     * Looks for what the plans of steps have in common.
     *
     * @param plans for each of the steps its plan, if it has one, with stand-ins for dates and times
     * @param pushdown gives parts of such plans to their sources
     */
    public static Batch of(List<Step> steps, List<Optional<Planner.Planned>> plans, Pushdown pushdown) {
        Splitter splitter = new Splitter(pushdown);
        Map<String, Question> questions = new LinkedHashMap<>();
        Map<String, Fragment> fragments = new HashMap<>();
        List<Set<String>> asked = new ArrayList<>();
        List<Optional<Whole>> wholes = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Duration timeout = steps.get(i).kpi().timeout();
            Optional<Planner.Planned> planned = plans.get(i);
            List<FragmentScan> leaves = planned.map(plan -> Federation.certain(plan.plan(), splitter))
                    .orElse(List.of());
            Set<String> keys = new HashSet<>();
            Optional<Whole> whole = Optional.empty();
            // A join of two sources is narrowed by conditions of its own; what sub-queries answer narrows all alike.
            RelNode across = planned.map(Planner.Planned::plan)
                    .filter(plan -> Plans.catalogs(plan).size() > 1)
                    .filter(plan -> !Plans.hasJoins(plan) && Digest.isRepeatable(plan))
                    .orElse(null);
            if (across != null) {
                String key = Digest.key(AcrossFragment.CATALOG, across);
                keys.add(key);
                questions.merge(
                        key,
                        new Question(key, AcrossFragment.CATALOG, across, 1, timeout),
                        (known, added) -> known.askedAlsoWithin(timeout));
                whole = planned.map(plan -> new Whole(key, plan));
            }
            for (FragmentScan leaf : leaves) {
                RelNode part = leaf.part().filter(Digest::isRepeatable).orElse(null);
                if (part != null) {
                    String key = Digest.key(leaf.fragment().catalog(), part);
                    keys.add(key);
                    questions.merge(
                            key,
                            new Question(key, leaf.fragment().catalog(), part, 1, timeout),
                            (known, added) -> known.askedAlsoWithin(timeout));
                    fragments.putIfAbsent(key, leaf.fragment());
                    if (planned.isPresent() && planned.get().plan() == part) {
                        whole = Optional.of(new Whole(key, planned.get()));
                    }
                }
            }
            asked.add(keys);
            wholes.add(whole);
        }
        Costs costs = new Costs(fragments, AcrossFragment.with(pushdown, Opening.ALONE));
        Opportunities.Found found = Opportunities.of(questions.values(), costs);
        return new Batch(found.shared(), found.declined(), members(found.shared(), asked, wholes));
    }

    private static List<Member> members(List<Shared> all, List<Set<String>> asked, List<Optional<Whole>> wholes) {
        Map<String, Shared> answering = new HashMap<>();
        all.forEach(shared -> shared.questions().forEach(question -> answering.put(question.key(), shared)));
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Set<Shared> waiting = new HashSet<>();
            for (String key : asked.get(i)) {
                Shared shared = answering.get(key);
                if (shared != null) {
                    waiting.add(shared);
                }
            }
            Set<String> partial = new HashSet<>(asked.get(i));
            wholes.get(i).ifPresent(whole -> partial.remove(whole.key()));
            members.add(new Member(waiting, wholes.get(i), partial));
        }
        return members;
    }

    Member member(int step) {
        return members.isEmpty() ? Member.NONE : members.get(step);
    }

    /** What is asked once or together, and for which of the steps, as lines for people. */
    public List<String> describe(List<Step> steps, Pushdown pushdown) {
        List<String> lines = new ArrayList<>();
        for (Shared each : shared) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                if (member(i).waiting().contains(each)) {
                    names.add(steps.get(i).kpi().name());
                }
            }
            lines.add("asked " + (each.isAcross() ? "" : "of " + each.catalog() + " ") + "once for "
                    + String.join(", ", names) + ":");
            try {
                AcrossFragment.with(pushdown, Opening.ALONE)
                        .push(each.catalog(), each.plan())
                        .describe()
                        .forEach(line -> lines.add("  " + line));
            } catch (NotPushable e) {
                lines.add("  which turns out not to be possible: " + e.getMessage());
            }
        }
        lines.addAll(declined);
        return lines;
    }
}
