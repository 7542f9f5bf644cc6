package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.ExtendedValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Cell;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.CellValue;
import org.kpirunner.sheet.Tag;

/**
 * What a row is to hold, by the identity of the tags of its columns, wherever those are.
 *
 * @param values the first one is the row's date and time; none for blank cells
 */
record Wanted(Map<String, CellValue> values, Map<String, String> notes) {
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

    static ExtendedValue extended(CellValue value) {
        return Cells.extended(value).orElseThrow();
    }
}
