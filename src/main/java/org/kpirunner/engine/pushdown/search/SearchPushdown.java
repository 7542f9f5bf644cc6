package org.kpirunner.engine.pushdown.search;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.kpirunner.engine.pushdown.NotPushable;

/** Turns parts of a plan over one table of Elasticsearch into searches; pure, asks no server. */
public final class SearchPushdown {
    private final Function<SearchPlan, RelNode> leaf;
    private final FieldProofs proofs;

    /**
     * @param leaf makes the node of a plan that stands for a search
     * @param distrusted the fields that the index is not to be believed about, as a proof has failed for them
     */
    public SearchPushdown(Function<SearchPlan, RelNode> leaf, Set<String> distrusted) {
        this.leaf = leaf;
        this.proofs = new FieldProofs(distrusted);
    }

    /**
     * The part with a search in place of its scan; above it remain those filters and projections that the index does
     * not compute.
     *
     * @throws NotPushable if it is more than filters and projections, and a sort or an aggregate that the index computes
     */
    public RelNode push(RelNode part) {
        if (part instanceof Aggregate aggregate) {
            return leaf.apply(new GroupPushdown(proofs).push(aggregate));
        }
        Optional<TopGroups> top = TopGroups.of(part);
        return top.isPresent()
                ? top.get().over(leaf.apply(top.get().push(new GroupPushdown(proofs))))
                : new DocumentPushdown(leaf, proofs).push(part);
    }

    /** The part with the largest searches in it that there can be; all else remains. */
    public RelNode pushMost(RelNode part) {
        try {
            return push(part);
        } catch (NotPushable e) {
            if (part.getInputs().isEmpty()) {
                throw e;
            }
            return part.copy(
                    part.getTraitSet(),
                    part.getInputs().stream().map(this::pushMost).toList());
        }
    }
}
