package org.kpirunner.sheet.google;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.sheet.Alignment.Cell;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.CellValue;
import org.kpirunner.sheet.Tag;

/**
 * What a write was to bring into which column, by the columns' tags and digests of the values: enough to see later
 * whether the values stand where they belong, and to move them there.
 *
 * @param minute when it was begun, in minutes since the epoch
 * @param rows by run
 */
record Evidence(long minute, Map<String, Wanted> rows) {
    private static final int DIGEST = 5;
    private static final String BLANK = "-";

    Evidence {
        rows = new LinkedHashMap<>(rows);
    }

    /**
     * One row.
     *
     * @param values digests of what cells hold, by the identity of their column's tag; none for blank cells
     * @param notes the same for notes
     */
    record Wanted(Map<String, String> values, Map<String, String> notes) {
        Wanted {
            values = new LinkedHashMap<>(values);
            notes = new LinkedHashMap<>(notes);
        }

        /** The first one of every row. */
        String dateTime() {
            return values.values().iterator().next();
        }
    }

    static Evidence of(long minute, List<Line> lines, Map<Integer, Tag> tags) {
        Map<String, Wanted> rows = new LinkedHashMap<>();
        lines.forEach(line -> rows.put(line.run(), wanted(line, tags)));
        return new Evidence(minute, rows);
    }

    static Wanted wanted(Line line, Map<Integer, Tag> tags) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> notes = new LinkedHashMap<>();
        for (Cell cell : line.cells()) {
            Tag tag = tags.get(cell.column());
            if (tag != null) {
                Cells.extended(CellValue.of(cell.value()))
                        .ifPresent(value -> values.put(tag.identity(), digest(Content.of(value))));
                cell.note().ifPresent(note -> notes.put(tag.identity(), digest(note)));
            }
        }
        return new Wanted(values, notes);
    }

    static String digest(String content) {
        return Ids.digest(content, DIGEST);
    }

    /** One line a run: the run, then identity and digest of each value, then of each note. */
    String text() {
        StringBuilder text = new StringBuilder(Long.toString(minute));
        rows.forEach((run, wanted) -> text.append('\n')
                .append(run)
                .append(' ')
                .append(joined(wanted.values()))
                .append(' ')
                .append(joined(wanted.notes())));
        return text.toString();
    }

    /** Reads what {@link #text} gave; empty for anything else. */
    static Optional<Evidence> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).matches("\\d{1,18}")) {
            return Optional.empty();
        }
        Map<String, Wanted> rows = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> parts = List.of(line.split(" ", -1));
            if (parts.size() == 3 && !parts.get(1).equals(BLANK)) {
                rows.put(parts.get(0), new Wanted(split(parts.get(1)), split(parts.get(2))));
            }
        }
        return Optional.of(new Evidence(Long.parseLong(lines.get(0)), rows));
    }

    private static String joined(Map<String, String> digests) {
        if (digests.isEmpty()) {
            return BLANK;
        }
        List<String> parts = new ArrayList<>();
        digests.forEach((identity, digest) -> parts.add(identity + digest));
        return String.join("", parts);
    }

    private static Map<String, String> split(String text) {
        Map<String, String> digests = new LinkedHashMap<>();
        int identity = Tag.IDENTITY;
        for (int at = 0; !text.equals(BLANK) && at + identity + DIGEST <= text.length(); at += identity + DIGEST) {
            digests.put(text.substring(at, at + identity), text.substring(at + identity, at + identity + DIGEST));
        }
        return digests;
    }
}
