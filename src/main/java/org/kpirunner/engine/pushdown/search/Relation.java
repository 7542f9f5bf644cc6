package org.kpirunner.engine.pushdown.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * A stack of filters and projections over one scan, flattened, with perhaps one sort among them.
 *
 * @param conditions what holds of each row, in terms of the scan's columns
 * @param values what each row has, in terms of the scan's columns
 * @param sort whose keys are in terms of {@code sortValues}
 */
record Relation(
        TableScan scan, List<RexNode> conditions, List<RexNode> values, Optional<Sort> sort, List<RexNode> sortValues) {
    Relation {
        conditions = List.copyOf(conditions);
        values = List.copyOf(values);
        sortValues = List.copyOf(sortValues);
    }

    static Relation of(RelNode node) {
        if (node instanceof TableScan scan) {
            List<RexNode> columns = new ArrayList<>();
            scan.getRowType()
                    .getFieldList()
                    .forEach(field -> columns.add(RexInputRef.of(field.getIndex(), scan.getRowType())));
            return new Relation(scan, List.of(), columns, Optional.empty(), List.of());
        }
        if (node instanceof Filter filter) {
            checkPlain(filter.getCondition());
            Relation input = of(filter.getInput());
            input.checkNotSorted();
            List<RexNode> conditions = new ArrayList<>(input.conditions);
            conditions.addAll(RelOptUtil.conjunctions(input.inScan(filter.getCondition())));
            return new Relation(input.scan, conditions, input.values, input.sort, input.sortValues);
        }
        if (node instanceof Project project) {
            project.getProjects().forEach(Relation::checkPlain);
            Relation input = of(project.getInput());
            List<RexNode> values =
                    project.getProjects().stream().map(input::inScan).toList();
            return new Relation(input.scan, input.conditions, values, input.sort, input.sortValues);
        }
        if (node instanceof Sort sort) {
            Relation input = of(sort.getInput());
            input.checkNotSorted();
            return new Relation(input.scan, input.conditions, input.values, Optional.of(sort), input.values);
        }
        throw new NotPushable("a search has no " + node.getRelTypeName());
    }

    private static void checkPlain(RexNode expression) {
        if (RexOver.containsOver(List.of(expression), null)
                || RexUtil.SubQueryFinder.find(expression) != null
                || RexUtil.containsCorrelation(expression)) {
            throw new NotPushable("a search looks at one document at a time");
        }
    }

    private void checkNotSorted() {
        if (sort.isPresent()) {
            throw new NotPushable("a search sorts and limits last");
        }
    }

    /** An expression over this relation's values in terms of the scan's columns. */
    RexNode inScan(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values.get(ref.getIndex());
            }
        });
    }

    /** A plan of these expressions for the rows that meet the conditions, in the same order and number. */
    RelNode plan(List<RexNode> met, List<RexNode> expressions, List<String> names) {
        RelNode rows = met.isEmpty()
                ? scan
                : LogicalFilter.create(
                        scan, RexUtil.composeConjunction(scan.getCluster().getRexBuilder(), met));
        if (sort.isEmpty()) {
            return LogicalProject.create(rows, List.of(), expressions, names, Set.of());
        }
        List<RexNode> all = new ArrayList<>(expressions);
        List<String> allNames = new ArrayList<>(names);
        List<RelFieldCollation> keys = new ArrayList<>();
        for (RelFieldCollation key : sort.get().getCollation().getFieldCollations()) {
            keys.add(key.withFieldIndex(all.size()));
            all.add(sortValues.get(key.getFieldIndex()));
            allNames.add("sort key " + all.size());
        }
        RelNode project = LogicalProject.create(rows, List.of(), all, allNames, Set.of());
        RelNode sorted = LogicalSort.create(project, RelCollations.of(keys), sort.get().offset, sort.get().fetch);
        List<RexNode> kept = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            kept.add(RexInputRef.of(i, sorted.getRowType()));
        }
        return LogicalProject.create(sorted, List.of(), kept, names, Set.of());
    }
}
