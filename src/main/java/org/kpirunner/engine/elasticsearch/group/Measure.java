package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.search.FieldReader;

/** How a metric is read from a bucket and added up over the buckets of one group. */
final class Measure {
    private static final double MOST_EXACT = 1L << 53;

    private final Metric metric;
    private final FieldReader reader;

    Measure(Metric metric, FieldReader reader) {
        this.metric = metric;
        this.reader = reader;
    }

    /** What is known so far; of {@code extreme} null says that there is no value. */
    static final class Sum {
        long count;
        double sum;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;

        @Nullable
        Object extreme;

        /**
         * Whether the sum has no rounding error: every sum of some of the values fits into a double. A bound itself
         * may be one that was rounded to it.
         */
        boolean isExact() {
            return isExact(count * Math.max(Math.abs(smallest), Math.abs(largest))) || count == 0;
        }

        static boolean isExact(double value) {
            return Math.abs(value) < MOST_EXACT;
        }
    }

    /** Adds what a bucket says: its aggregation, if it has one, and its number of documents. */
    void add(JsonNode answer, long documents, Sum sum) {
        if (metric instanceof Metric.Count) {
            sum.count += answer.isMissingNode()
                    ? documents
                    : answer.path("doc_count").asLong();
            return;
        }
        JsonNode value = metric.where().equals(Query.all()) ? answer : answer.path("value");
        if (metric instanceof Metric.Stats) {
            sum.count += value.path("count").asLong();
            sum.sum += value.path("sum").asDouble();
            sum.smallest = Math.min(sum.smallest, value.path("min").asDouble(Double.POSITIVE_INFINITY));
            sum.largest = Math.max(sum.largest, value.path("max").asDouble(Double.NEGATIVE_INFINITY));
        } else if (metric instanceof Metric.Extreme extreme) {
            JsonNode hit = value.path("hits").path("hits").path(0);
            add(reader.columnValue(hit, extreme.field(), extreme.column()), extreme.largest(), sum);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void add(@Nullable Object value, boolean largest, Sum sum) {
        if (value == null) {
            return;
        }
        Object known = sum.extreme;
        int order = known == null ? 0 : compare((Comparable) value, (Comparable) known);
        if (known == null || (largest ? order > 0 : order < 0)) {
            sum.extreme = value;
        }
    }

    /** Texts are ordered by code point, as in the index. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(Comparable left, Comparable right) {
        return left instanceof String text ? Texts.compare(text, (String) right) : left.compareTo(right);
    }
}
