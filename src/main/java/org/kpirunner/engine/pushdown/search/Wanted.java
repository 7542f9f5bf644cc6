package org.kpirunner.engine.pushdown.search;

/** Which documents are wanted: those where a predicate has the value, or with negated those where it has not. */
record Wanted(boolean value, boolean negated) {
    static final Wanted TRUE = new Wanted(true, false);

    Wanted opposite() {
        return new Wanted(!value, negated);
    }

    Wanted complement() {
        return new Wanted(value, !negated);
    }

    /** Of a predicate that has the value wherever this is true, and else the other one: never unknown. */
    Wanted whether(boolean holds) {
        return new Wanted(holds, negated == value);
    }

    /** All documents or none, of which a predicate with a literal has the value or not. */
    Condition constant(boolean has) {
        return has != negated ? Condition.ALWAYS : Condition.NEVER;
    }
}
