package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Version;
import org.kpirunner.engine.elasticsearch.mapping.Field;

/**
 * What documents are grouped by.
 *
 * @param column the field of the index with the values
 * @param interval the period of the calendar whose beginning is the value, as {@code month}
 * @param isDay whether the value is a date without a time
 */
public record GroupKey(Field field, String column, Optional<String> interval, boolean isDay) {
    /** From here on the period of a histogram has this name. */
    private static final Version NAMES_CALENDAR = new Version(7, 2);

    @Nullable
    Object value(JsonNode key, FieldReader reader) {
        Object value = key.isNull() || interval.isEmpty() ? reader.key(key, field) : DateText.ofMillis(key.asLong());
        return isDay && value instanceof LocalDateTime time ? time.toLocalDate() : value;
    }

    ObjectNode source(Version version) {
        ObjectNode source = Json.object().put("field", column).put("missing_bucket", true);
        if (interval.isEmpty()) {
            return Json.object("terms", source);
        }
        String name = version.compareTo(NAMES_CALENDAR) >= 0 ? "calendar_interval" : "interval";
        return Json.object("date_histogram", source.put(name, interval.get()));
    }
}
