package org.kpirunner.engine.embedded.execution;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.embedded.expression.Expression;
import org.kpirunner.engine.embedded.join.JoinShape;
import org.kpirunner.engine.embedded.value.Keys;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Makes the shape of a join of a plan. */
final class JoinShapes {
    private JoinShapes() {}

    /** A part of a key: what gives it, and how it is made comparable with the other side's. */
    private record Part(Expression value, UnaryOperator<Object> form, boolean isNullEqual) {
        @Nullable
        Object key(@Nullable Object[] row) {
            Object found = value.eval(row);
            if (found == null) {
                return isNullEqual ? Keys.NULL : null;
            }
            Object key = form.apply(found);
            return key instanceof Double number && Double.isNaN(number) && !isNullEqual ? null : key;
        }
    }

    static JoinShape of(Join join, Expressions expressions) {
        JoinRelType type = join.getJoinType();
        if (type == JoinRelType.ASOF || type == JoinRelType.LEFT_ASOF || type == JoinRelType.LEFT_MARK) {
            throw new KpiException(Reason.NOT_SUPPORTED, "a join of this kind is not supported: " + type.lowerName);
        }
        JoinKeys keys = JoinKeys.of(join);
        List<Part> left = keys.pairs().stream()
                .map(pair -> new Part(expressions.compile(pair.left()), pair.form(), pair.isNullEqual()))
                .toList();
        List<Part> right = keys.pairs().stream()
                .map(pair -> new Part(expressions.compile(pair.right()), pair.form(), pair.isNullEqual()))
                .toList();
        return new JoinShape(
                type,
                join.getLeft().getRowType().getFieldCount(),
                join.getRight().getRowType().getFieldCount(),
                maker(left),
                maker(right),
                expressions.compile(keys.rest()));
    }

    /** Without parts every row has the same key, and so meets every row of the other side. */
    private static JoinShape.KeyMaker maker(List<Part> parts) {
        if (parts.size() == 1) {
            return parts.get(0)::key;
        }
        return row -> {
            Object[] key = new Object[parts.size()];
            for (int i = 0; i < key.length; i++) {
                Object part = parts.get(i).key(row);
                if (part == null) {
                    return null;
                }
                key[i] = part;
            }
            return Arrays.asList(key);
        };
    }
}
