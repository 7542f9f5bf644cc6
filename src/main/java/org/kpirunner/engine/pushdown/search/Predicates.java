package org.kpirunner.engine.pushdown.search;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.search.Columns.Operand;
import org.kpirunner.engine.pushdown.search.Comparison.Bound;

/**
 * Turns predicates over the columns of a table into conditions on documents.
 *
 * <p>SQL's predicates are true, false or unknown, conditions only true or not. So each predicate is asked whether it
 * has a value, true or false, and negation asks for the documents where it has not.
 */
final class Predicates {
    private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(9999);

    private final Columns columns;
    private final Leaves leaves;

    Predicates(Columns columns, FieldProofs proofs) {
        this.columns = columns;
        this.leaves = new Leaves(proofs);
    }

    /** The documents of which a predicate is true. */
    Condition isTrue(RexNode node) {
        return is(node, Wanted.TRUE);
    }

    /** Which documents are wanted: those where a predicate has the value, or with negated those where it has not. */
    record Wanted(boolean value, boolean negated) {
        static final Wanted TRUE = new Wanted(true, false);

        Wanted opposite() {
            return new Wanted(!value, negated);
        }

        Wanted complement() {
            return new Wanted(value, !negated);
        }

        Wanted of(boolean otherValue) {
            return new Wanted(otherValue, negated);
        }

        /** Of a predicate that has the value wherever this is true, and else the other one: never unknown. */
        Wanted whether(boolean holds) {
            return new Wanted(holds, negated == value);
        }
    }

    private Condition is(RexNode node, Wanted wanted) {
        if (Literal.is(node)) {
            return constant(
                    Literal.value(node)
                            .filter(Boolean.valueOf(wanted.value())::equals)
                            .isPresent(),
                    wanted);
        }
        if (node.isA(SqlKind.INPUT_REF) || node.isA(SqlKind.FIELD_ACCESS)) {
            return leaves.anyOf(columns.field(node), List.of(true), wanted);
        }
        if (!(node instanceof RexCall call)) {
            throw notComputed(node);
        }
        List<RexNode> operands = call.getOperands();
        return switch (call.getKind()) {
            case AND -> all(operands, wanted, wanted.value() != wanted.negated());
            case OR -> all(operands, wanted, wanted.value() == wanted.negated());
            case NOT -> is(operands.get(0), wanted.opposite());
            case IS_TRUE -> is(operands.get(0), wanted.whether(true));
            case IS_FALSE -> is(operands.get(0), wanted.whether(false));
            case IS_NOT_TRUE -> is(operands.get(0), wanted.opposite().whether(true));
            case IS_NOT_FALSE -> is(operands.get(0), wanted.opposite().whether(false));
            case IS_NULL -> isNull(operands.get(0), wanted.value() != wanted.negated());
            case IS_NOT_NULL -> isNull(operands.get(0), wanted.value() == wanted.negated());
            case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                compare(call, wanted);
            case SEARCH -> search(operands.get(0), (RexLiteral) operands.get(1), wanted);
            case LIKE -> like(call, wanted);
            case CASE -> choose(call, wanted);
            default -> throw notComputed(call);
        };
    }

    private static Condition constant(boolean has, Wanted wanted) {
        return has != wanted.negated() ? Condition.ALWAYS : Condition.NEVER;
    }

    private Condition all(List<RexNode> operands, Wanted wanted, boolean conjunction) {
        List<Condition> parts =
                operands.stream().map(operand -> is(operand, wanted)).toList();
        return conjunction ? Condition.and(parts) : Condition.or(parts);
    }

    /** The documents of which an expression is not NULL. */
    Condition isNotNull(RexNode node) {
        return isNull(node, false);
    }

    /** A value that an expression has, and the documents of which it has it. */
    record Branch(RexNode value, Condition where) {}

    /** The branches of a CASE, or the expression itself. */
    List<Branch> branches(RexNode node) {
        if (!(node instanceof RexCall call) || call.getKind() != SqlKind.CASE) {
            return List.of(new Branch(node, Condition.ALWAYS));
        }
        List<Branch> branches = new ArrayList<>();
        List<Condition> notYet = new ArrayList<>();
        List<RexNode> operands = call.getOperands();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            List<Condition> parts = new ArrayList<>(notYet);
            parts.add(is(operands.get(i), Wanted.TRUE));
            branches.add(new Branch(operands.get(i + 1), Condition.and(parts)));
            notYet.add(is(operands.get(i), Wanted.TRUE.complement()));
        }
        branches.add(new Branch(operands.get(operands.size() - 1), Condition.and(notYet)));
        return branches;
    }

    /** The one branch that is not always NULL. */
    Branch onlyBranch(RexNode node) {
        List<Branch> branches = branches(node).stream()
                .filter(branch -> !Literal.is(branch.value())
                        || Literal.value(branch.value()).isPresent())
                .toList();
        if (branches.size() != 1) {
            throw notComputed(node);
        }
        return branches.get(0);
    }

    private Condition isNull(RexNode node, boolean wanted) {
        if (Literal.is(node)) {
            return Literal.value(node).isPresent() == wanted ? Condition.NEVER : Condition.ALWAYS;
        }
        if (node.isA(SqlKind.CASE)) {
            return Condition.or(branches(node).stream()
                    .map(branch -> Condition.and(branch.where(), isNull(branch.value(), wanted)))
                    .toList());
        }
        Optional<Field> field = columns.find(node);
        if (field.isPresent()) {
            return leaves.isNull(field.get(), wanted);
        }
        if (node.isA(SqlKind.CAST)) {
            return leaves.isNull(columns.operand(node).field(), wanted);
        }
        throw notComputed(node);
    }

    private Condition compare(RexCall call, Wanted wanted) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        if (left instanceof RexCall choice && choice.getKind() == SqlKind.CASE) {
            return choose(
                    eachBranch(choice, call.getType(), branch -> call.clone(call.getType(), List.of(branch, right))),
                    wanted);
        }
        if (Literal.is(left) && !Literal.is(right)) {
            return compare(right, call.getKind().reverse(), left, wanted);
        }
        return compare(left, call.getKind(), right, wanted);
    }

    private Condition compare(RexNode node, SqlKind operator, RexNode literal, Wanted wanted) {
        if (!Literal.is(literal)) {
            throw new NotPushable("the index compares only with literals, not with " + literal);
        }
        Optional<Object> value = Literal.value(literal);
        if (value.isEmpty()) {
            return constant(false, wanted);
        }
        if (Literal.is(node)) {
            return Literal.value(node)
                    .map(constant -> constant(holds(constant, operator, value.get()) == wanted.value(), wanted))
                    .orElseGet(() -> constant(false, wanted));
        }
        if (operator == SqlKind.NOT_EQUALS) {
            return compare(node, SqlKind.EQUALS, literal, wanted.opposite());
        }
        Optional<Period.Part> year = Period.part(node).filter(part -> part.field() == ChronoField.YEAR);
        if (year.isPresent() && value.get() instanceof BigDecimal number && isYear(number)) {
            LocalDateTime begin = LocalDateTime.of(number.intValueExact(), 1, 1, 0, 0);
            return leaves.inRange(columns.field(year.get().of()), period(operator, begin, Period.YEAR), wanted);
        }
        Operand operand = columns.operand(node);
        Field field = operand.field();
        return operator == SqlKind.EQUALS && operand.period().isEmpty()
                ? leaves.anyOf(field, List.of(value.get()), wanted)
                : leaves.inRange(field, range(operator, value.get(), operand.period()), wanted);
    }

    private static boolean isYear(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.signum() > 0 && number.compareTo(LAST_YEAR) < 0;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean holds(Object left, SqlKind operator, Object right) {
        boolean isOrder = operator != SqlKind.EQUALS && operator != SqlKind.NOT_EQUALS;
        if (left.getClass() != right.getClass() || (isOrder && left instanceof String)) {
            throw new NotPushable("literals of different types are compared");
        }
        int order = ((Comparable) left).compareTo(right);
        return switch (operator) {
            case EQUALS -> order == 0;
            case NOT_EQUALS -> order != 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN -> order > 0;
            default -> order >= 0;
        };
    }

    /** The values of which a comparison is true. */
    private static Leaves.Interval range(SqlKind operator, Object value, Optional<Period> period) {
        if (period.isPresent() && value instanceof LocalDateTime time) {
            return period(operator, time, period.get());
        }
        return switch (operator) {
            case EQUALS -> new Leaves.Interval(new Bound(value, true), new Bound(value, true));
            case LESS_THAN -> new Leaves.Interval(null, new Bound(value, false));
            case LESS_THAN_OR_EQUAL -> new Leaves.Interval(null, new Bound(value, true));
            case GREATER_THAN -> new Leaves.Interval(new Bound(value, false), null);
            default -> new Leaves.Interval(new Bound(value, true), null);
        };
    }

    /** The times of which a comparison is true when they are cut down to the beginning of their period. */
    private static Leaves.Interval period(SqlKind operator, LocalDateTime value, Period period) {
        boolean begins = period.floor(value).equals(value);
        Bound begin = new Bound(begins ? value : period.next(value), begins);
        Bound ownEnd = new Bound(period.next(value), false);
        Bound end = new Bound(begins ? value : period.next(value), false);
        return switch (operator) {
            case EQUALS -> new Leaves.Interval(begin, begins ? ownEnd : end);
            case LESS_THAN -> new Leaves.Interval(null, end);
            case LESS_THAN_OR_EQUAL -> new Leaves.Interval(null, ownEnd);
            case GREATER_THAN -> new Leaves.Interval(new Bound(period.next(value), true), null);
            default -> new Leaves.Interval(new Bound(begins ? value : period.next(value), true), null);
        };
    }

    /** A search argument: the value is in one of several ranges. */
    private Condition search(RexNode node, RexLiteral literal, Wanted wanted) {
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        if (sarg == null) {
            throw notComputed(literal);
        }
        Field field = columns.operand(node).field();
        if (columns.operand(node).period().isPresent()) {
            throw notComputed(node);
        }
        Condition inRange = sarg.isComplementedPoints()
                ? leaves.anyOf(field, points(sarg.negate()), wanted.opposite())
                : sarg.isPoints() ? leaves.anyOf(field, points(sarg), wanted) : ranges(field, sarg, wanted);
        boolean nullHas = sarg.nullAs == (wanted.value() ? RexUnknownAs.TRUE : RexUnknownAs.FALSE);
        if (!nullHas) {
            return inRange;
        }
        return wanted.negated()
                ? Condition.and(inRange, leaves.isNull(field, false))
                : Condition.or(inRange, leaves.isNull(field, true));
    }

    private static List<Object> points(Sarg<?> sarg) {
        List<Object> points = new ArrayList<>();
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            points.add(Literal.value(range.lowerEndpoint()));
        }
        return points;
    }

    private Condition ranges(Field field, Sarg<?> sarg, Wanted wanted) {
        List<Leaves.Interval> intervals = new ArrayList<>();
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            Bound lower = range.hasLowerBound()
                    ? new Bound(Literal.value(range.lowerEndpoint()), range.lowerBoundType() == BoundType.CLOSED)
                    : null;
            Bound upper = range.hasUpperBound()
                    ? new Bound(Literal.value(range.upperEndpoint()), range.upperBoundType() == BoundType.CLOSED)
                    : null;
            intervals.add(new Leaves.Interval(lower, upper));
        }
        return leaves.inRanges(field, intervals, wanted);
    }

    private Condition like(RexCall call, Wanted wanted) {
        List<RexNode> operands = call.getOperands();
        for (RexNode operand : operands.subList(1, operands.size())) {
            if (!Literal.is(operand)) {
                throw notComputed(call);
            }
            if (Literal.value(operand).isEmpty()) {
                return constant(false, wanted);
            }
        }
        Optional<Character> escape = operands.size() < 3
                ? Optional.empty()
                : Optional.of(text(operands.get(2)).charAt(0));
        return leaves.like(
                columns.operand(operands.get(0)).field(), LikePattern.parse(text(operands.get(1)), escape), wanted);
    }

    private static String text(RexNode literal) {
        return (String) Literal.value(literal).orElseThrow();
    }

    private Condition choose(RexNode choice, Wanted wanted) {
        return Condition.or(branches(choice).stream()
                .map(branch -> Condition.and(branch.where(), is(branch.value(), wanted)))
                .toList());
    }

    private static RexNode eachBranch(RexCall choice, RelDataType type, UnaryOperator<RexNode> change) {
        List<RexNode> operands = new ArrayList<>(choice.getOperands());
        for (int i = 0; i < operands.size(); i++) {
            if (i % 2 == 1 || i == operands.size() - 1) {
                operands.set(i, change.apply(operands.get(i)));
            }
        }
        return choice.clone(type, operands);
    }

    private static NotPushable notComputed(RexNode node) {
        return new NotPushable("the index does not compute " + node);
    }
}
