package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.ExtendedValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Cell;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.CellValue;
import org.kpirunner.sheet.Tag;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.sheet.google.cell.Content;

/**
 * What a row is to hold, by the identity of the tags of its columns, wherever those are; and by which it is known again.
 *
 * @param values the first one is the row's date and time; none for blank cells
 */
record Wanted(Map<String, CellValue> values, Map<String, String> notes) {
    /** So many values tell a row that has lost its time. */
    private static final int TELLING = 3;

    /** So many values that hardly another row has tell what people left of it. */
    private static final int RARE = 2;

    /** A text or a number of four characters and more, behind the letter of its kind. */
    private static final Pattern LONG = Pattern.compile("[nt].{4,}", Pattern.DOTALL);

    Wanted {
        values = new LinkedHashMap<>(values);
        notes = new LinkedHashMap<>(notes);
    }

    static Wanted of(Line line, Map<Integer, Tag> tags) {
        Map<String, CellValue> values = new LinkedHashMap<>();
        Map<String, String> notes = new LinkedHashMap<>();
        for (Cell cell : line.cells()) {
            Optional.ofNullable(tags.get(cell.column())).map(Tag::identity).ifPresent(identity -> {
                CellValue value = CellValue.of(cell.value());
                if (Cells.extended(value).isPresent()) {
                    values.put(identity, value);
                }
                cell.note().ifPresent(note -> notes.put(identity, note));
            });
        }
        return new Wanted(values, notes);
    }

    /** The tag of every column as it is after a write. */
    static Map<Integer, Tag> tags(TabState state, Alignment alignment) {
        Map<Integer, Tag> tags = new HashMap<>();
        state.columns().forEach(column -> column.tag().ifPresent(tag -> tags.put(column.index(), tag)));
        for (TagChange change : alignment.tagChanges()) {
            tags.remove(change.column());
            change.after().ifPresent(tag -> tags.put(change.column(), tag));
        }
        return tags;
    }

    /** What cells hold then, as texts that can be compared. */
    Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        values.forEach((identity, value) -> contents.put(identity, Content.of(extended(value))));
        return contents;
    }

    String dateTime() {
        return contents().values().iterator().next();
    }

    /** The identity of the column of the dates. */
    String dateTimeTag() {
        return values.keySet().iterator().next();
    }

    /**
     * More than half of what it should hold is there, and its time, if that is not lost, or at least no time of another.
     * Less is enough beside its time where people deleted columns, and nothing in it is of another run. A row that bears
     * the mark of a verified correction is it as long as anything of it is left.
     */
    boolean isIn(RowState candidate, boolean isVerified) {
        int matches = matches(candidate);
        boolean isMost = 2 * matches > values.size() && (hasTime(candidate) || matches >= TELLING);
        boolean isRest = matches > 1 && hasTime(candidate) && hasNothingElse(candidate);
        boolean isEnough = isVerified ? matches > 0 : isMost || isRest;
        return isEnough && (hasTime(candidate) || !isOfAnother(candidate));
    }

    /**
     * Whether it can be what people left of the row when they deleted the columns of its time and of most values: what
     * is there is of no other run, and some of it is nothing that many rows hold. That is enough for a row that is the
     * only one of the tab of which it is true.
     */
    boolean isLeftIn(RowState candidate) {
        return traces(candidate) >= RARE && !isOfAnother(candidate) && hasNothingElse(candidate);
    }

    /** Whether all its columns were still there when the row was read: else nobody can say whether it stands right. */
    boolean hasColumns(RowState found, TabState before) {
        return Stream.concat(values.keySet().stream(), notes.keySet().stream())
                .filter(identity -> before.tagged(identity).isPresent())
                .allMatch(found.tags()::containsKey);
    }

    /** How much of the row that hardly another one holds is in a row without a time of another. */
    int traces(RowState candidate) {
        if (isOfAnother(candidate)) {
            return 0;
        }
        Set<String> rare = new HashSet<>(contents().values());
        rare.remove(dateTime());
        rare.removeIf(content -> !LONG.matcher(content).matches());
        rare.retainAll(candidate.values().values());
        return rare.size();
    }

    int matches(RowState candidate) {
        return Correction.matches(contents(), candidate.values());
    }

    boolean hasTime(RowState candidate) {
        return candidate.values().containsValue(dateTime());
    }

    /** Whether all that stands under the tags of the row is its own. */
    private boolean hasNothingElse(RowState candidate) {
        Map<String, String> contents = contents();
        return values.keySet().stream()
                .map(candidate.tags()::get)
                .map(candidate.values()::get)
                .allMatch(value -> value == null || contents.containsValue(value));
    }

    private boolean isOfAnother(RowState candidate) {
        return Optional.ofNullable(candidate.tags().get(dateTimeTag()))
                .map(candidate.values()::get)
                .filter(value -> !contents().containsValue(value))
                .isPresent();
    }

    static ExtendedValue extended(CellValue value) {
        return Cells.extended(value).orElseThrow();
    }
}
