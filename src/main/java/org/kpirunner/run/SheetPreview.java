package org.kpirunner.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.table.Plain;

/**
 * What a run would change in a sheet.
 *
 * @param columns those that the row would use, from the left as it would land
 * @param warnings what people should look at, one sentence each
 */
public record SheetPreview(String address, boolean hasValues, List<Column> columns, List<String> warnings) {
    public SheetPreview {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }

    /** What happens to a column beside getting a value. */
    public enum Change {
        NONE,
        CREATED,
        RENAMED,
        /** Found by its header, and known by a tag from now on. */
        ADOPTED,
        /** It keeps the header that a person gave it. */
        RENAMED_BY_PEOPLE
    }

    /**
     * One column.
     *
     * @param letters as spreadsheets name it
     * @param name the name in kpis.yaml
     * @param before the header now, empty when the column does not exist
     * @param header the header after the run
     * @param value what the cell of the row would show; empty for a blank one
     * @param note why it stays blank
     */
    public record Column(
            String letters,
            String name,
            String before,
            String header,
            Change change,
            String value,
            Optional<String> note) {}

    /** Reads a sheet and decides, but writes nothing. */
    static SheetPreview of(Sheet sheet, Row row, boolean hasValues) {
        Alignment alignment = sheet.plan(List.of(row));
        List<Column> columns = new ArrayList<>();
        Map<Integer, Alignment.Cell> cells = alignment.lines().stream()
                .flatMap(line -> line.cells().stream())
                .collect(Collectors.toMap(Alignment.Cell::column, Function.identity()));
        List<Placement> fromTheLeft = alignment.placements().stream()
                .sorted(Comparator.comparing(Placement::column))
                .toList();
        for (Placement placement : fromTheLeft) {
            Optional<Alignment.Cell> cell = Optional.ofNullable(cells.get(placement.column()));
            columns.add(new Column(
                    Header.letters(placement.column()),
                    placement.name(),
                    placement.before(),
                    placement.header(),
                    change(placement, alignment),
                    cell.map(Alignment.Cell::value).map(Plain::of).orElse(""),
                    cell.flatMap(Alignment.Cell::note)));
        }
        return new SheetPreview(sheet.address(), hasValues, columns, alignment.warnings());
    }

    private static Change change(Placement placement, Alignment alignment) {
        if (placement.found() == Alignment.Found.CREATED) {
            return Change.CREATED;
        } else if (placement.renamedByPeople()) {
            return Change.RENAMED_BY_PEOPLE;
        } else if (placement.writesHeader()) {
            return Change.RENAMED;
        }
        boolean isTagged = alignment.tagChanges().stream()
                .anyMatch(change ->
                        change.column() == placement.column() && change.before().isEmpty());
        return isTagged ? Change.ADOPTED : Change.NONE;
    }
}
