package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepMatchOrder;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/** Brings a plan over several sources into a form whose parts can be given to them. */
public final class Rules {
    private static final RelBuilder.Config BUILDING = RelBuilder.Config.DEFAULT
            .withSimplify(false)
            .withSimplifyLimit(false)
            .withPruneInputOfAggregate(false);
    private static final RelBuilderFactory BUILDERS = RelBuilder.proto(Contexts.of(BUILDING));

    private static final List<RelOptRule> SUB_QUERIES = rules(
            CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
            CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
            CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);

    /** Brings conditions as near to the tables as they can be. */
    private static final List<RelOptRule> CONDITIONS = rules(
            CoreRules.FILTER_MERGE,
            CoreRules.FILTER_PROJECT_TRANSPOSE,
            CoreRules.FILTER_INTO_JOIN,
            CoreRules.JOIN_CONDITION_PUSH,
            CoreRules.FILTER_AGGREGATE_TRANSPOSE,
            CoreRules.FILTER_SET_OP_TRANSPOSE,
            CoreRules.FILTER_CORRELATE);

    private static final List<RelOptRule> PROJECTIONS =
            rules(CoreRules.JOIN_PUSH_EXPRESSIONS, CoreRules.PROJECT_MERGE, CoreRules.PROJECT_REMOVE);

    private Rules() {}

    private static List<RelOptRule> rules(RelRule<?>... rules) {
        return Stream.of(rules)
                .<RelOptRule>map(
                        rule -> rule.config.withRelBuilderFactory(BUILDERS).toRule())
                .toList();
    }

    public static RelBuilder builder(RelNode plan) {
        return BUILDERS.create(plan.getCluster(), null);
    }

    /** The plan with joins in place of sub-queries. */
    public static RelNode withoutSubQueries(RelNode plan) {
        ListsOfRows.check(plan);
        RelNode correlated = applied(SUB_QUERIES, UnequalToAny.in(plan));
        RelNode decorrelated = RelDecorrelator.decorrelateQuery(correlated, builder(plan));
        return withConstantsAbove(new SelfComparisons(plan).in(decorrelated));
    }

    /** A column that is compared with itself, which only NULL does not pass; elsewhere NULL is not the same as false. */
    private static final class SelfComparisons extends RexShuttle {
        private final RexBuilder builder;

        private SelfComparisons(RelNode plan) {
            this.builder = plan.getCluster().getRexBuilder();
        }

        RelNode in(RelNode plan) {
            List<RelNode> inputs = plan.getInputs().stream().map(this::in).toList();
            RelNode own = inputs.equals(plan.getInputs()) ? plan : plan.copy(plan.getTraitSet(), inputs);
            return own instanceof Filter || own instanceof Join ? own.accept(this) : own;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode value =
                    call.getOperands().isEmpty() ? call : call.getOperands().get(0);
            return switch (call.getKind()) {
                case AND, OR -> super.visitCall(call);
                case EQUALS ->
                    value instanceof RexInputRef
                                    && value.equals(call.getOperands().get(1))
                                    && !SqlTypeUtil.isApproximateNumeric(value.getType())
                            ? builder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value)
                            : call;
                default -> call;
            };
        }
    }

    /** Whether there is a group at all is asked as the least of a constant, which no source needs to compute. */
    private static RelNode withConstantsAbove(RelNode plan) {
        List<RelNode> inputs =
                plan.getInputs().stream().map(Rules::withConstantsAbove).toList();
        RelNode own = inputs.equals(plan.getInputs()) ? plan : plan.copy(plan.getTraitSet(), inputs);
        if (!(own instanceof Aggregate aggregate)
                || !(aggregate.getInput() instanceof Project project)
                || aggregate.getGroupSet().isEmpty()
                || aggregate.getGroupType() != Aggregate.Group.SIMPLE
                || aggregate.getAggCallList().isEmpty()
                || !aggregate.getAggCallList().stream().allMatch(call -> isLeastOfConstant(call, project))) {
            return own;
        }
        RelBuilder builder = builder(own).push(project);
        builder.aggregate(builder.groupKey(aggregate.getGroupSet()));
        List<RexNode> columns = new ArrayList<>(builder.fields());
        aggregate
                .getAggCallList()
                .forEach(call ->
                        columns.add(project.getProjects().get(call.getArgList().get(0))));
        return builder.project(columns, own.getRowType().getFieldNames(), true).build();
    }

    private static boolean isLeastOfConstant(AggregateCall call, Project project) {
        return call.getAggregation().getKind() == SqlKind.MIN
                && !call.hasFilter()
                && project.getProjects().get(call.getArgList().get(0)) instanceof RexLiteral literal
                && !literal.isNull();
    }

    /** The plan with its conditions as near to the tables as they can be. */
    public static RelNode withConditionsBelow(RelNode plan) {
        return UuidLiterals.in(applied(CONDITIONS, plan));
    }

    /** The plan whose tables are read by as few rows and columns as its conditions and results allow. */
    public static RelNode narrowed(RelNode plan) {
        RelNode filtered = withConditionsBelow(plan);
        RelNode prepared = applied(PROJECTIONS, filtered);
        return applied(PROJECTIONS, new RelFieldTrimmer(null, builder(plan)).trim(prepared));
    }

    private static RelNode applied(List<RelOptRule> rules, RelNode plan) {
        HepProgram program = HepProgram.builder()
                .addMatchOrder(HepMatchOrder.BOTTOM_UP)
                .addRuleCollection(rules)
                .build();
        HepPlanner planner = new HepPlanner(program);
        planner.setRoot(plan);
        return planner.findBestExp();
    }
}
