package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.CellFormat;
import com.google.api.services.sheets.v4.model.DimensionProperties;
import com.google.api.services.sheets.v4.model.ExtendedValue;
import com.google.api.services.sheets.v4.model.GridData;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.Sheet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.kpirunner.sheet.Tag;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.sheet.google.cell.Content;

/**
 * One row as it was read, and the columns' tags at the same moment.
 *
 * @param row its place, from 0
 * @param tags the column of each tag's identity
 * @param marks those of the row, where they were asked for
 */
record RowState(int row, List<CellData> cells, Map<String, Integer> tags, List<Mark> marks) {
    private static final String METADATA = "developerMetadata(metadataId,metadataKey,metadataValue)";

    private static final String DATA = "startRow,startColumn,"
            + "rowData(values(userEnteredValue,userEnteredFormat(numberFormat),note)),columnMetadata(" + METADATA + ")";

    static final String FIELDS = "sheets(properties(sheetId,title,gridProperties),data(" + DATA + "))";

    static final String FIELDS_OF_MARKED = "sheets(data(" + DATA + ",rowMetadata(" + METADATA + ")))";

    RowState {
        cells = List.copyOf(cells);
        tags = Map.copyOf(tags);
        marks = List.copyOf(marks);
    }

    /** Every row of the blocks that begin at the first column; blank ones too. */
    static List<RowState> all(Sheet sheet) {
        List<RowState> states = new ArrayList<>();
        for (GridData data : StateReading.list(sheet.getData())) {
            Map<String, Integer> tags = tags(StateReading.list(data.getColumnMetadata()));
            int first = StateReading.number(data.getStartRow());
            List<RowData> lines = StateReading.list(data.getRowData());
            List<DimensionProperties> metadata = StateReading.list(data.getRowMetadata());
            for (int i = 0; i < lines.size(); i++) {
                List<Mark> marks = i < metadata.size()
                        ? Mark.of(StateReading.list(metadata.get(i).getDeveloperMetadata()))
                        : List.of();
                states.add(
                        new RowState(first + i, StateReading.list(lines.get(i).getValues()), tags, marks));
            }
        }
        return states;
    }

    private static Map<String, Integer> tags(List<DimensionProperties> columns) {
        Map<String, Integer> tags = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            Mark.of(StateReading.list(columns.get(i).getDeveloperMetadata())).stream()
                    .filter(mark -> mark.key().equals(Mark.COLUMN))
                    .flatMap(mark -> Tag.parse(mark.value()).stream())
                    .forEach(tag -> tags.putIfAbsent(tag.identity(), column));
        }
        return tags;
    }

    /** The values that were entered, by column; formulas are people's and not counted. */
    Map<Integer, String> values() {
        Map<Integer, String> values = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            ExtendedValue value = cells.get(i).getUserEnteredValue();
            if (value != null && Content.plain(value).isPresent()) {
                values.put(i, Content.of(value));
            }
        }
        return values;
    }

    Map<Integer, String> notes() {
        Map<Integer, String> notes = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String note = Objects.requireNonNullElse(cells.get(i).getNote(), "");
            if (!note.isEmpty()) {
                notes.put(i, note);
            }
        }
        return notes;
    }

    Set<Integer> formulas() {
        Set<Integer> formulas = new HashSet<>();
        for (int i = 0; i < cells.size(); i++) {
            ExtendedValue value = cells.get(i).getUserEnteredValue();
            if (value != null && value.getFormulaValue() != null) {
                formulas.add(i);
            }
        }
        return formulas;
    }

    /** Whether a cell has the format of a date or a time. */
    boolean hasTime(int column) {
        if (column >= cells.size()) {
            return false;
        }
        return Optional.ofNullable(cells.get(column).getUserEnteredFormat())
                .map(CellFormat::getNumberFormat)
                .filter(format -> Cells.isTime(format))
                .isPresent();
    }
}
