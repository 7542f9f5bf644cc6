package org.kpirunner.engine.embedded.across;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.planning.Plans;
import org.kpirunner.engine.embedded.planning.Rules;
import org.kpirunner.engine.embedded.planning.Splitter;

/**
 * Asks sub-queries first that a source can't compute together with what is around them, and puts their answers in their
 * place, so that the source around them gets the whole of the rest.
 */
final class FirstAnswers {
    private final Splitter splitter;
    private final Asking asking;

    FirstAnswers(Splitter splitter, Asking asking) {
        this.splitter = splitter;
        this.asking = asking;
    }

    RelNode in(RelNode node) {
        if (!Plans.hasSubQueries(node) || splitter.pushed(node).isPresent()) {
            return node;
        }
        Answering answering = new Answering(node.getCluster().getRexBuilder());
        RelNode own = node instanceof Filter filter ? answered(filter, answering) : node.accept(answering);
        List<RelNode> inputs = own.getInputs().stream().map(this::in).toList();
        return inputs.equals(own.getInputs()) ? own : own.copy(own.getTraitSet(), inputs);
    }

    /** Conditions that the source can compute with their sub-queries stay as they are. */
    private RelNode answered(Filter filter, Answering answering) {
        List<RexNode> conditions = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
            boolean stays = splitter.pushed(LogicalFilter.create(filter.getInput(), condition))
                    .isPresent();
            conditions.add(stays ? condition : condition.accept(answering));
        }
        return filter.copy(
                filter.getTraitSet(), filter.getInput(), RexUtil.composeConjunction(answering.builder, conditions));
    }

    private final class Answering extends RexShuttle {
        private final RexBuilder builder;

        private Answering(RexBuilder builder) {
            this.builder = builder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            return visited.equals(call) ? call : RexUtil.flatten(builder, visited);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
            if (!RelOptUtil.getVariablesUsed(query.rel).isEmpty()) {
                return query;
            }
            return switch (query.getKind()) {
                case EXISTS -> exists(query);
                case SCALAR_QUERY -> value(query);
                case IN -> isIn(query);
                default -> query;
            };
        }
    }

    private RexNode exists(RexSubQuery query) {
        RelNode one = Rules.builder(query.rel)
                .push(query.rel)
                .project(List.of())
                .limit(0, 1)
                .build();
        try (HeldRows rows = asking.ask(one, 1)) {
            return builder(query).makeLiteral(!rows.first().isEmpty());
        }
    }

    /** One of several rows stays in the plan, which fails where that matters. */
    private RexNode value(RexSubQuery query) {
        if (Literals.Kind.of(query.getType()) == Literals.Kind.OTHER) {
            return query;
        }
        try (HeldRows rows = asking.ask(query.rel, 1)) {
            @Nullable
            Object value = rows.first().isEmpty() ? null : rows.first().get(0)[0];
            return rows.first().size() > 1 || !Literals.canWrite(value)
                    ? query
                    : Literals.of(value, query.getType(), builder(query));
        }
    }

    private RexNode isIn(RexSubQuery query) {
        RexNode value = query.getOperands().get(0);
        RelDataType type = query.rel.getRowType().getFieldList().get(0).getType();
        if (query.getOperands().size() != 1
                || !Literals.Kind.of(type).isKey()
                || Literals.Kind.of(type) != Literals.Kind.of(value.getType())) {
            return query;
        }
        RelNode distinct = Rules.builder(query.rel).push(query.rel).distinct().build();
        Set<Object> keys = new LinkedHashSet<>();
        boolean isNullThere = false;
        try (HeldRows rows = asking.ask(distinct, KeyFilter.KEYS_AT_ONCE)) {
            if (!rows.isAll()) {
                return query;
            }
            for (@Nullable Object[] row : rows.first()) {
                Object key = row[0];
                isNullThere |= key == null;
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        if (!keys.stream().allMatch(Literals::canWrite)) {
            return query;
        }
        RexBuilder builder = builder(query);
        RexNode isOneOf = KeyFilter.isOneOf(value, keys, type, builder);
        return isNullThere
                ? builder.makeCall(SqlStdOperatorTable.OR, isOneOf, builder.makeNullLiteral(query.getType()))
                : isOneOf;
    }

    private static RexBuilder builder(RexSubQuery query) {
        return query.rel.getCluster().getRexBuilder();
    }
}
