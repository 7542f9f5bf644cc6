package org.kpirunner.engine.pushdown.search;

import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.search.Columns.Operand;

/** Turns predicates that compare one column with literals into conditions on documents. */
final class LiteralPredicates {
    private static final BigDecimal LAST_YEAR = BigDecimal.valueOf(9999);

    private final Columns columns;
    private final Leaves leaves;

    LiteralPredicates(Columns columns, Leaves leaves) {
        this.columns = columns;
        this.leaves = leaves;
    }

    Condition compare(RexNode node, SqlKind operator, RexNode literal, Wanted wanted) {
        if (!Literal.is(literal)) {
            throw new NotPushable("the index compares only with literals, not with " + literal);
        }
        Optional<Object> value = Literal.value(literal);
        if (value.isEmpty()) {
            return wanted.constant(false);
        }
        if (Literal.is(node)) {
            return Literal.value(node)
                    .map(constant -> wanted.constant(Literal.holds(constant, operator, value.get()) == wanted.value()))
                    .orElseGet(() -> wanted.constant(false));
        }
        if (operator == SqlKind.NOT_EQUALS) {
            return compare(node, SqlKind.EQUALS, literal, wanted.opposite());
        }
        Optional<Period.Part> year = Period.part(node).filter(part -> part.field() == ChronoField.YEAR);
        if (year.isPresent() && value.get() instanceof BigDecimal number && isYear(number)) {
            LocalDateTime begin = LocalDateTime.of(number.intValueExact(), 1, 1, 0, 0);
            return leaves.inRange(columns.field(year.get().of()), Interval.of(operator, begin, Period.YEAR), wanted);
        }
        Operand operand = columns.operand(node);
        Field field = operand.field();
        return operator == SqlKind.EQUALS && operand.period().isEmpty()
                ? leaves.anyOf(field, List.of(value.get()), wanted)
                : leaves.inRange(field, Interval.of(operator, value.get(), operand.period()), wanted);
    }

    private static boolean isYear(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.signum() > 0 && number.compareTo(LAST_YEAR) < 0;
    }

    /** A search argument: the value is in one of several ranges. */
    Condition search(RexNode node, RexLiteral literal, Wanted wanted) {
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        if (sarg == null) {
            throw Columns.notComputed(literal);
        }
        Field field = columns.operand(node).field();
        if (columns.operand(node).period().isPresent()) {
            throw Columns.notComputed(node);
        }
        Condition inRange = sarg.isComplementedPoints()
                ? leaves.anyOf(field, points(sarg.negate()), wanted.opposite())
                : sarg.isPoints()
                        ? leaves.anyOf(field, points(sarg), wanted)
                        : leaves.inRanges(field, Interval.of(sarg), wanted);
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

    Condition like(RexCall call, Wanted wanted) {
        List<RexNode> operands = call.getOperands();
        for (RexNode operand : operands.subList(1, operands.size())) {
            if (!Literal.is(operand)) {
                throw Columns.notComputed(call);
            }
            if (Literal.value(operand).isEmpty()) {
                return wanted.constant(false);
            }
        }
        String escape = operands.size() < 3 ? "" : text(operands.get(2));
        if (operands.size() > 2 && escape.length() != 1) {
            throw Columns.notComputed(call);
        }
        return leaves.like(
                columns.operand(operands.get(0)).field(),
                LikePattern.parse(
                        text(operands.get(1)), escape.isEmpty() ? Optional.empty() : Optional.of(escape.charAt(0))),
                wanted);
    }

    private static String text(RexNode literal) {
        return (String) Literal.value(literal).orElseThrow();
    }
}
