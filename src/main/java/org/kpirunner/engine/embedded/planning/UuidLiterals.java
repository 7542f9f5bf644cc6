package org.kpirunner.engine.embedded.planning;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Compares a uuid with a uuid where it is compared with the text of one, so that sources can look it up. */
final class UuidLiterals extends Plans.Rewriting {
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    private final RexBuilder builder;

    UuidLiterals(RexBuilder builder) {
        this.builder = builder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
        RexCall visited = (RexCall) super.visitCall(call);
        if (visited.getKind() != SqlKind.EQUALS && visited.getKind() != SqlKind.NOT_EQUALS) {
            return visited;
        }
        RexNode left = visited.getOperands().get(0);
        RexNode right = visited.getOperands().get(1);
        RexNode rewritten = compared(visited, left, right);
        return rewritten != null ? rewritten : or(compared(visited, right, left), visited);
    }

    private static RexNode or(@Nullable RexNode node, RexNode otherwise) {
        return node == null ? otherwise : node;
    }

    private @Nullable RexNode compared(RexCall call, RexNode cast, RexNode literal) {
        if (cast.getKind() != SqlKind.CAST || cast.getType().getPrecision() >= 0) {
            return null;
        }
        RexNode uuid = ((RexCall) cast).getOperands().get(0);
        String text = literal instanceof RexLiteral known ? known.getValueAs(String.class) : null;
        if (uuid.getType().getSqlTypeName() != SqlTypeName.UUID
                || text == null
                || !UUID_FORM.matcher(text).matches()) {
            return null;
        }
        return builder.makeCall(
                call.getType(), call.getOperator(), List.of(uuid, builder.makeUuidLiteral(UUID.fromString(text))));
    }
}
