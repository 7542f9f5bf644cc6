package org.kpirunner.sheet;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Value;

/**
 * What one write does to a sheet, decided from its header alone.
 *
 * @param placements the columns that the rows use, {@code Date time} first, then in the order of the KPIs
 * @param tagChanges the tags to set, replace and remove so that every column can be found again
 * @param lines the rows, cell by cell, oldest first
 * @param unwritten the values that the sheet cannot hold; their cells stay blank, with a note
 * @param warnings what people should look at, one sentence each
 */
public record Alignment(
        List<Placement> placements,
        List<TagChange> tagChanges,
        List<Line> lines,
        List<Unwritten> unwritten,
        List<String> warnings) {
    public Alignment {
        placements = List.copyOf(placements);
        tagChanges = List.copyOf(tagChanges);
        lines = List.copyOf(lines);
        unwritten = List.copyOf(unwritten);
        warnings = List.copyOf(warnings);
    }

    /** The same, with more to look at. */
    public Alignment warning(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Alignment(placements, tagChanges, lines, unwritten, all);
    }

    /** What the write does to the header of a sheet that has one, in a sentence each; warnings are apart. */
    public List<String> headerChanges() {
        List<String> sentences = new ArrayList<>();
        boolean isNew =
                placements.stream().anyMatch(placement -> placement.isDateTime() && placement.found() == Found.CREATED);
        for (Placement placement : placements) {
            String column = "column " + Header.letters(placement.column());
            if (placement.found() == Found.CREATED && !isNew) {
                sentences.add("\"" + placement.name() + "\" gets a new " + column);
            } else if (placement.found() != Found.CREATED && placement.writesHeader()) {
                sentences.add(column + ", \"" + placement.before() + "\", is called \"" + placement.header()
                        + "\" from now on");
            }
        }
        return sentences;
    }

    /** How a column was found. */
    public enum Found {
        BY_TAG,
        BY_HEADER,
        /** By a name of {@code renamed_from}. */
        BY_EARLIER_NAME,
        CREATED
    }

    /**
     * One column that the rows use.
     *
     * @param column its place, from 0
     * @param name the name that its KPI has in kpis.yaml
     * @param before the header as it was read; empty when blank or created
     * @param header the header as it is after the write; it is written where it differs from {@code before}
     * @param renamedByPeople whether the header holds what a person wrote, and is therefore left alone
     * @param writesLastValue whether its cell of row 2 is to be filled: a formula, the label in {@code Date time}
     * @param headerNote description and unit, for a header that is created
     */
    public record Placement(
            int column,
            String name,
            Found found,
            String before,
            String header,
            boolean renamedByPeople,
            boolean writesLastValue,
            Optional<String> headerNote) {
        public boolean writesHeader() {
            return !header.equals(before);
        }

        /** Whether this is the column of the as-of times. */
        public boolean isDateTime() {
            return name.equals(Appender.DATE_TIME);
        }
    }

    /** A column's tag as it was read and as it is to be; never the same. */
    public record TagChange(int column, Optional<Tag> before, Optional<Tag> after) {}

    /** One row as it lands. */
    public record Line(String run, LocalDateTime dateTime, List<Cell> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }

    /** One cell of a row; {@link Value#NOTHING} leaves it blank. */
    public record Cell(int column, Value value, Optional<String> note) {}

    /** A value that the sheet cannot hold, and what to do about it. */
    public record Unwritten(String run, String name, Reason reason, String message) {}
}
