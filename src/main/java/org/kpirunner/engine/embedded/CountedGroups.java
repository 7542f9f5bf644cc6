package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.group.GroupKey;
import org.kpirunner.engine.elasticsearch.group.GroupSearch;
import org.kpirunner.engine.elasticsearch.group.Metric;
import org.kpirunner.engine.elasticsearch.group.Output;
import org.kpirunner.engine.embedded.planning.TypeNames;
import org.kpirunner.engine.pushdown.search.SearchPlan;
import org.kpirunner.engine.pushdown.search.SearchPushdown;
import org.kpirunner.engine.trino.Shortcuts.Column;

/**
 * Groups of documents and their counts, as a search tells both exactly.
 *
 * @param columns the columns of the plan
 */
record CountedGroups(SearchPlan.Groups plan, List<Column> columns) {
    /**
     * Those of a plan that is an aggregate, and nothing above it but another order of columns; empty for other plans.
     *
     * @throws org.kpirunner.engine.pushdown.NotPushable if the index can't tell them
     */
    static Optional<CountedGroups> of(RelNode plan) {
        List<Integer> places =
                IntStream.range(0, plan.getRowType().getFieldCount()).boxed().toList();
        RelNode node = plan;
        while (node instanceof Project project
                && project.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
            places = places.stream()
                    .map(place -> ((RexInputRef) project.getProjects().get(place)).getIndex())
                    .toList();
            node = project.getInput();
        }
        return node instanceof Aggregate aggregate ? of(aggregate, places) : Optional.empty();
    }

    private static Optional<CountedGroups> of(Aggregate aggregate, List<Integer> places) {
        List<SearchPlan> found = new ArrayList<>();
        new SearchPushdown(
                        plan -> {
                            found.add(plan);
                            return plan.replaced();
                        },
                        Set.of())
                .push(aggregate);
        if (!(found.get(0) instanceof SearchPlan.Groups groups)) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>();
        for (int place : places) {
            Column column = column(aggregate, groups.search(), place);
            if (column == null) {
                return Optional.empty();
            }
            columns.add(column);
        }
        return Optional.of(new CountedGroups(groups, columns));
    }

    private static @Nullable Column column(Aggregate aggregate, GroupSearch search, int place) {
        int keys = search.keys().size();
        String type =
                TypeNames.of(aggregate.getRowType().getFieldList().get(place).getType());
        if (place < keys) {
            return isExact(search.keys().get(place)) ? new Column(true, place, type) : null;
        }
        return search.outputs().get(place - keys) instanceof Output.CountOf count
                        && search.metrics().get(count.metric()) instanceof Metric.Count
                ? new Column(false, count.metric(), type)
                : null;
    }

    /** Whether a bucket has the value itself, as JSON keeps it. */
    private static boolean isExact(GroupKey key) {
        return key.part().isEmpty()
                && switch (key.field().type()) {
                    case KEYWORD, TEXT, LONG, INTEGER, SHORT, BYTE, BOOLEAN, DATE -> true;
                    case DATE_NANOS -> key.interval().isPresent();
                    default -> false;
                };
    }
}
