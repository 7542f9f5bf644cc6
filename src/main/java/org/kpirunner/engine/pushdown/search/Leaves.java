package org.kpirunner.engine.pushdown.search;

import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.elasticsearch.search.Proof;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.engine.pushdown.search.Comparison.Bound;

/** The predicates on one field, and what must be proven for them. */
final class Leaves {
    /** Servers follow a pattern of at most about a thousand bytes. */
    private static final int LONGEST_PATTERN = 250;

    private final FieldProofs proofs;

    Leaves(FieldProofs proofs) {
        this.proofs = proofs;
    }

    /** The field has one of the values. A text as short as these is always in the index. */
    Condition anyOf(Field field, Collection<?> values, Wanted wanted) {
        check(field);
        values.forEach(value -> checkType(field, value));
        if (field.type() == FieldType.BOOLEAN && !wanted.value()) {
            return anyOf(field, values.stream().map(Boolean.FALSE::equals).toList(), wanted.opposite());
        }
        Query met = field.type() == FieldType.ABSENT ? Query.none() : Comparison.anyOf(field, values);
        return wanted.equals(Wanted.TRUE) ? Condition.of(met) : leaf(field, met, Set.of(), wanted);
    }

    Condition inRange(Field field, Interval interval, Wanted wanted) {
        return inRanges(field, List.of(interval), wanted);
    }

    /** The value of the field lies in one of the intervals. */
    Condition inRanges(Field field, List<Interval> intervals, Wanted wanted) {
        check(field);
        if (field.type() == FieldType.ABSENT) {
            return leaf(field, Query.none(), Set.of(), wanted);
        }
        List<Query> ranges = new ArrayList<>();
        for (Interval interval : intervals) {
            checkType(field, interval.lower());
            checkType(field, interval.upper());
            ranges.add(Comparison.range(field, interval.lower(), interval.upper()));
        }
        return leaf(field, Query.or(ranges), proofs.complete(field), wanted);
    }

    Condition like(Field field, LikePattern pattern, Wanted wanted) {
        check(field);
        if (field.type() == FieldType.ABSENT) {
            return leaf(field, Query.none(), Set.of(), wanted);
        }
        if (pattern.isText()) {
            return anyOf(field, List.of(pattern.text()), wanted);
        }
        if (!field.type().isText()) {
            throw notOfType(field);
        }
        if (pattern.wildcard().length() > LONGEST_PATTERN) {
            throw new NotPushable("the index matches patterns of at most " + LONGEST_PATTERN + " characters");
        }
        String path = Comparison.exact(field).path();
        Query query = pattern.isPrefix()
                ? Query.leaf("prefix", Json.object(path, Json.object("value", TextNode.valueOf(pattern.text()))))
                : Query.leaf("wildcard", Json.object(path, Json.object("value", TextNode.valueOf(pattern.wildcard()))));
        return leaf(field, query, proofs.complete(field), wanted);
    }

    Condition isNull(Field field, boolean wanted) {
        if (field.type() == FieldType.ABSENT) {
            return wanted ? Condition.ALWAYS : Condition.NEVER;
        }
        if (field.equals(Field.ID) || field.equals(Field.SOURCE)) {
            return wanted ? Condition.NEVER : Condition.ALWAYS;
        }
        check(field);
        Condition exists = exists(field);
        return wanted ? exists.not() : exists;
    }

    private Condition exists(Field field) {
        Query exists = field.exists()
                .orElseThrow(
                        () -> new NotPushable("the index does not tell which documents have \"" + field.path() + "\""));
        return Condition.of(exists, field.existsMayMiss() ? proofs.complete(field) : Set.of());
    }

    /**
     * A condition that a document with one value either meets or not.
     *
     * @param met the documents that have a value which meets it
     * @param needed what must be proven for no document to be missed
     */
    private Condition leaf(Field field, Query met, Set<Proof> needed, Wanted wanted) {
        Set<Proof> all = new LinkedHashSet<>(needed);
        if (!met.equals(Query.none()) && field.type() != FieldType.ID) {
            all.addAll(proofs.singleAndComplete(field, met));
        }
        Condition condition = Condition.of(met, all);
        if (!wanted.value()) {
            condition = Condition.and(isNull(field, false), condition.not());
        }
        return wanted.negated() ? condition.not() : condition;
    }

    private static void check(Field field) {
        if (field.array()) {
            throw new NotPushable("\"" + field.path() + "\" holds arrays");
        }
        switch (field.type()) {
            case OBJECT, NESTED, FLATTENED, SOURCE, SCORE, BINARY, VERSION, CONFLICT -> throw notOfType(field);
            default -> {}
        }
    }

    private static void checkType(Field field, @Nullable Bound bound) {
        if (bound != null) {
            checkType(field, bound.value());
        }
    }

    private static void checkType(Field field, Object literal) {
        Class<?> type = switch (field.type()) {
            case BOOLEAN -> Boolean.class;
            case DATE, DATE_NANOS -> LocalDateTime.class;
            case KEYWORD, TEXT, WILDCARD, IP, ID -> String.class;
            default -> BigDecimal.class;
        };
        if (field.type() != FieldType.ABSENT && !type.isInstance(literal)) {
            throw notOfType(field);
        }
    }

    private static NotPushable notOfType(Field field) {
        return new NotPushable("\"" + field.path() + "\" is of type " + field.nativeType());
    }
}
