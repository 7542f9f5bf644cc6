package org.kpirunner.engine.pushdown.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.group.GroupKey;
import org.kpirunner.engine.elasticsearch.group.Metric;
import org.kpirunner.engine.elasticsearch.group.Output;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.elasticsearch.search.Unproven;
import org.kpirunner.engine.pushdown.NotPushable;

/** Turns the calls of an aggregate into metrics of an index, each measured once, and what must be proven for them. */
final class Metrics {
    private final Columns columns;
    private final FieldProofs proofs;
    private final Predicates predicates;
    private final List<Metric> metrics = new ArrayList<>();
    private final Set<Proof> needed = new LinkedHashSet<>();

    Metrics(Columns columns, FieldProofs proofs) {
        this.columns = columns;
        this.proofs = proofs;
        this.predicates = new Predicates(columns, proofs);
    }

    List<Metric> list() {
        return metrics;
    }

    Set<Proof> needed() {
        return needed;
    }

    Output output(AggregateCall call, List<RexNode> arguments, Optional<RexNode> filter) {
        Condition where = filter.map(predicates::isTrue).orElse(Condition.ALWAYS);
        return switch (call.getAggregation().getKind()) {
            case COUNT ->
                call.isDistinct() || call.isApproximate() ? distinct(arguments, where) : count(arguments, where);
            case SUM, SUM0, AVG, MIN, MAX -> overNumbers(call, arguments.get(0), where);
            case OTHER_FUNCTION -> other(call, arguments, where);
            default -> throw none(call);
        };
    }

    /** The exact number of different values is as good as any that is near it. */
    private Output other(AggregateCall call, List<RexNode> arguments, Condition where) {
        if (!call.getAggregation().getName().equals("APPROX_DISTINCT") || arguments.size() > 1) {
            throw none(call);
        }
        return distinct(arguments, where);
    }

    private static NotPushable none(AggregateCall call) {
        return new NotPushable(
                "the index has no aggregate " + call.getAggregation().getName());
    }

    private Output count(List<RexNode> arguments, Condition where) {
        List<Condition> all = new ArrayList<>(List.of(where));
        for (RexNode argument : arguments) {
            all.add(predicates.isNotNull(argument));
        }
        return new Output.CountOf(counting(Condition.and(all)));
    }

    private int counting(Condition where) {
        needed.addAll(where.proofs());
        return add(new Metric.Count(where.query()));
    }

    private int add(Metric metric) {
        int known = metrics.indexOf(metric);
        if (known >= 0) {
            return known;
        }
        metrics.add(metric);
        return metrics.size() - 1;
    }

    private Output distinct(List<RexNode> arguments, Condition where) {
        Condition all = where;
        List<GroupKey> values = new ArrayList<>();
        for (RexNode argument : arguments) {
            Predicates.Branch branch = predicates.onlyBranch(argument);
            all = Condition.and(all, branch.where());
            GroupKey value = GroupPushdown.key(branch.value(), columns);
            if (value.part().isPresent()) {
                throw new NotPushable("the index counts periods and not parts of them");
            }
            if (value.field().type().isReal()) {
                throw new NotPushable("the index has two zeros");
            }
            values.add(value);
        }
        needed.addAll(all.proofs());
        return new Output.CountOf(add(new Metric.Distinct(values, all.query())));
    }

    private Output overNumbers(AggregateCall call, RexNode argument, Condition where) {
        boolean isSum = switch (call.getAggregation().getKind()) {
            case SUM, SUM0 -> true;
            default -> false;
        };
        boolean differs = switch (call.getAggregation().getKind()) {
            case MIN, MAX -> false;
            default -> call.isDistinct();
        };
        if (differs) {
            throw new NotPushable("the index does not compute with different values only");
        }
        if (isSum) {
            Optional<Output> constants = sumOfConstants(call, argument, where);
            if (constants.isPresent()) {
                return constants.get();
            }
        }
        Predicates.Branch branch = predicates.onlyBranch(argument);
        Condition all = Condition.and(where, branch.where());
        Field field = columns.operand(branch.value())
                .plainField()
                .orElseThrow(() -> new NotPushable("the index does not compute with " + argument));
        needed.addAll(all.proofs());
        return switch (call.getAggregation().getKind()) {
            case MIN -> extreme(field, false, all.query());
            case MAX -> extreme(field, true, all.query());
            case AVG -> new Output.AverageOf(stats(field, all.query()), kind(call.getType()));
            default -> new Output.SumOf(stats(field, all.query()), kind(call.getType()), isZeroWhenEmpty(call));
        };
    }

    private static boolean isZeroWhenEmpty(AggregateCall call) {
        return call.getAggregation().getKind() == SqlKind.SUM0;
    }

    /** A sum of constants, each as often as its condition is true. */
    private Optional<Output> sumOfConstants(AggregateCall call, RexNode argument, Condition where) {
        List<BigDecimal> constants = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Predicates.Branch branch : predicates.branches(argument)) {
            if (!Literal.is(branch.value())) {
                return Optional.empty();
            }
            Optional<Object> constant = Literal.value(branch.value());
            if (constant.isPresent()) {
                if (!(constant.get() instanceof BigDecimal number)) {
                    return Optional.empty();
                }
                constants.add(number);
                counts.add(counting(Condition.and(where, branch.where())));
            }
        }
        return Optional.of(new Output.SumOfCounts(constants, counts, kind(call.getType()), isZeroWhenEmpty(call)));
    }

    private int stats(Field field, Query where) {
        boolean computes = field.type().isWhole()
                || field.type() == FieldType.DOUBLE
                || field.type() == FieldType.FLOAT
                || field.type() == FieldType.DATE;
        if (!computes || field.array() || proofs.distrusted().contains(Unproven.precision(field.path()))) {
            throw new NotPushable("the index does not compute with \"" + field.path() + "\" exactly");
        }
        needed.addAll(proofs.single(field, where));
        return add(new Metric.Stats(field, where));
    }

    private Output extreme(Field field, boolean largest, Query where) {
        boolean inDoubles = (field.type().isWhole() && !proofs.distrusted().contains(Unproven.precision(field.path())))
                || field.type() == FieldType.DOUBLE
                || field.type() == FieldType.FLOAT
                || field.type() == FieldType.DATE;
        if (inDoubles) {
            int metric = stats(field, where);
            return largest ? new Output.LargestOf(metric) : new Output.SmallestOf(metric);
        }
        boolean isOrdered = field.type() == FieldType.KEYWORD
                || field.type() == FieldType.TEXT
                || field.type() == FieldType.DATE_NANOS
                || field.type() == FieldType.UNSIGNED_LONG
                || field.type().isWhole();
        String column = field.column().orElse(null);
        if (!isOrdered || field.array() || column == null) {
            throw new NotPushable("the index does not order \"" + field.path() + "\" as SQL does");
        }
        needed.addAll(proofs.singleAndComplete(field, where));
        return new Output.ExtremeOf(add(new Metric.Extreme(field, column, largest, where)));
    }

    private static Output.Kind kind(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT -> Output.Kind.WHOLE;
            case DECIMAL -> Output.Kind.DECIMAL;
            case REAL -> Output.Kind.REAL;
            case DOUBLE, FLOAT -> Output.Kind.DOUBLE;
            default -> throw new NotPushable("a sum is of type " + type);
        };
    }
}
