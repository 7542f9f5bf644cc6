package org.kpirunner.engine.pushdown.postgres;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of SQL that stands for one value.
 *
 * @param isAtomic whether it can be an operand without parentheses
 * @param zone the time zone that a point in time was given with AT TIME ZONE; empty for UTC
 */
record Sql(String text, boolean isAtomic, String zone) {
    static Sql atom(String text) {
        return new Sql(text, true, "");
    }

    static Sql compound(String text) {
        return new Sql(text, false, "");
    }

    static Sql call(String function, Collection<Sql> operands) {
        return atom(function + "(" + list(operands) + ")");
    }

    static Sql cast(Sql value, String type) {
        return atom("CAST(" + value.text + " AS " + type + ")");
    }

    /** Two operands with a sign or word between them. */
    static Sql infix(Sql left, String operator, Sql right) {
        return compound(left.operand() + " " + operator + " " + right.operand());
    }

    static String list(Collection<Sql> values) {
        return values.stream().map(Sql::text).collect(Collectors.joining(", "));
    }

    Sql inZone(String name) {
        return new Sql(text, isAtomic, name);
    }

    boolean hasZone() {
        return !zone.isEmpty();
    }

    /** The text as it can stand beside an operator. */
    String operand() {
        return isAtomic ? text : "(" + text + ")";
    }
}
