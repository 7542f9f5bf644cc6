package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.CellData;
import com.google.api.services.sheets.v4.model.CellFormat;
import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.DimensionProperties;
import com.google.api.services.sheets.v4.model.GridData;
import com.google.api.services.sheets.v4.model.GridProperties;
import com.google.api.services.sheets.v4.model.GridRange;
import com.google.api.services.sheets.v4.model.NumberFormat;
import com.google.api.services.sheets.v4.model.ProtectedRange;
import com.google.api.services.sheets.v4.model.RowData;
import com.google.api.services.sheets.v4.model.Sheet;
import com.google.api.services.sheets.v4.model.SheetProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kpirunner.sheet.google.TabState.Box;
import org.kpirunner.sheet.google.TabState.ColumnState;
import org.kpirunner.sheet.google.TabState.Guard;
import org.kpirunner.sheet.google.cell.Entered;

/** Reads what the service answers about a tab; fields with their default are missing there. */
final class StateReading {
    /** Rows 1 to 3: the header, the last values, and the first row, whose formats stand for those of the columns. */
    static final String ROWS = "1:3";

    private static final String METADATA = "developerMetadata(metadataId,metadataKey,metadataValue)";

    private static final String TAB = "properties(sheetId,title,gridProperties)," + METADATA
            + ",data(rowData(values(userEnteredValue,effectiveValue,userEnteredFormat(numberFormat))),columnMetadata("
            + METADATA + "))";

    static final String FIELDS =
            "sheets(" + TAB + ",protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit))";

    static final String FIELDS_AFTER_WRITE = "updatedSpreadsheet(sheets(" + TAB + "))";

    static final String FIELDS_OF_TABS = "sheets(properties(sheetId,title,gridProperties)," + METADATA + ")";

    private StateReading() {}

    static TabState tab(Sheet sheet) {
        SheetProperties properties = sheet.getProperties();
        GridData data = first(sheet.getData()).orElseGet(GridData::new);
        List<RowData> rows = list(data.getRowData());
        List<DimensionProperties> lines = list(data.getColumnMetadata());
        List<ColumnState> columns = new ArrayList<>();
        int width = lines.size();
        for (RowData row : rows) {
            width = Math.max(width, list(row.getValues()).size());
        }
        for (int i = 0; i < width; i++) {
            ColumnState column =
                    column(i, rows, i < lines.size() ? list(lines.get(i).getDeveloperMetadata()) : List.of());
            boolean isUsed = !column.header().isBlank()
                    || !column.second().isBlank()
                    || column.hasData()
                    || !column.marks().isEmpty();
            if (isUsed) {
                columns.add(column);
            }
        }
        return new TabState(
                number(properties.getSheetId()),
                false,
                properties.getTitle(),
                number(properties.getGridProperties().getRowCount()),
                number(properties.getGridProperties().getColumnCount()),
                Mark.of(list(sheet.getDeveloperMetadata())),
                columns,
                guards(list(sheet.getProtectedRanges())));
    }

    private static ColumnState column(int index, List<RowData> rows, List<DeveloperMetadata> metadata) {
        CellData third = cell(rows, 2, index);
        Optional<NumberFormat> format =
                Optional.ofNullable(third).map(CellData::getUserEnteredFormat).map(CellFormat::getNumberFormat);
        return new ColumnState(
                index,
                Entered.of(cell(rows, 0, index)),
                Entered.of(cell(rows, 1, index)),
                third != null && third.getUserEnteredValue() != null,
                format,
                Mark.of(metadata));
    }

    private static @Nullable CellData cell(List<RowData> rows, int row, int column) {
        if (row >= rows.size()) {
            return null;
        }
        List<CellData> values = list(rows.get(row).getValues());
        return column < values.size() ? values.get(column) : null;
    }

    private static List<Guard> guards(List<ProtectedRange> ranges) {
        List<Guard> guards = new ArrayList<>();
        for (ProtectedRange range : ranges) {
            boolean isOpen = Boolean.TRUE.equals(range.getRequestingUserCanEdit())
                    || Boolean.TRUE.equals(range.getWarningOnly());
            if (!isOpen) {
                guards.add(new Guard(
                        box(range.getRange()),
                        list(range.getUnprotectedRanges()).stream()
                                .map(StateReading::box)
                                .toList()));
            }
        }
        return guards;
    }

    private static Box box(@Nullable GridRange range) {
        GridRange given = range == null ? new GridRange() : range;
        return new Box(
                number(given.getStartRowIndex()),
                Objects.requireNonNullElse(given.getEndRowIndex(), Integer.MAX_VALUE),
                number(given.getStartColumnIndex()),
                Objects.requireNonNullElse(given.getEndColumnIndex(), Integer.MAX_VALUE));
    }

    /** What a tab takes of the cells that a spreadsheet can have. */
    static long cells(Sheet sheet) {
        GridProperties grid = sheet.getProperties().getGridProperties();
        return grid == null ? 0 : (long) number(grid.getRowCount()) * number(grid.getColumnCount());
    }

    static int number(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> Optional<T> first(@Nullable List<T> list) {
        return list(list).stream().findFirst();
    }
}
