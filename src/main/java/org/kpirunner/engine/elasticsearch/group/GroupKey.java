package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.LocalDateTime;
import java.time.temporal.TemporalField;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.engine.elasticsearch.search.DateText;
import org.kpirunner.engine.elasticsearch.search.FieldReader;

/**
 * What documents are grouped by.
 *
 * @param column the field of the index with the values
 * @param interval the period of the calendar whose beginning is the value, as {@code month}
 * @param isDay whether the value is a date without a time
 * @param part what of that beginning is the value, as the month of the year; several periods then have one value
 */
public record GroupKey(
        Field field, String column, Optional<String> interval, boolean isDay, Optional<TemporalField> part) {
    /** From here on the period of a histogram has this name. */
    private static final Version NAMES_CALENDAR = new Version(7, 2);

    private static final Set<String> LONG_INTERVALS = Set.of("year", "quarter", "month", "week", "day");

    /** Whether one aggregation finds all groups, if there are not too many. */
    boolean isFoundAtOnce() {
        // A histogram of nanoseconds fails where the query has a bound on one side alone.
        return interval.map(name -> LONG_INTERVALS.contains(name) && field.type() == FieldType.DATE)
                .orElse(field.type().isText() || field.type().isWhole() || field.type() == FieldType.BOOLEAN);
    }

    @Nullable
    Object value(JsonNode key, FieldReader reader) {
        Object value = key.isNull() || interval.isEmpty() ? reader.key(key, field) : DateText.ofMillis(key.asLong());
        if (value instanceof LocalDateTime time && part.isPresent()) {
            return time.getLong(part.get());
        }
        return isDay && value instanceof LocalDateTime time ? time.toLocalDate() : value;
    }

    ObjectNode source(Version version) {
        ObjectNode source = Json.object().put("field", column).put("missing_bucket", true);
        return interval.map(name -> Json.object("date_histogram", source.put(intervalName(version), name)))
                .orElseGet(() -> Json.object("terms", source));
    }

    /** The aggregation of its values alone, of which it finds at most so many unless they are periods. */
    ObjectNode aggregation(int most, Version version) {
        ObjectNode source = Json.object().put("field", column);
        return interval.map(name -> Json.object(
                        "date_histogram",
                        source.put(intervalName(version), name).put("min_doc_count", 1)))
                .orElseGet(() -> Json.object("terms", source.put("size", most)));
    }

    /** The first of its values in the order of their bytes, which a server finds in half the time of any other order. */
    ObjectNode first(int most) {
        ObjectNode terms = Json.object().put("field", column).put("size", most).put("shard_size", most);
        return terms.set("order", Json.object("_key", TextNode.valueOf("asc")));
    }

    /** How many values the documents have, those of each counted. */
    ObjectNode valueCount() {
        return Json.object("value_count", Json.object().put("field", column));
    }

    private static String intervalName(Version version) {
        return version.compareTo(NAMES_CALENDAR) >= 0 ? "calendar_interval" : "interval";
    }
}
