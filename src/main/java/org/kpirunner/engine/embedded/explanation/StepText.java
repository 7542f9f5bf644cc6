package org.kpirunner.engine.embedded.explanation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Says in a few words what one step of a plan does with the rows of the steps below it. */
public final class StepText {
    private static final int LONGEST = 400;

    private StepText() {}

    public static String of(RelNode node) {
        String text = full(node);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String full(RelNode node) {
        if (node instanceof Join join) {
            return join(join);
        }
        if (node instanceof Filter filter) {
            return "filter by " + expressions(filter).of(filter.getCondition());
        }
        if (node instanceof Project project) {
            boolean hasNone = project.getRowType().getFieldNames().equals(List.of("DUMMY"));
            return hasNone ? "no column, only rows" : "columns " + columns(project);
        }
        if (node instanceof Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (node instanceof Sort sort) {
            return sort(sort);
        }
        if (node instanceof SetOp set) {
            return set.kind.name().toLowerCase(Locale.ROOT).replace("minus", "except") + (set.all ? " all" : "");
        }
        if (node instanceof Correlate) {
            return "for each row of the first, the second";
        }
        return node instanceof Uncollect
                ? "unnest"
                : node.getRelTypeName().replace("Logical", "").toLowerCase(Locale.ROOT);
    }

    private static ExpressionText expressions(RelNode node) {
        List<String> names = new ArrayList<>();
        node.getInputs().forEach(input -> names.addAll(names(input)));
        return new ExpressionText(names, node.getCluster().getRexBuilder());
    }

    /** The names of what a step gives; what nobody has named is called by what it is. */
    private static List<String> names(RelNode node) {
        List<String> names = new ArrayList<>(node.getRowType().getFieldNames());
        if (node.getInputs().isEmpty()) {
            names.replaceAll(name -> name.startsWith("$") ? "(answered before)" : name);
        } else if (node instanceof Project project) {
            ExpressionText expressions = expressions(project);
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).startsWith("$")) {
                    names.set(i, expressions.of(project.getProjects().get(i)));
                }
            }
        }
        return names;
    }

    private static String join(Join join) {
        boolean isCross = join.getCondition().isAlwaysTrue();
        String kind = isCross && !join.getJoinType().isOuterJoin() ? "cross" : join.getJoinType().lowerName;
        return kind + " join" + (isCross ? "" : " on " + expressions(join).of(join.getCondition()));
    }

    private static String columns(Project project) {
        ExpressionText expressions = expressions(project);
        List<String> names = project.getRowType().getFieldNames();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String text = expressions.of(project.getProjects().get(i));
            boolean isNamed = text.equals(names.get(i)) || names.get(i).startsWith("$");
            columns.add(isNamed ? text : text + " AS " + names.get(i));
        }
        return String.join(", ", columns);
    }

    private static String aggregate(Aggregate aggregate) {
        List<String> names = names(aggregate.getInput());
        String keys = aggregate.getGroupSet().asList().stream().map(names::get).collect(Collectors.joining(", "));
        String calls = aggregate.getAggCallList().stream()
                .map(call -> call(call, names))
                .collect(Collectors.joining(", "));
        String grouped = keys.isEmpty() ? "" : "group by " + keys;
        return grouped + (keys.isEmpty() || calls.isEmpty() ? "" : ": ") + calls;
    }

    private static String call(AggregateCall call, List<String> names) {
        String arguments = call.getArgList().isEmpty()
                ? "*"
                : call.getArgList().stream().map(names::get).collect(Collectors.joining(", "));
        return call.getAggregation().getName().toLowerCase(Locale.ROOT).replace("$sum0", "sum") + "("
                + (call.isDistinct() ? "DISTINCT " : "") + arguments + ")"
                + (call.hasFilter() ? " FILTER (WHERE " + names.get(call.filterArg) + ")" : "");
    }

    private static String sort(Sort sort) {
        List<String> names = names(sort.getInput());
        List<String> parts = new ArrayList<>();
        List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
        if (!keys.isEmpty()) {
            parts.add("sort by "
                    + keys.stream()
                            .map(key -> names.get(key.getFieldIndex())
                                    + (key.getDirection().isDescending() ? " DESC" : ""))
                            .collect(Collectors.joining(", ")));
        }
        add(parts, "offset ", sort.offset);
        add(parts, "limit ", sort.fetch);
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String word, @Nullable RexNode number) {
        if (number != null) {
            parts.add(word + (number instanceof RexLiteral literal ? literal.getValue4() : number));
        }
    }
}
