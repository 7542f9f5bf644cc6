package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Failures;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/**
 * Reads values out of hits and buckets.
 *
 * <p>A value is null for a missing one, and otherwise: String, Long for whole numbers, BigDecimal for unsigned ones,
 * Double, Boolean, LocalDateTime in UTC, byte[], List for arrays, Object[] for objects.
 */
public final class FieldReader {
    private static final int SHOWN = 100;

    private final Failures failures;
    private final String target;

    public FieldReader(Failures failures, String target) {
        this.failures = failures;
        this.target = target;
    }

    @Nullable
    public Object[] row(JsonNode hit, List<Field> columns) {
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = column(hit, columns.get(i));
        }
        return row;
    }

    private @Nullable Object column(JsonNode hit, Field field) {
        return switch (field.type()) {
            case ID -> hit.path("_id").asText();
            case SCORE -> hit.path("_score").isNumber() ? hit.path("_score").doubleValue() : null;
            case SOURCE -> source(hit).toString();
            case ABSENT -> null;
            case CONFLICT -> throw unreadable(field);
            default ->
                field.isReadByColumn()
                        ? value(inIndex(hit, field), field, hit)
                        : value(InDocument.values(hit.path("_source"), field.path(), field), field, hit);
        };
    }

    private JsonNode source(JsonNode hit) {
        if (!hit.has("_source")) {
            throw failures.problem(
                    Reason.NOT_SUPPORTED, "does not keep the documents of \"" + target + "\", which has no _source");
        }
        return hit.path("_source");
    }

    /** What the index has of a field; what it has not must be in the document. */
    private List<JsonNode> inIndex(JsonNode hit, Field field) {
        if (!field.inSource() && field.type().isText()) {
            for (JsonNode ignored : hit.path("_ignored")) {
                if (ignored.asText().equals(field.path())) {
                    throw failures.problem(
                            Reason.NOT_SUPPORTED,
                            "does not keep \"" + field.path() + "\" of the document \""
                                    + hit.path("_id").asText() + "\" of \"" + target
                                    + "\": it is too long for the index, and _source has it not");
                }
            }
        }
        return InDocument.flat(hit.path("fields").path(field.path()));
    }

    /** The value of a field of a hit as the index has it. */
    @Nullable
    public Object columnValue(JsonNode hit, Field field, String column) {
        return single(InDocument.flat(hit.path("fields").path(column)), field, hit);
    }

    /** The value of a key of a bucket. */
    @Nullable
    public Object key(JsonNode key, Field field) {
        return key.isNull() ? null : element(key, field, key);
    }

    private @Nullable Object value(List<JsonNode> nodes, Field field, JsonNode hit) {
        return field.array() ? items(nodes, field, hit) : single(nodes, field, hit);
    }

    /** One value alone is an array of it; an array in an array counts with its elements. */
    private @Nullable Object items(List<JsonNode> nodes, Field field, JsonNode hit) {
        if (nodes.stream().allMatch(JsonNode::isNull)) {
            return null;
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonNode node : nodes) {
            for (JsonNode element : InDocument.flat(node)) {
                items.add(element.isNull() ? null : element(element, field, hit));
            }
        }
        return items;
    }

    private @Nullable Object single(List<JsonNode> nodes, Field field, JsonNode hit) {
        List<@Nullable Object> values = new ArrayList<>(1);
        for (JsonNode node : nodes) {
            for (JsonNode element : InDocument.flat(node)) {
                if (!element.isNull()) {
                    values.add(element(element, field, hit));
                }
            }
        }
        if (values.size() > 1 && (!field.type().isText() || new LinkedHashSet<>(values).size() > 1)) {
            throw failures.problem(
                    Reason.TYPE_MISMATCH,
                    "has several values of \"" + field.path() + "\" in the document \""
                            + hit.path("_id").asText() + "\" of \"" + target
                            + "\"; a field with arrays is declared in the catalog file: \"#kpi: arrays "
                            + "SCHEMA.TABLE." + field.path() + "\"");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private @Nullable Object element(JsonNode node, Field field, JsonNode hit) {
        try {
            return switch (field.type()) {
                case OBJECT, NESTED -> object(node, field, hit);
                default -> Scalar.of(node, field);
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw failures.problem(
                    Reason.TYPE_MISMATCH,
                    "has " + shown(node) + " for \"" + field.path() + "\" in the document \""
                            + hit.path("_id").asText() + "\" of \"" + target + "\", which is not of type "
                            + field.nativeType(),
                    e);
        }
    }

    private @Nullable Object[] object(JsonNode node, Field field, JsonNode hit) {
        if (!node.isObject()) {
            throw new IllegalArgumentException();
        }
        List<Field> parts = field.parts();
        Object[] row = new Object[parts.size()];
        for (int i = 0; i < row.length; i++) {
            Field part = parts.get(i);
            String name = part.path().substring(field.path().length() + 1);
            List<JsonNode> nodes = InDocument.values(node, name, part);
            if (part.type() == FieldType.CONFLICT) {
                throw unreadable(part);
            }
            if (nodes.isEmpty() && !part.inSource()) {
                throw failures.problem(
                        Reason.NOT_SUPPORTED,
                        "does not keep \"" + part.path() + "\" in the documents of \"" + target
                                + "\"; select the other parts of \"" + field.path() + "\" by their names");
            }
            row[i] = value(nodes, part.fromDocument(), hit);
        }
        return row;
    }

    private KpiException unreadable(Field field) {
        return failures.problem(
                Reason.TYPE_MISMATCH,
                "has no single type for \"" + field.path() + "\" of \"" + target + "\", which " + field.nativeType());
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
