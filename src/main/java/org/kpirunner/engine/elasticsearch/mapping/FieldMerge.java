package org.kpirunner.engine.elasticsearch.mapping;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of several indices as those of one table. */
final class FieldMerge {
    private final Map<String, Field> merged = new LinkedHashMap<>();
    private final Map<String, String> firstIndex;

    private FieldMerge(Map<String, String> firstIndex) {
        this.firstIndex = firstIndex;
    }

    /**
     * The fields that one of the indices has, or several.
     *
     * @param partly those of the indices whose documents may have fields that their mapping lacks
     */
    static List<Field> of(Map<String, List<Field>> byIndex, Set<String> partly) {
        FieldMerge merge = new FieldMerge(new HashMap<>());
        byIndex.forEach(merge::add);
        Set<String> lacking = new HashSet<>();
        for (String index : partly) {
            Set<String> mapped = paths(byIndex.getOrDefault(index, List.of()));
            merge.firstIndex.keySet().stream()
                    .filter(path -> !mapped.contains(path))
                    .forEach(lacking::add);
        }
        return merge.merged.values().stream()
                .map(field -> without(field, lacking))
                .map(field -> onlyAlias(field, byIndex))
                .toList();
    }

    /** Another name of a field would find it in the indices that do not call it so, too. */
    private static Field onlyAlias(Field field, Map<String, List<Field>> byIndex) {
        if (field.name().equals(field.path())) {
            return field;
        }
        return byIndex.entrySet().stream()
                .filter(index -> index.getValue().stream()
                                .noneMatch(other -> other.name().equals(field.name()))
                        && paths(index.getValue()).contains(field.path()))
                .findFirst()
                .map(index -> Field.conflict(
                        field, "is called \"" + field.name() + "\", too, but not in the index " + index.getKey()))
                .orElse(field);
    }

    private static Set<String> paths(List<Field> fields) {
        Set<String> paths = new HashSet<>();
        for (Field field : fields) {
            paths.add(field.path());
            paths.addAll(paths(field.parts()));
        }
        return paths;
    }

    private static Field without(Field field, Set<String> lacking) {
        Field known = field.withParts(
                field.parts().stream().map(part -> without(part, lacking)).toList());
        return lacking.contains(field.path()) ? known.unasked() : known;
    }

    private void add(String index, List<Field> fields) {
        paths(fields).forEach(path -> firstIndex.putIfAbsent(path, index));
        for (Field field : fields) {
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
                        List.of())
                .readable();
    }

    private Field same(Field one, Field other, boolean array, String otherIndex) {
        FieldMerge parts = new FieldMerge(firstIndex);
        parts.merged.putAll(byName(one.parts()));
        parts.add(otherIndex, other.parts());
        Optional<ExactText> exact = one.exact()
                .filter(text -> other.exact()
                        .filter(otherText -> otherText.path().equals(text.path()))
                        .isPresent())
                .map(text -> text.and(other.exact().orElseThrow()));
        String formats = one.formats().equals(other.formats())
                ? one.formats()
                : one.formats() + Field.OR_FORMATS + other.formats();
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
                        List.copyOf(parts.merged.values()))
                .readable();
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
