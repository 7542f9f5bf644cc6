package org.kpirunner.engine.pushdown.search;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.pushdown.NotPushable;

/** The documents of which something is true, if the proofs hold among all documents in question. */
record Condition(Query query, Set<Proof> proofs) {
    /** Servers allow 1,024 by default. */
    static final int MOST_CLAUSES = 1_000;

    static final Condition ALWAYS = new Condition(Query.all(), Set.of());
    static final Condition NEVER = new Condition(Query.none(), Set.of());

    Condition {
        proofs = Set.copyOf(proofs);
    }

    static Condition of(Query query) {
        return new Condition(query, Set.of());
    }

    static Condition of(Query query, Collection<Proof> proofs) {
        return new Condition(query, new LinkedHashSet<>(proofs));
    }

    static Condition and(Collection<Condition> parts) {
        return new Condition(Query.and(queries(parts)), allProofs(parts));
    }

    static Condition and(Condition... parts) {
        return and(List.of(parts));
    }

    static Condition or(Collection<Condition> parts) {
        return new Condition(Query.or(queries(parts)), allProofs(parts));
    }

    static Condition or(Condition... parts) {
        return or(List.of(parts));
    }

    /** The documents of which it is not true: false or unknown. */
    Condition not() {
        return new Condition(Query.not(query), proofs);
    }

    private static List<Query> queries(Collection<Condition> parts) {
        if (parts.size() > MOST_CLAUSES) {
            throw new NotPushable("the index checks at most " + MOST_CLAUSES + " conditions at once");
        }
        return parts.stream().map(Condition::query).toList();
    }

    private static Set<Proof> allProofs(Collection<Condition> parts) {
        return parts.stream()
                .flatMap(part -> part.proofs().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
