package org.kpirunner.engine.embedded.batch;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelShuttleImpl;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlExplainLevel;

/** Tells plans and expressions apart by all that they compute. */
final class Digest {
    private Digest() {}

    /** Equal for parts of plans that compute the same in the same way. */
    static String of(RelNode part) {
        return RelOptUtil.toString(part, SqlExplainLevel.DIGEST_ATTRIBUTES);
    }

    /** The same for parts of plans over different catalogs. */
    static String key(String catalog, RelNode part) {
        return catalog + "\n" + of(part);
    }

    /** Equal for expressions over the same rows that compute the same in the same way. */
    static String of(RexNode expression) {
        return expression + " " + expression.getType().getFullTypeString();
    }

    /** Whether the part answers the same however often it is asked of the same data. */
    static boolean isRepeatable(RelNode part) {
        boolean[] repeatable = {true};
        RexShuttle calls = new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                repeatable[0] &= RexUtil.isDeterministic(call);
                return super.visitCall(call);
            }

            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
                repeatable[0] &= isRepeatable(query.rel);
                return super.visitSubQuery(query);
            }
        };
        part.accept(new RelShuttleImpl() {
            @Override
            protected RelNode visitChildren(RelNode node) {
                node.accept(calls);
                return super.visitChildren(node);
            }
        });
        part.accept(calls);
        return repeatable[0];
    }
}
