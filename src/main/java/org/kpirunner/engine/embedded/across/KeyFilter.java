package org.kpirunner.engine.embedded.across;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Sarg;
import org.kpirunner.engine.embedded.planning.Rules;

/** Narrows a part of a plan down to the rows with one of the keys that another source has told. */
final class KeyFilter {
    /** Fewer than Elasticsearch takes in one list by default. */
    static final int KEYS_AT_ONCE = 50_000;

    /** More are not made literals one by one, which takes longer than to ask for them. */
    private static final int FEW = 100;

    private KeyFilter() {}

    /** What is true where the value is one of the keys. */
    static RexNode isOneOf(RexNode value, Collection<?> keys, RelDataType type, RexBuilder builder) {
        if (keys.isEmpty()) {
            return builder.makeLiteral(false);
        }
        if (Literals.Kind.of(type) == Literals.Kind.WHOLE) {
            ImmutableRangeSet.Builder<BigDecimal> points = ImmutableRangeSet.builder();
            keys.forEach(key -> points.add(Range.singleton(BigDecimal.valueOf((Long) key))));
            Sarg<BigDecimal> all = Sarg.of(RexUnknownAs.UNKNOWN, points.build());
            return builder.makeCall(
                    SqlStdOperatorTable.SEARCH, unwidened(value), builder.makeSearchArgumentLiteral(all, type));
        }
        if (keys.size() > FEW && type.getSqlTypeName() == SqlTypeName.VARCHAR) {
            RexNode texts = Literals.ofTexts(keys, type, builder);
            return builder.makeCall(SqlStdOperatorTable.SEARCH, value, texts);
        }
        return builder.makeIn(
                unwidened(value),
                keys.stream().map(key -> Literals.of(key, type, builder)).toList());
    }

    /** A number that was cast to a wider type only to be compared is looked up as it is. */
    private static RexNode unwidened(RexNode value) {
        if (value.getKind() != SqlKind.CAST) {
            return value;
        }
        RexNode cast = ((RexCall) value).getOperands().get(0);
        boolean isWider = SqlTypeUtil.isIntType(cast.getType())
                && SqlTypeUtil.isIntType(value.getType())
                && cast.getType().getPrecision() <= value.getType().getPrecision();
        return isWider ? cast : value;
    }

    /**
     * The rows whose value is one of the keys, as often as they are there; by several requests if there are many. All
     * rows where a key is none that can be asked for.
     */
    static RelNode of(RelNode part, RexNode value, Set<Object> keys, RelDataType type) {
        if (keys.isEmpty()) {
            return Rules.builder(part).push(part).empty().build();
        }
        if (!keys.stream().allMatch(Literals::canWrite)) {
            return part;
        }
        RexBuilder builder = part.getCluster().getRexBuilder();
        List<RelNode> chunks = new ArrayList<>();
        for (List<Object> chunk : chunks(keys)) {
            RexNode condition = isOneOf(value, chunk, type, builder);
            chunks.add(Rules.withConditionsBelow(LogicalFilter.create(part, RexUtil.flatten(builder, condition))));
        }
        return chunks.size() == 1 ? chunks.get(0) : LogicalUnion.create(chunks, true);
    }

    private static List<List<Object>> chunks(Set<Object> keys) {
        List<Object> all = List.copyOf(keys);
        List<List<Object>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += KEYS_AT_ONCE) {
            chunks.add(all.subList(i, Math.min(all.size(), i + KEYS_AT_ONCE)));
        }
        return chunks;
    }
}
