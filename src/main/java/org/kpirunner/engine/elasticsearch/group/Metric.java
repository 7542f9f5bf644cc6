package org.kpirunner.engine.elasticsearch.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.Field;

/** A number about a group of documents. */
public sealed interface Metric {
    /** The documents of the group that count. */
    Query where();

    /** The same about other documents of the group. */
    Metric where(Query other);

    /** The aggregation that measures it; empty if there is none of its own. */
    Optional<ObjectNode> aggregation();

    /** How many documents. */
    record Count(Query where) implements Metric {
        @Override
        public Metric where(Query other) {
            return new Count(other);
        }

        @Override
        public Optional<ObjectNode> aggregation() {
            return where.equals(Query.all()) ? Optional.empty() : Optional.of(Json.object("filter", where.json()));
        }
    }

    /** Count, sum, smallest and largest of the values of a field of numbers or dates, in doubles. */
    record Stats(Field field, Query where) implements Metric {
        @Override
        public Metric where(Query other) {
            return new Stats(field, other);
        }

        @Override
        public Optional<ObjectNode> aggregation() {
            return Optional.of(among(where, Json.object("stats", Json.object().put("field", field.path()))));
        }
    }

    /** The smallest or largest value of a field, exactly; slower than {@link Stats}. */
    record Extreme(Field field, String column, boolean largest, Query where) implements Metric {
        @Override
        public Metric where(Query other) {
            return new Extreme(field, column, largest, other);
        }

        @Override
        public Optional<ObjectNode> aggregation() {
            ObjectNode top = Json.object().put("size", 1).put("_source", false);
            ObjectNode order = Json.object().put("order", largest ? "desc" : "asc");
            top.putArray("sort").add(Json.object(column, order.put("missing", "_last")));
            JsonNode value = field.docValue();
            top.putArray("docvalue_fields").add(value.isObject() ? value : TextNode.valueOf(column));
            return Optional.of(among(where, Json.object("top_hits", top)));
        }
    }

    /** How many different combinations of values, none of them missing. */
    record Distinct(List<GroupKey> values, Query where) implements Metric {
        public Distinct {
            values = List.copyOf(values);
        }

        @Override
        public Metric where(Query other) {
            return new Distinct(values, other);
        }

        @Override
        public Optional<ObjectNode> aggregation() {
            return Optional.empty();
        }
    }

    private static ObjectNode among(Query where, ObjectNode aggregation) {
        return where.equals(Query.all())
                ? aggregation
                : Json.object("filter", where.json()).set("aggs", Json.object("value", aggregation));
    }
}
