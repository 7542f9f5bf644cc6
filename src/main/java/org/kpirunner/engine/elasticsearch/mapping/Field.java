package org.kpirunner.engine.elasticsearch.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kpirunner.catalog.ColumnType;
import org.kpirunner.engine.elasticsearch.Json;
import org.kpirunner.engine.elasticsearch.Query;

/**
 * A field of an index, and what can be done with it there.
 *
 * @param name the last part of its path: the name of the column
 * @param path where it is in a document, and its name in queries
 * @param nativeType the type as the mapping says it, or what is wrong with it
 * @param array declared to hold arrays
 * @param indexed queries can name it
 * @param columnar its values are also kept by column, and are read from there
 * @param inSource documents hold it; false where it is computed or where the index keeps no documents
 * @param exact where its texts can be searched as they are
 * @param formats how dates are written in documents
 * @param parts the fields of an object
 */
public record Field(
        String name,
        String path,
        FieldType type,
        String nativeType,
        boolean array,
        boolean indexed,
        boolean columnar,
        boolean inSource,
        Optional<ExactText> exact,
        String formats,
        List<Field> parts) {
    /** How dates are written where a mapping says nothing else. */
    static final String DEFAULT_FORMATS = "strict_date_optional_time||epoch_millis";

    /** Stands between how dates are written in one index, and how in another. */
    public static final String OR_FORMATS = "\n";

    public static final Field ID = hidden("_id", FieldType.ID);
    public static final Field SOURCE = hidden("_source", FieldType.SOURCE);
    public static final Field SCORE = hidden("_score", FieldType.SCORE);

    public Field {
        parts = List.copyOf(parts);
        if ((type == FieldType.KEYWORD || type == FieldType.WILDCARD) && exact.isEmpty()) {
            // Nobody knows then which texts are missing, so that not even their being there can be asked.
            indexed = false;
            columnar = false;
        }
    }

    private static Field hidden(String name, FieldType type) {
        return new Field(name, name, type, name, false, false, false, true, Optional.empty(), "", List.of());
    }

    /** A field that no mapping has; documents may have it nevertheless. */
    static Field declared(String path, ColumnType type, boolean inDocuments) {
        return new Field(
                path,
                path,
                inDocuments ? FieldType.declared(type) : FieldType.ABSENT,
                type.name().toLowerCase(Locale.ROOT),
                false,
                false,
                false,
                inDocuments,
                Optional.empty(),
                DEFAULT_FORMATS,
                List.of());
    }

    static Field conflict(Field one, String what) {
        return new Field(
                one.name,
                one.path,
                FieldType.CONFLICT,
                what,
                false,
                false,
                false,
                false,
                Optional.empty(),
                "",
                List.of());
    }

    Field asArray() {
        return new Field(name, path, type, nativeType, true, indexed, columnar, inSource, exact, formats, parts)
                .readable();
    }

    /** The same field, of which nothing is asked: there are documents that have it and whose index does not. */
    Field unasked() {
        return new Field(name, path, type, nativeType, array, false, false, inSource, Optional.empty(), formats, parts)
                .readable();
    }

    /** The same field, or one that can't be read. */
    Field readable() {
        return inSource || isReadByColumn() || type == FieldType.CONFLICT || type == FieldType.ABSENT
                ? this
                : conflict(this, "is not kept in the documents of its index, which has _source restricted");
    }

    Field withName(String other) {
        return new Field(other, path, type, nativeType, array, indexed, columnar, inSource, exact, formats, parts);
    }

    Field withParts(List<Field> other) {
        return new Field(name, path, type, nativeType, array, indexed, columnar, inSource, exact, formats, other);
    }

    /** Whether its values come from the index and not from the document. */
    public boolean isReadByColumn() {
        return switch (type) {
            case LONG, INTEGER, SHORT, BYTE, UNSIGNED_LONG, DOUBLE, FLOAT, BOOLEAN, DATE, DATE_NANOS, IP, VERSION ->
                columnar && (!array || !inSource);
            // The index has fewer digits than the document.
            case HALF_FLOAT, SCALED_FLOAT -> columnar && !inSource;
            case KEYWORD ->
                columnar
                        && !array
                        && exact.filter(text -> text.isComplete() || (!inSource && text.ignoredIsRecorded()))
                                .isPresent();
            case TEXT, WILDCARD, BINARY, OBJECT, NESTED, FLATTENED, ID, SOURCE, SCORE, ABSENT, CONFLICT -> false;
        };
    }

    /** The documents that have a value; where that may miss one, {@link #incomplete} finds them. */
    public Optional<Query> exists() {
        return indexed || columnar ? Optional.of(Query.exists(path)) : Optional.empty();
    }

    /** Whether {@link #exists} can miss a document, because its text is too long for the index. */
    public boolean existsMayMiss() {
        return type != FieldType.TEXT
                && exact.filter(text -> !text.isComplete()).isPresent();
    }

    /** The documents with a text that {@link #exact} does not have; empty if they can't be found. */
    public Optional<Query> incomplete() {
        return exact.filter(text -> type == FieldType.TEXT || text.ignoredIsRecorded())
                .map(this::incomplete);
    }

    private Query incomplete(ExactText text) {
        Query ignored = text.ignoredIsRecorded() ? Query.term("_ignored", TextNode.valueOf(text.path())) : Query.none();
        return type == FieldType.TEXT
                ? Query.or(Query.and(Query.exists(path), Query.not(Query.exists(text.path()))), ignored)
                : ignored;
    }

    /** The field of the index whose values are sorted, counted and grouped; empty if there is none. */
    public Optional<String> column() {
        return type.isText()
                ? exact.filter(ExactText::columnar).map(ExactText::path)
                : Optional.of(path).filter(name -> columnar && indexed);
    }

    static boolean allStillHold(List<Field> earlier, List<Field> later) {
        return earlier.stream()
                .allMatch(field -> later.stream()
                        .anyMatch(other -> field.path.equals(other.path)
                                && (field.type == FieldType.ABSENT || field.stillHolds(other))));
    }

    private boolean stillHolds(Field later) {
        return type == later.type
                && nativeType.equals(later.nativeType)
                && array == later.array
                && (!indexed || later.indexed)
                && columnar == later.columnar
                && inSource == later.inSource
                && (exact.isEmpty() || exact.equals(later.exact))
                && formats.equals(later.formats)
                && allStillHold(parts, later.parts);
    }

    public boolean isReadFromSource() {
        return !isReadByColumn()
                && switch (type) {
                    case ID, SCORE, ABSENT, CONFLICT -> false;
                    default -> true;
                };
    }

    /** The same field as it is read where its object is read from the document. */
    public Field fromDocument() {
        return new Field(name, path, type, nativeType, array, indexed, false, true, exact, formats, parts);
    }

    /** How to ask for its values by column. */
    public JsonNode docValue() {
        return switch (type) {
            case DATE -> Json.object().put("field", path).put("format", "epoch_millis");
            case DATE_NANOS -> Json.object().put("field", path).put("format", "strict_date_optional_time_nanos");
            default -> TextNode.valueOf(path);
        };
    }
}
