package org.kpirunner.engine.embedded.planning;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;
import org.kpirunner.dialect.Template;

/** Puts dates and times in the place of their stand-ins. */
final class Rebinding extends Plans.Rewriting {
    private static final int DATE_LENGTH = 10;

    private final List<TimestampString> moments;
    private final RexBuilder builder;
    private boolean isExact = true;

    private Rebinding(List<TimestampString> moments, RexBuilder builder) {
        this.moments = moments;
        this.builder = builder;
    }

    /** The plan at the moments that its stand-ins stand for; empty if some can't be put into it as they are. */
    static Optional<RelNode> of(RelNode plan, List<TimestampString> moments) {
        if (moments.isEmpty()) {
            return Optional.of(plan);
        }
        Rebinding rebinding = new Rebinding(moments, plan.getCluster().getRexBuilder());
        RelNode bound = Plans.rewritten(plan, rebinding);
        return rebinding.isExact ? Optional.of(bound) : Optional.empty();
    }

    /** Whether the plan at the times of the template still has a stand-in, where expressions are not looked for. */
    static boolean isWhole(RelNode bound, Template template) {
        return template.isComplete() || !RelOptUtil.toString(bound).contains("2917-");
    }

    @Override
    public RexNode visitLiteral(RexLiteral literal) {
        if (literal.isNull()) {
            return literal;
        }
        return switch (literal.getType().getSqlTypeName()) {
            case DATE -> date(literal);
            case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(literal);
            default -> literal;
        };
    }

    private Optional<TimestampString> moment(TimestampString standIn) {
        long index = Template.index(standIn);
        return index >= 0 && index < moments.size() ? Optional.of(moments.get((int) index)) : Optional.empty();
    }

    private RexNode date(RexLiteral literal) {
        return moment(new TimestampString(literal.getValueAs(DateString.class) + " 00:00:00"))
                .<RexNode>map(moment ->
                        builder.makeDateLiteral(new DateString(moment.toString().substring(0, DATE_LENGTH))))
                .orElse(literal);
    }

    private RexNode timestamp(RexLiteral literal) {
        Optional<TimestampString> moment = moment(literal.getValueAs(TimestampString.class));
        if (moment.isEmpty()) {
            return literal;
        }
        int digits = literal.getType().getPrecision();
        isExact = isExact && moment.get().round(digits).equals(moment.get());
        return literal.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
                ? builder.makeTimestampLiteral(moment.get(), digits)
                : builder.makeTimestampWithLocalTimeZoneLiteral(moment.get(), digits);
    }
}
