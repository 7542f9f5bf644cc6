package org.kpirunner.spec;

import java.util.List;
import java.util.stream.IntStream;
import org.kpirunner.problem.Place;

/** Where the letters of a query stand in its file, whatever YAML made of its line breaks, indentation and escapes. */
public record SqlPlaces(List<Run> runs) {
    public SqlPlaces {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a query begins somewhere");
        }
        runs = List.copyOf(runs);
    }

    /** From this line and column of the query on, its letters stand side by side in the file from this place on. */
    public record Run(int line, int column, Place place) {}

    /** The places of a query whose lines all begin in the same column of the file, one below the other. */
    public static SqlPlaces from(Place start, String sql) {
        return new SqlPlaces(IntStream.rangeClosed(
                        1, Math.max(1, (int) sql.lines().count()))
                .mapToObj(line -> new Run(line, 1, new Place(start.file(), start.line() + line - 1, start.column())))
                .toList());
    }

    /** The place in the file of a line and column of the query, both counted from 1. */
    public Place at(int line, int column) {
        Run nearest = runs.get(0);
        for (Run run : runs) {
            boolean isBefore = run.line < line || (run.line == line && run.column <= column);
            boolean isFirstOfLine = run.line == line && nearest.line != line;
            if (isBefore || isFirstOfLine) {
                nearest = run;
            }
        }
        Place place = nearest.place;
        int shift = nearest.line == line ? column - nearest.column : 0;
        return new Place(place.file(), place.line(), Math.max(1, place.column() + shift));
    }
}
