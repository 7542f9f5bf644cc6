package org.kpirunner.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kpirunner.sheet.Alignment.Found;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.Header.Second;

/** The columns of a sheet while rows are aligned with them; what is decided for one row holds for the next one. */
final class Columns {
    private final List<Column> columns = new ArrayList<>();
    private final boolean hasTags;
    private int width;

    Columns(Header header, boolean hasTags) {
        header.columns().forEach(column -> columns.add(new Column(column)));
        this.hasTags = hasTags;
        this.width = header.width();
    }

    int width() {
        return width;
    }

    /** Whether row 2 is, or can become, the row of {@code Last value} formulas; else it is somebody's data. */
    boolean haveLastValues() {
        return columns.stream().anyMatch(column -> column.second == Second.LABEL || column.second == Second.OURS)
                || columns.stream().allMatch(column -> column.second == Second.BLANK);
    }

    /**
     * Where cells were moved without what marks their column (cut and paste, sorting from left to right, a script that
     * inserts columns), a tag stands beside its header text. It goes to the column that holds the text last written,
     * unless that column rightly has another tag. A column of people takes it only from one that was left blank, or
     * where tagged columns changed places as well: else it was a rename.
     */
    List<String> settle() {
        Map<Column, Column> moves = moves(column -> true);
        if (moves.values().stream().allMatch(to -> to.tag.isEmpty())) {
            moves = moves(Column::isBlank);
        }
        List<String> warnings = new ArrayList<>();
        Map<Column, Optional<Tag>> tags = new LinkedHashMap<>();
        moves.forEach((from, to) -> {
            tags.putIfAbsent(from, Optional.empty());
            tags.put(to, from.tag);
            warnings.add("the cells of column " + from + " were moved to column " + to + ", \"" + to.text
                    + "\": its KPI follows them");
        });
        tags.forEach((column, tag) -> column.tag = tag);
        for (Column column : columns) {
            holders(column)
                    .filter(other -> other.tag.isEmpty() && !column.isBlank())
                    .findFirst()
                    .ifPresent(other -> warnings.add("column " + column + " was renamed to \"" + column.text
                            + "\" and keeps its KPI; column " + other + " has the header \"" + other.text
                            + "\" that it had before"));
        }
        return warnings;
    }

    private Map<Column, Column> moves(Predicate<Column> mayGoToPeople) {
        Map<Column, Column> moves = new LinkedHashMap<>();
        for (Column column : columns) {
            List<Column> holders = holders(column)
                    .filter(other -> other.tag.isPresent() || mayGoToPeople.test(column))
                    .toList();
            if (holders.size() == 1 && !moves.containsValue(holders.get(0))) {
                moves.put(column, holders.get(0));
            }
        }
        while (moves.values().removeIf(to -> to.tag.isPresent() && !moves.containsKey(to))) {
            // One that has to stay keeps its place from the one that wanted to go there.
        }
        return moves;
    }

    /** The columns that hold the text which we last wrote into this one, and have no better right to it. */
    private Stream<Column> holders(Column column) {
        if (column.tag.isEmpty() || column.tag.get().wrote(column.text)) {
            return Stream.empty();
        }
        Tag tag = column.tag.get();
        return columns.stream()
                .filter(other -> !other.isBlank() && tag.wrote(other.text))
                .filter(other -> other.tag.isEmpty() || !other.tag.get().wrote(other.text));
    }

    /** The columns with a tag of this id, the best first: one whose header is as we wrote it, then from the left. */
    List<Column> tagged(String id) {
        return columns.stream()
                .filter(column -> column.tag.isPresent() && column.tag.get().isOf(id))
                .sorted(Comparator.comparing(column -> !column.tag.orElseThrow().wrote(column.text)))
                .toList();
    }

    /** The columns without a tag that have this header, from the left. */
    List<Column> untagged(String name) {
        String normal = Header.normal(name);
        return columns.stream()
                .filter(column -> column.tag.isEmpty() && !column.isBlank())
                .filter(column -> Header.normal(column.text).equals(normal))
                .toList();
    }

    Column create() {
        Column column = new Column(new Header.Column(width++, "", Optional.empty(), Second.BLANK));
        column.isNew = true;
        columns.add(column);
        return column;
    }

    /** Gives a column to an entry: its header, where it is still ours to change, and its tag. */
    void give(Column column, Entry entry, Found how) {
        column.found = column.found.or(() -> Optional.of(how));
        boolean named = Header.normal(column.text).equals(Header.normal(entry.name()));
        boolean ours = !column.read.isFixed()
                && (column.isNew
                        || column.tag.map(tag -> tag.wrote(column.text)).orElse(true));
        if (!named && ours) {
            column.text = entry.name();
            named = true;
        }
        if (hasTags) {
            column.tag = Optional.of(
                    named || column.tag.isEmpty()
                            ? Tag.of(entry.id(), column.text)
                            : column.tag.get().withId(entry.id()));
        }
    }

    List<TagChange> tagChanges() {
        return columns.stream()
                .filter(column -> !column.read.tag().equals(column.tag))
                .map(column -> new TagChange(column.index(), column.read.tag(), column.tag))
                .toList();
    }

    /** One column: as it was read, and as it is to be. */
    static final class Column {
        private final Header.Column read;
        private final Second second;
        private String text;
        private Optional<Tag> tag;
        private Optional<Found> found = Optional.empty();
        private boolean isNew;

        private Column(Header.Column read) {
            this.read = read;
            this.second = read.second();
            this.text = read.text();
            this.tag = read.tag();
        }

        int index() {
            return read.index();
        }

        String before() {
            return read.text();
        }

        String text() {
            return text;
        }

        Second second() {
            return second;
        }

        Found found() {
            return found.orElseThrow();
        }

        boolean isNew() {
            return isNew;
        }

        /** Whether it had no tag before this write: a column of people, or of an older script. */
        boolean isAdopted() {
            return !isNew && read.tag().isEmpty();
        }

        private boolean isBlank() {
            return Header.normal(text).isEmpty();
        }

        @Override
        public String toString() {
            return Header.letters(index());
        }
    }
}
