package org.kpirunner.engine.pushdown.search;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.pushdown.search.Comparison.Bound;

/** The values from one bound to another; one that is null is open. */
record Interval(@Nullable Bound lower, @Nullable Bound upper) {
    /** The values of which a comparison is true. */
    static Interval of(SqlKind operator, Object value, Optional<Period> period) {
        if (period.isPresent() && value instanceof LocalDateTime time) {
            return of(operator, time, period.get());
        }
        return switch (operator) {
            case EQUALS -> new Interval(new Bound(value, true), new Bound(value, true));
            case LESS_THAN -> new Interval(null, new Bound(value, false));
            case LESS_THAN_OR_EQUAL -> new Interval(null, new Bound(value, true));
            case GREATER_THAN -> new Interval(new Bound(value, false), null);
            default -> new Interval(new Bound(value, true), null);
        };
    }

    /** The times of which a comparison is true when they are cut down to the beginning of their period. */
    static Interval of(SqlKind operator, LocalDateTime value, Period period) {
        boolean begins = period.floor(value).equals(value);
        Bound begin = new Bound(begins ? value : period.next(value), begins);
        Bound ownEnd = new Bound(period.next(value), false);
        Bound end = new Bound(begins ? value : period.next(value), false);
        return switch (operator) {
            case EQUALS -> new Interval(begin, begins ? ownEnd : end);
            case LESS_THAN -> new Interval(null, end);
            case LESS_THAN_OR_EQUAL -> new Interval(null, ownEnd);
            case GREATER_THAN -> new Interval(new Bound(period.next(value), true), null);
            default -> new Interval(new Bound(begins ? value : period.next(value), true), null);
        };
    }

    /** Those of a search argument. */
    static List<Interval> of(Sarg<?> sarg) {
        List<Interval> intervals = new ArrayList<>();
        for (Range<?> range : sarg.rangeSet.asRanges()) {
            Bound lower = range.hasLowerBound()
                    ? new Bound(Literal.value(range.lowerEndpoint()), range.lowerBoundType() == BoundType.CLOSED)
                    : null;
            Bound upper = range.hasUpperBound()
                    ? new Bound(Literal.value(range.upperEndpoint()), range.upperBoundType() == BoundType.CLOSED)
                    : null;
            intervals.add(new Interval(lower, upper));
        }
        return intervals;
    }
}
