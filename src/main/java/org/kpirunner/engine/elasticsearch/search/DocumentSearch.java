package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;
import org.kpirunner.engine.elasticsearch.mapping.Field;

/**
 * Asks for documents, one row each.
 *
 * @param target what to search
 * @param columns what to read of each document
 * @param order only with a limit
 * @param skip how many documents to leave out at the beginning
 * @param limit how many documents to read then; {@link #NO_LIMIT} for all
 */
public record DocumentSearch(
        String target, Query query, List<Field> columns, List<Order> order, long skip, long limit) {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** As many documents as one search may find, by default. */
    public static final long MOST_IN_ONE_PAGE = 10_000;

    public DocumentSearch {
        columns = List.copyOf(columns);
        order = List.copyOf(order);
    }

    /** Whether one answer holds all. */
    boolean isOnePage() {
        return limit != NO_LIMIT && skip + limit <= MOST_IN_ONE_PAGE;
    }

    /** The body of the request, without the page. */
    public ObjectNode body() {
        ObjectNode body = Json.object("query", query.asFilter());
        if (isOnePage()) {
            body.put("size", limit);
            if (skip > 0) {
                body.put("from", skip);
            }
        }
        if (!order.isEmpty()) {
            ArrayNode sort = body.putArray("sort");
            order.forEach(part -> sort.add(part.json()));
        }
        body.put("track_total_hits", false);
        List<Field> byColumn = columns.stream().filter(Field::isReadByColumn).toList();
        if (!byColumn.isEmpty()) {
            ArrayNode docValues = body.putArray("docvalue_fields");
            byColumn.stream().map(Field::docValue).distinct().forEach(docValues::add);
        }
        body.set("_source", sourceFilter());
        return body;
    }

    private JsonNode sourceFilter() {
        if (columns.contains(Field.SOURCE)) {
            return BooleanNode.TRUE;
        }
        ArrayNode includes = Json.array();
        columns.stream()
                .filter(Field::isReadFromSource)
                .map(Field::path)
                .distinct()
                .forEach(includes::add);
        return includes.isEmpty() ? BooleanNode.FALSE : Json.object("includes", includes);
    }
}
