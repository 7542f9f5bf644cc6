package org.kpirunner.engine.pushdown.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.group.GroupKey;
import org.kpirunner.engine.elasticsearch.group.GroupSearch;
import org.kpirunner.engine.elasticsearch.group.Metric;
import org.kpirunner.engine.elasticsearch.group.Output;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Unproven;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.search.Columns.Operand;

/** Turns aggregates into searches whose rows are groups of documents. */
final class GroupPushdown {
    private final FieldProofs proofs;

    GroupPushdown(FieldProofs proofs) {
        this.proofs = proofs;
    }

    SearchPlan.Groups push(Aggregate aggregate) {
        if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
            throw new NotPushable("a search groups in one way at a time");
        }
        if (proofs.distrusted().contains(Unproven.COUNTS)) {
            throw new NotPushable("the index has documents that count for several");
        }
        Relation relation = Relation.of(aggregate.getInput());
        if (relation.sort().isPresent()) {
            throw new NotPushable("a search groups all documents, not the first ones");
        }
        IndexTable table = IndexTable.of(relation.scan());
        Columns columns = new Columns(table.mapping().fields());
        Pushed pushed = Pushed.of(relation.conditions(), new Predicates(columns, proofs));
        if (!pushed.remaining().isEmpty()) {
            throw new NotPushable("it groups what is filtered here");
        }
        Set<Proof> needed = new LinkedHashSet<>();
        List<GroupKey> keys = new ArrayList<>();
        for (int field : aggregate.getGroupSet()) {
            keys.add(key(relation.values().get(field), columns));
        }
        Metrics metrics = new Metrics(columns, proofs);
        List<Output> outputs = new ArrayList<>();
        for (AggregateCall call : aggregate.getAggCallList()) {
            outputs.add(output(call, relation, metrics));
        }
        GroupSearch search = new GroupSearch(
                        table.mapping().target(), pushed.query(), keys, metrics.list(), outputs, OptionalInt.empty())
                .simplified();
        keys.forEach(key -> needed.addAll(proof(key, Query.all(), search)));
        for (Metric metric : metrics.list()) {
            if (metric instanceof Metric.Distinct distinct) {
                if (keys.stream().anyMatch(key -> key.part().isPresent())) {
                    throw new NotPushable("the index groups by the periods of which parts are asked for");
                }
                distinct.values().forEach(value -> needed.addAll(proof(value, distinct.where(), search)));
            }
        }
        needed.addAll(metrics.needed());
        Set<Proof> all = pushed.scoped(needed);
        all.addAll(pushed.proofs());
        return new SearchPlan.Groups(search, List.copyOf(all), aggregate, proofs.distrusted());
    }

    private Set<Proof> proof(GroupKey key, Query among, GroupSearch search) {
        return search.provesSingle(key)
                ? proofs.completeAndTrusted(key.field(), among)
                : proofs.singleAndComplete(key.field(), among);
    }

    private static Output output(AggregateCall call, Relation relation, Metrics metrics) {
        if (!call.getCollation().getFieldCollations().isEmpty()
                || call.distinctKeys != null
                || call.ignoreNulls()
                || !call.rexList.isEmpty()) {
            throw new NotPushable("a search has no ordered aggregates");
        }
        Optional<RexNode> filter =
                call.hasFilter() ? Optional.of(relation.values().get(call.filterArg)) : Optional.empty();
        List<RexNode> arguments =
                call.getArgList().stream().map(relation.values()::get).toList();
        return metrics.output(call, arguments, filter);
    }

    /** What values are grouped or told apart by. */
    static GroupKey key(RexNode node, Columns columns) {
        Optional<Period.Part> part = Period.part(node);
        Operand operand = part.map(one -> new Operand(columns.field(one.of()), Optional.of(one.period())))
                .orElseGet(() -> columns.operand(node));
        Field field = operand.field();
        boolean groups = switch (field.type()) {
            case KEYWORD, TEXT, LONG, INTEGER, SHORT, BYTE, DOUBLE, FLOAT, BOOLEAN, DATE, IP -> true;
            case DATE_NANOS -> operand.period().isPresent();
            default -> false;
        };
        String column = field.column().orElse(null);
        if (!groups || field.array() || column == null) {
            throw new NotPushable("the index does not group by \"" + field.path() + "\"");
        }
        return new GroupKey(
                field,
                column,
                operand.period().map(Period::interval),
                node.getType().getSqlTypeName() == SqlTypeName.DATE,
                part.map(Period.Part::field));
    }
}
