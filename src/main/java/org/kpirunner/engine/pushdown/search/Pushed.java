package org.kpirunner.engine.pushdown.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * Which of several conditions the index checks.
 *
 * @param query the documents that meet those
 * @param certain the documents that meet those of them that need no proof
 * @param proofs what must be proven for the others
 * @param checked the conditions that the index checks
 * @param remaining the conditions that it does not check
 */
record Pushed(Query query, Query certain, Set<Proof> proofs, List<RexNode> checked, List<RexNode> remaining) {
    static Pushed of(List<RexNode> conditions, Predicates predicates) {
        List<Condition> pushed = new ArrayList<>();
        List<RexNode> checked = new ArrayList<>();
        List<RexNode> remaining = new ArrayList<>();
        for (RexNode condition : conditions) {
            try {
                pushed.add(predicates.isTrue(condition));
                checked.add(condition);
            } catch (NotPushable e) {
                remaining.add(condition);
            }
        }
        Query certain = Query.and(pushed.stream()
                .filter(condition -> condition.proofs().isEmpty())
                .map(Condition::query)
                .toList());
        Condition all = Condition.and(pushed);
        return new Pushed(all.query(), certain, scoped(all.proofs(), certain), checked, remaining);
    }

    /** What must be proven besides, for documents that meet what needs no proof: others can't be found. */
    Set<Proof> scoped(Set<Proof> unscoped) {
        return scoped(unscoped, certain);
    }

    private static Set<Proof> scoped(Set<Proof> unscoped, Query certain) {
        Set<Proof> scoped = new LinkedHashSet<>();
        unscoped.forEach(proof -> scoped.add(proof.among(certain)));
        return scoped;
    }
}
