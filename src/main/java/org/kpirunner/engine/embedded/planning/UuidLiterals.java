package org.kpirunner.engine.embedded.planning;

import com.google.common.collect.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Compares a uuid with a uuid where it is compared with the text of one, so that sources can look it up. */
final class UuidLiterals extends Plans.Rewriting {
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final RexBuilder builder;

    private UuidLiterals(RexBuilder builder) {
        this.builder = builder;
    }

    static RelNode in(RelNode plan) {
        return Plans.rewritten(plan, new UuidLiterals(plan.getCluster().getRexBuilder()));
    }

    @Override
    public RexNode visitCall(RexCall call) {
        RexCall visited = (RexCall) super.visitCall(call);
        if (visited.getKind() == SqlKind.SEARCH) {
            return listed(visited);
        }
        if (visited.getKind() != SqlKind.EQUALS && visited.getKind() != SqlKind.NOT_EQUALS) {
            return visited;
        }
        RexNode left = visited.getOperands().get(0);
        RexNode right = visited.getOperands().get(1);
        RexNode rewritten = compared(visited, left, right);
        return rewritten != null ? rewritten : or(compared(visited, right, left), visited);
    }

    /** A list of texts: those that no uuid is written as are equal to none. */
    private RexNode listed(RexCall call) {
        RexNode cast = call.getOperands().get(0);
        Sarg<?> list = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
        if (!isUuidAsText(cast) || list == null || !list.isPoints() || list.nullAs != RexUnknownAs.UNKNOWN) {
            return call;
        }
        List<RexNode> uuids = new ArrayList<>();
        for (Range<?> point : list.rangeSet.asRanges()) {
            String text = ((NlsString) point.lowerEndpoint()).getValue();
            if (UUID_FORM.matcher(text).matches() && text.equals(text.toLowerCase(Locale.ROOT))) {
                uuids.add(builder.makeUuidLiteral(UUID.fromString(text)));
            }
        }
        return uuids.isEmpty()
                ? call
                : builder.makeIn(((RexCall) cast).getOperands().get(0), uuids);
    }

    private static boolean isUuidAsText(RexNode node) {
        return node.getKind() == SqlKind.CAST
                && node.getType().getPrecision() < 0
                && ((RexCall) node).getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.UUID;
    }

    private static RexNode or(@Nullable RexNode node, RexNode otherwise) {
        return node == null ? otherwise : node;
    }

    private @Nullable RexNode compared(RexCall call, RexNode cast, RexNode literal) {
        if (!isUuidAsText(cast)) {
            return null;
        }
        RexNode uuid = ((RexCall) cast).getOperands().get(0);
        String text = literal instanceof RexLiteral known ? known.getValueAs(String.class) : null;
        if (text == null || !UUID_FORM.matcher(text).matches()) {
            return null;
        }
        return builder.makeCall(
                call.getType(), call.getOperator(), List.of(uuid, builder.makeUuidLiteral(UUID.fromString(text))));
    }
}
