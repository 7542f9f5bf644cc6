package org.kpirunner.engine.pushdown.search;

import java.util.LinkedHashSet;
import java.util.Set;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.ExactText;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * What must be proven of a field before the index is believed.
 *
 * @param distrusted the paths of fields for which a proof has failed
 */
record FieldProofs(Set<String> distrusted) {
    FieldProofs {
        distrusted = Set.copyOf(distrusted);
    }

    /** Every text of the field is in the index. */
    Set<Proof> complete(Field field) {
        return complete(field, Query.all());
    }

    /** The same among these documents, where the answer itself shows that no document has several values. */
    Set<Proof> completeAndTrusted(Field field, Query among) {
        check(field);
        return complete(field, among);
    }

    private Set<Proof> complete(Field field, Query among) {
        ExactText text = field.exact().orElse(null);
        if (text == null || (text.isComplete() && text.path().equals(field.path()))) {
            return Set.of();
        }
        check(field);
        Query incomplete = field.incomplete()
                .orElseThrow(() -> new NotPushable(
                        "the index does not tell which texts of \"" + field.path() + "\" it does not have"));
        return Set.of(new Proof.Complete(field.path(), Query.and(among, incomplete)));
    }

    /** No document among these has several values. */
    Set<Proof> single(Field field, Query among) {
        String column = field.column().orElse(null);
        if (column == null) {
            throw new NotPushable("the index does not tell whether \"" + field.path() + "\" has several values");
        }
        check(field);
        return Set.of(new Proof.Single(field.path(), column, among));
    }

    /** No document among these has several values, not even one that the index does not have. */
    Set<Proof> singleAndComplete(Field field, Query among) {
        Set<Proof> proofs = new LinkedHashSet<>(single(field, among));
        proofs.addAll(complete(field, among));
        return proofs;
    }

    private void check(Field field) {
        if (distrusted.contains(field.path())) {
            throw new NotPushable(
                    "\"" + field.path() + "\" has values that are not in the index, or several in one document");
        }
    }
}
