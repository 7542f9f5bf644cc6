package org.kpirunner.catalog;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A field of an Elasticsearch table, as a {@code #kpi:} line names it: {@code logs.log.roles}, or with quotes where a
 * part holds a dot: {@code logs."log-2026.11".roles}.
 *
 * @param field the path of the field in the document, with dots where it lies in objects
 */
public record FieldName(String schema, String table, String field) {
    private static final Pattern PARTS = Pattern.compile("(\"[^\"]+\"|[^\".\\s]+)\\.(\"[^\"]+\"|[^\".\\s]+)\\.(\\S+)");

    static Optional<FieldName> parse(String text) {
        return Optional.of(PARTS.matcher(text))
                .filter(matcher -> matcher.matches())
                .map(matcher -> List.of(matcher.group(1), matcher.group(2), matcher.group(3)).stream()
                        .map(FieldName::unquoted)
                        .toList())
                .map(parts -> new FieldName(parts.get(0), parts.get(1), parts.get(2)));
    }

    private static String unquoted(String part) {
        return part.length() > 2 && part.startsWith("\"") && part.endsWith("\"")
                ? part.substring(1, part.length() - 1)
                : part;
    }

    /** Whether this is a field of that table; schemas and tables are compared without regard to case. */
    public boolean isOf(String otherSchema, String otherTable) {
        return schema.equalsIgnoreCase(otherSchema) && table.equalsIgnoreCase(otherTable);
    }

    @Override
    public String toString() {
        return schema + "." + table + "." + field;
    }
}
