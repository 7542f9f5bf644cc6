package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.CellValue;
import org.kpirunner.sheet.Header;

/** Copies a tab's part with some cells changed and added; every other byte stays as it is. */
final class TabWriter {
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final List<String> AFTER_NOTES = List.of(
            "legacyDrawingHF",
            "drawingHF",
            "picture",
            "oleObjects",
            "controls",
            "webPublishItems",
            "tableParts",
            "extLst");
    private static final Pattern SPANS = Pattern.compile("\\s+spans\\s*=\\s*(\"[^\"]*\"|'[^']*')");
    private static final Pattern RANGE = Pattern.compile("\\$?([A-Z]+)\\$?(\\d+)(?::\\$?([A-Z]+)\\$?(\\d+))?");

    private final XmlScanner tokens;
    private final OutputStream out;
    private final NavigableMap<Integer, NavigableMap<Integer, CellChange>> pending = new TreeMap<>();
    private final Optional<String> newDrawingId;
    private final boolean from1904;
    private boolean hasDrawing;
    private boolean isAfterData;

    /**
     * Assigns its parts.
     *
     * @param changes by row, from 1, and column, from 0
     * @param newDrawingId the relationship to the shapes of notes, where the tab does not refer to it yet
     * @param from1904 whether the days of the workbook count from 1904
     */
    TabWriter(
            XmlScanner tokens,
            OutputStream out,
            Map<Integer, Map<Integer, CellChange>> changes,
            Optional<String> newDrawingId,
            boolean from1904) {
        this.tokens = tokens;
        this.out = out;
        changes.forEach((row, cells) -> pending.put(row, new TreeMap<>(cells)));
        this.newDrawingId = newDrawingId;
        this.from1904 = from1904;
    }

    void write() throws IOException {
        int lastRow = pending.isEmpty() ? 1 : pending.lastKey();
        int lastColumn =
                pending.values().stream().mapToInt(NavigableMap::lastKey).max().orElse(0);
        while (tokens.next()) {
            if (tokens.isStart("dimension")) {
                String range = tokens.attribute("ref");
                write(XmlText.withAttribute(
                        tokens.raw(), "ref", union(range == null ? "A1" : range, lastRow, lastColumn)));
            } else if (tokens.isStart("sheetData")) {
                writeData();
            } else {
                writeDrawing();
                tokens.writeTo(out);
            }
        }
    }

    static String union(String range, int lastRow, int lastColumn) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            return range;
        }
        String corner = matcher.group(3) == null ? matcher.group(1) : matcher.group(3);
        String row = matcher.group(4) == null ? matcher.group(2) : matcher.group(4);
        return "A1:" + Header.letters(Math.max(lastColumn, Header.index(corner)))
                + Math.max(lastRow, Integer.parseInt(row));
    }

    private void writeDrawing() throws IOException {
        boolean follows = XmlEdit.isChild(tokens) && AFTER_NOTES.contains(tokens.name());
        boolean closes = tokens.kind() == XmlScanner.Kind.END && tokens.depth() == 0;
        if (isAfterData && !hasDrawing && newDrawingId.isPresent() && (follows || closes)) {
            hasDrawing = true;
            write("<" + tokens.prefix() + "legacyDrawing xmlns:r=\"" + RELATIONSHIPS + "\" r:id=\"" + newDrawingId.get()
                    + "\"/>");
        }
    }

    private void writeData() throws IOException {
        isAfterData = true;
        if (tokens.kind() == XmlScanner.Kind.EMPTY) {
            String prefix = tokens.prefix();
            write("<" + prefix + "sheetData>");
            writeRowsBefore(Integer.MAX_VALUE);
            write("</" + prefix + "sheetData>");
            return;
        }
        tokens.writeTo(out);
        int row = 0;
        while (tokens.next()) {
            if (tokens.isStart("row")) {
                row = tokens.number("r", row + 1);
                writeRowsBefore(row);
                NavigableMap<Integer, CellChange> cells = pending.remove(row);
                if (cells != null) {
                    changeRow(row, cells);
                    continue;
                }
            } else if (tokens.isEnd("sheetData")) {
                writeRowsBefore(Integer.MAX_VALUE);
                tokens.writeTo(out);
                return;
            }
            tokens.writeTo(out);
        }
    }

    private void writeRowsBefore(int row) throws IOException {
        while (!pending.isEmpty() && pending.firstKey() < row) {
            Map.Entry<Integer, NavigableMap<Integer, CellChange>> first = pending.pollFirstEntry();
            String prefix = tokens.prefix();
            write("<" + prefix + "row r=\"" + first.getKey() + "\">");
            writeCellsBefore(Integer.MAX_VALUE, first.getKey(), first.getValue());
            write("</" + prefix + "row>");
        }
    }

    private void writeCellsBefore(int column, int row, NavigableMap<Integer, CellChange> cells) throws IOException {
        while (!cells.isEmpty() && cells.firstKey() < column) {
            Map.Entry<Integer, CellChange> cell = cells.pollFirstEntry();
            writeCell(row, cell.getKey(), cell.getValue(), cell.getValue().style(), Optional.empty());
        }
    }

    private void writeCell(int row, int column, CellChange cell, int style, Optional<CellChange.Kept> there)
            throws IOException {
        boolean isNothing = style == 0
                && cell.formula().isEmpty()
                && cell.value().isPresent()
                && cell.value().get() instanceof CellValue.Blank;
        if (!isNothing) {
            write(cell.xml(tokens.prefix(), Header.letters(column) + row, style, there, from1904));
        }
    }

    private void changeRow(int row, NavigableMap<Integer, CellChange> cells) throws IOException {
        boolean isEmpty = tokens.kind() == XmlScanner.Kind.EMPTY;
        String raw = SPANS.matcher(tokens.raw()).replaceFirst("");
        write(isEmpty ? raw.substring(0, raw.length() - 2).stripTrailing() + ">" : raw);
        int column = -1;
        while (!isEmpty && tokens.next() && !tokens.isEnd("row")) {
            if (tokens.isStart("c")) {
                column = TabSurvey.column(tokens, column);
                writeCellsBefore(column, row, cells);
                CellChange change = cells.remove(column);
                if (change == null) {
                    tokens.writeTo(out);
                } else {
                    changeCell(row, column, change);
                }
            } else {
                tokens.writeTo(out);
            }
        }
        writeCellsBefore(Integer.MAX_VALUE, row, cells);
        write("</" + tokens.prefix() + "row>");
    }

    private void changeCell(int row, int column, CellChange change) throws IOException {
        int style = change.keepsStyle() ? tokens.number("s", 0) : change.style();
        String type = tokens.attribute("t");
        StringBuilder value = new StringBuilder();
        boolean isValue = false;
        boolean isEmpty = tokens.kind() == XmlScanner.Kind.EMPTY;
        while (!isEmpty && tokens.next() && !tokens.isEnd("c")) {
            isValue |= tokens.isStart("v");
            if (isValue) {
                value.append(tokens.raw());
            }
            isValue &= tokens.kind() != XmlScanner.Kind.EMPTY && !tokens.isEnd("v");
        }
        CellChange.Kept there = new CellChange.Kept(type == null ? "" : type, value.toString());
        writeCell(row, column, change, style, Optional.of(there));
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
