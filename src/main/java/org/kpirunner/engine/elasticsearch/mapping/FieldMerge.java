package org.kpirunner.engine.elasticsearch.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of several indices as those of one table. */
final class FieldMerge {
    private final Map<String, Field> merged = new LinkedHashMap<>();
    private final Map<String, String> firstIndex;

    private FieldMerge(Map<String, String> firstIndex) {
        this.firstIndex = firstIndex;
    }

    static List<Field> of(Map<String, List<Field>> byIndex) {
        FieldMerge merge = new FieldMerge(new LinkedHashMap<>());
        byIndex.forEach(merge::add);
        return List.copyOf(merge.merged.values());
    }

    private void add(String index, List<Field> fields) {
        for (Field field : fields) {
            firstIndex.putIfAbsent(field.path(), index);
            merged.merge(field.name(), field, (one, other) -> merge(one, other, index));
        }
    }

    private Field merge(Field one, Field other, String otherIndex) {
        if (one.type() == FieldType.CONFLICT) {
            return one;
        }
        if (other.type() == FieldType.CONFLICT) {
            return other;
        }
        if (!one.path().equals(other.path())) {
            return conflict(one, "another field", other, "this", otherIndex);
        }
        boolean array = one.array() || other.array();
        if (one.type() == other.type()) {
            return same(one, other, array, otherIndex);
        }
        Optional<FieldType> common = common(one.type(), other.type());
        if (common.isEmpty()) {
            return conflict(one, one.nativeType(), other, other.nativeType(), otherIndex);
        }
        // A query means something else in each index, so what is asked of it is computed from the values.
        boolean columnar = one.columnar() && other.columnar();
        return new Field(
                one.name(),
                one.path(),
                common.get(),
                one.nativeType() + " or " + other.nativeType(),
                array,
                false,
                columnar,
                one.inSource() && other.inSource(),
                Optional.empty(),
                one.formats(),
                List.of());
    }

    private Field same(Field one, Field other, boolean array, String otherIndex) {
        List<Field> parts = List.of();
        if (!one.parts().isEmpty()) {
            FieldMerge merge = new FieldMerge(firstIndex);
            merge.merged.putAll(byName(one.parts()));
            merge.add(otherIndex, other.parts());
            parts = new ArrayList<>(merge.merged.values());
        }
        Optional<ExactText> exact = one.exact()
                .filter(text -> other.exact()
                        .filter(otherText -> otherText.path().equals(text.path()))
                        .isPresent())
                .map(text -> text.and(other.exact().orElseThrow()));
        String formats = one.formats().equals(other.formats()) ? one.formats() : one.formats() + "||" + other.formats();
        return new Field(
                one.name(),
                one.path(),
                one.type(),
                one.nativeType(),
                array,
                one.indexed() && other.indexed(),
                one.columnar() && other.columnar(),
                one.inSource() && other.inSource(),
                exact,
                formats,
                parts);
    }

    private static Map<String, Field> byName(List<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        return byName;
    }

    private static Optional<FieldType> common(FieldType one, FieldType other) {
        if (one.isText() && other.isText()) {
            return Optional.of(FieldType.TEXT);
        }
        if (one.isWhole() && other.isWhole()) {
            return Optional.of(FieldType.LONG);
        }
        boolean numbers = (one.isWhole() || one.isReal()) && (other.isWhole() || other.isReal());
        return numbers ? Optional.of(FieldType.DOUBLE) : Optional.empty();
    }

    private Field conflict(Field one, String type, Field other, String otherType, String otherIndex) {
        String index = firstIndex.getOrDefault(one.path(), otherIndex);
        return Field.conflict(
                other, "is " + type + " in the index " + index + " and " + otherType + " in " + otherIndex);
    }
}
