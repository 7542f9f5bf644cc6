package org.kpirunner.engine.embedded.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.function.Functions;
import org.kpirunner.engine.embedded.value.Keys;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Makes expressions of a plan's row expressions. */
final class Expressions {
    private final RexBuilder builder;
    private final Scope scope;
    private final Function<RexSubQuery, SubQuery> subQueries;

    /**
     * @param subQueries plans the queries that stand in expressions
     */
    Expressions(RexBuilder builder, Scope scope, Function<RexSubQuery, SubQuery> subQueries) {
        this.builder = builder;
        this.scope = scope;
        this.subQueries = subQueries;
    }

    List<Expression> compile(List<? extends RexNode> nodes) {
        List<Expression> expressions = new ArrayList<>(nodes.size());
        nodes.forEach(node -> expressions.add(compile(node)));
        return expressions;
    }

    Expression compile(RexNode node) {
        if (node instanceof RexInputRef reference) {
            int index = reference.getIndex();
            return row -> row[index];
        }
        if (node instanceof RexLiteral literal) {
            return new Expression.Constant(Literals.value(literal));
        }
        if (node instanceof RexFieldAccess access) {
            return field(access);
        }
        if (node instanceof RexSubQuery query) {
            return subQueries.apply(query).expression(compile(query.getOperands()));
        }
        if (node instanceof RexCall call) {
            return call.getKind() == SqlKind.SEARCH ? search(call) : Functions.expression(call, compile(call.operands));
        }
        throw new KpiException(Reason.NOT_SUPPORTED, "an expression of this kind is not supported: " + node.getKind());
    }

    private Expression field(RexFieldAccess access) {
        int index = access.getField().getIndex();
        if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
            Scope.Slot slot = scope.find(variable.id);
            return row -> slot.get(index);
        }
        Expression struct = compile(access.getReferenceExpr());
        return row -> {
            Object fields = struct.eval(row);
            return fields == null ? null : ((Object[]) fields)[index];
        };
    }

    /** Membership in a set of values or ranges. */
    private Expression search(RexCall call) {
        RexNode operand = call.getOperands().get(0);
        RexLiteral literal = (RexLiteral) call.getOperands().get(1);
        Sarg<?> sarg = literal.getValueAs(Sarg.class);
        if (sarg == null) {
            throw new IllegalArgumentException(call + " searches nothing");
        }
        boolean isInverse = sarg.isComplementedPoints();
        if (!isInverse && !sarg.isPoints()) {
            return compile(RexUtil.expandSearch(builder, null, call));
        }
        UnaryOperator<Object> form = Keys.form(operand.getType(), literal.getType());
        Set<Object> points = points(isInverse ? sarg.negate() : sarg, literal.getType(), form);
        Boolean ofNull = ofNull(sarg.nullAs);
        Expression value = compile(operand);
        return row -> {
            Object found = value.eval(row);
            return found == null ? ofNull : (Boolean) (points.contains(form.apply(found)) != isInverse);
        };
    }

    private Set<Object> points(Sarg<?> sarg, RelDataType type, UnaryOperator<Object> form) {
        Set<Object> points = new HashSet<>();
        sarg.rangeSet.asRanges().forEach(range -> {
            RexLiteral point = (RexLiteral) builder.makeLiteral(range.lowerEndpoint(), type, false);
            points.add(Keys.of(Literals.value(point), form));
        });
        return points;
    }

    private static @Nullable Boolean ofNull(RexUnknownAs unknown) {
        return switch (unknown) {
            case TRUE -> true;
            case FALSE -> false;
            case UNKNOWN -> null;
        };
    }
}
