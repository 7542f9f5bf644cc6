package org.kpirunner.sheet;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.Header.Second;
import org.kpirunner.table.Value;

/** Short ways to write down rows and headers in tests. */
public final class Sheets {
    public static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 1, 12, 0);

    private Sheets() {}

    public static Entry entry(String name, long value) {
        return entry(name, name, List.of(), Value.of(value));
    }

    public static Entry entry(String id, String name, List<String> renamedFrom, Value value) {
        return new Entry(id, name, renamedFrom, Optional.empty(), value, Optional.empty());
    }

    public static Entry failed(String name, String note) {
        return new Entry(name, name, List.of(), Optional.empty(), Value.NOTHING, Optional.of(note));
    }

    public static Row row(Entry... entries) {
        return new Row("run000000001", NOON, List.of(entries));
    }

    public static Row row(String run, LocalDateTime dateTime, Entry... entries) {
        return new Row(run, dateTime, List.of(entries));
    }

    /** A header without tags, as an older script or a person leaves it; blank texts are gaps. */
    static Header untagged(String... texts) {
        List<Header.Column> columns = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            columns.add(new Header.Column(i, texts[i], Optional.empty(), Second.BLANK));
        }
        return new Header(columns, texts.length);
    }

    /** The header as it stands after a write. */
    static Header after(Header before, Alignment alignment) {
        List<Header.Column> columns = new ArrayList<>();
        int width = before.width();
        for (Alignment.Placement placement : alignment.placements()) {
            width = Math.max(width, placement.column() + 1);
        }
        for (int i = 0; i < width; i++) {
            int index = i;
            Header.Column old = before.columns().stream()
                    .filter(column -> column.index() == index)
                    .findFirst()
                    .orElse(new Header.Column(i, "", Optional.empty(), Second.BLANK));
            String text = alignment.placements().stream()
                    .filter(placement -> placement.column() == index)
                    .map(Alignment.Placement::header)
                    .findFirst()
                    .orElse(old.text());
            Optional<Tag> tag = alignment.tagChanges().stream()
                    .filter(change -> change.column() == index)
                    .map(Alignment.TagChange::after)
                    .findFirst()
                    .orElse(old.tag());
            Second second = alignment.placements().stream()
                            .anyMatch(placement -> placement.column() == index && placement.writesLastValue())
                    ? (text.equals(Appender.DATE_TIME) ? Second.LABEL : Second.OURS)
                    : old.second();
            columns.add(new Header.Column(i, text, tag, second));
        }
        return new Header(columns, width);
    }
}
