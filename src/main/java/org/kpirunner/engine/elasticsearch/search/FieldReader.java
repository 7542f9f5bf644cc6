package org.kpirunner.engine.elasticsearch.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.elasticsearch.Failures;
import org.kpirunner.engine.elasticsearch.mapping.Field;
import org.kpirunner.engine.elasticsearch.mapping.FieldType;
import org.kpirunner.problem.Reason;

/**
 * Reads values out of hits and buckets.
 *
 * <p>A value is null for a missing one, and otherwise: String, Long for whole numbers, BigDecimal for unsigned ones,
 * Double, Boolean, LocalDateTime in UTC, byte[], List for arrays, Object[] for objects.
 */
public final class FieldReader {
    private static final int SHOWN = 100;

    /** Added to a number it makes one zero of the two. */
    private static final double POSITIVE_ZERO = 0.0;

    private final Failures failures;
    private final String target;

    public FieldReader(Failures failures, String target) {
        this.failures = failures;
        this.target = target;
    }

    @Nullable
    Object[] row(JsonNode hit, List<Field> columns) {
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
            case SOURCE -> hit.path("_source").toString();
            case ABSENT -> null;
            case CONFLICT ->
                throw failures.problem(
                        Reason.TYPE_MISMATCH,
                        "has no single type for \"" + field.path() + "\" of \"" + target + "\", which "
                                + field.nativeType());
            default ->
                field.isReadByColumn()
                        ? value(flat(hit.path("fields").path(field.path())), field, hit)
                        : value(inDocument(hit.path("_source"), field.path()), field, hit);
        };
    }

    /** The value of a field of a hit as the index has it. */
    public @Nullable Object columnValue(JsonNode hit, Field field, String column) {
        return single(flat(hit.path("fields").path(column)), field, hit);
    }

    /** The value of a key of a bucket. */
    public @Nullable Object key(JsonNode key, Field field) {
        return key.isNull() ? null : scalar(key, field, key);
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
            for (JsonNode element : flat(node)) {
                items.add(element.isNull() ? null : scalar(element, field, hit));
            }
        }
        return items;
    }

    private @Nullable Object single(List<JsonNode> nodes, Field field, JsonNode hit) {
        List<@Nullable Object> values = new ArrayList<>(1);
        for (JsonNode node : nodes) {
            for (JsonNode element : flat(node)) {
                if (!element.isNull()) {
                    values.add(scalar(element, field, hit));
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

    private static List<JsonNode> flat(JsonNode node) {
        if (!node.isArray()) {
            return node.isMissingNode() ? List.of() : List.of(node);
        }
        List<JsonNode> flat = new ArrayList<>(node.size());
        node.forEach(element -> flat.addAll(flat(element)));
        return flat;
    }

    /** What a document holds under a path, whether it is written as objects or with dots in names. */
    private static List<JsonNode> inDocument(JsonNode document, String path) {
        List<JsonNode> found = new ArrayList<>(1);
        collect(document, path, found);
        return found;
    }

    private static void collect(JsonNode node, String path, List<JsonNode> found) {
        if (path.isEmpty()) {
            if (!node.isMissingNode()) {
                found.add(node);
            }
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, path, found));
        } else if (node.isObject()) {
            if (node.has(path)) {
                collect(node.path(path), "", found);
            }
            for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                collect(node.path(path.substring(0, dot)), path.substring(dot + 1), found);
            }
        }
    }

    private @Nullable Object scalar(JsonNode node, Field field, JsonNode hit) {
        try {
            return switch (field.type()) {
                case KEYWORD, TEXT, WILDCARD, IP, VERSION -> text(node);
                case LONG, INTEGER, SHORT, BYTE -> whole(node);
                case UNSIGNED_LONG ->
                    isBlank(node) ? null : new BigDecimal(node.asText()).setScale(0, RoundingMode.DOWN);
                case DOUBLE, SCALED_FLOAT ->
                    isBlank(node) ? null : (Object) (Double.parseDouble(node.asText()) + POSITIVE_ZERO);
                case FLOAT, HALF_FLOAT ->
                    isBlank(node) ? null : (Object) (Float.parseFloat(node.asText()) + POSITIVE_ZERO);
                case BOOLEAN -> isTrue(node);
                case DATE -> date(node, field).truncatedTo(ChronoUnit.MILLIS);
                case DATE_NANOS -> date(node, field);
                case BINARY -> Base64.getMimeDecoder().decode(node.asText());
                case FLATTENED, SOURCE -> node.toString();
                case OBJECT, NESTED -> object(node, field, hit);
                case ID, SCORE, ABSENT, CONFLICT -> throw new IllegalStateException(field.toString());
            };
        } catch (IllegalArgumentException e) {
            throw failures.problem(
                    Reason.TYPE_MISMATCH,
                    "has " + shown(node) + " for \"" + field.path() + "\" in the document \""
                            + hit.path("_id").asText() + "\" of \"" + target + "\", which is not of type "
                            + field.nativeType(),
                    e);
        }
    }

    private static String text(JsonNode node) {
        if (node.isContainerNode()) {
            throw new IllegalArgumentException();
        }
        return node.asText();
    }

    private static boolean isBlank(JsonNode node) {
        return node.asText().isEmpty();
    }

    /** As the server reads what a document has for a whole number: fractions are cut off, blanks are nothing. */
    private static @Nullable Long whole(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return isBlank(node) ? null : Long.valueOf(new BigDecimal(node.asText()).longValue());
    }

    private static boolean isTrue(JsonNode node) {
        return switch (node.asText()) {
            case "true", "1" -> true;
            case "false", "0", "" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static LocalDateTime date(JsonNode node, Field field) {
        if (field.isReadByColumn() && field.type() == FieldType.DATE) {
            return DateText.ofMillis(node.asLong());
        }
        String formats = field.isReadByColumn() ? "strict_date_optional_time" : field.formats();
        return DateText.parse(node.asText(), formats).orElseThrow(IllegalArgumentException::new);
    }

    private @Nullable Object[] object(JsonNode node, Field field, JsonNode hit) {
        if (!node.isObject()) {
            throw new IllegalArgumentException();
        }
        List<Field> parts = field.parts();
        Object[] row = new Object[parts.size()];
        for (int i = 0; i < row.length; i++) {
            Field part = parts.get(i).fromDocument();
            String name = part.path().substring(field.path().length() + 1);
            row[i] = value(inDocument(node, name), part, hit);
        }
        return row;
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
