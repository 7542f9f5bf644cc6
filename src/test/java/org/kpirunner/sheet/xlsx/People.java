package org.kpirunner.sheet.xlsx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFConditionalFormattingRule;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** What people do to workbooks. */
public final class People {
    private People() {}

    public static XSSFRow row(XSSFSheet sheet, int row) {
        return sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
    }

    public static XSSFCell cell(XSSFSheet sheet, int row, int column) {
        XSSFCell there = row(sheet, row).getCell(column);
        return there == null ? row(sheet, row).createCell(column) : there;
    }

    public static XSSFCell write(XSSFSheet sheet, int row, int column, String text) {
        XSSFCell cell = cell(sheet, row, column);
        if (text.isEmpty()) {
            cell.setBlank();
        } else {
            cell.setCellValue(text);
        }
        return cell;
    }

    /** Deletes a column as Excel does: what is right of it moves left, and names that refer to it lose it. */
    public static void deleteColumn(XSSFSheet sheet, int column) {
        String letters = CellReference.convertNumToColString(column);
        for (Name name : sheet.getWorkbook().getAllNames()) {
            if (name.getRefersToFormula().endsWith("!$" + letters + ":$" + letters)) {
                name.setRefersToFormula("#REF!");
            }
        }
        int last = 0;
        for (int i = 0; i <= sheet.getLastRowNum(); i++) {
            if (sheet.getRow(i) != null) {
                last = Math.max(last, sheet.getRow(i).getLastCellNum());
                XSSFCell cell = sheet.getRow(i).getCell(column);
                if (cell != null) {
                    sheet.getRow(i).removeCell(cell);
                }
            }
        }
        sheet.shiftColumns(column + 1, last, -1);
    }

    /** A chart, a second tab with formulas, a conditional format, notes, a validation, a name. */
    public static void decorate(XSSFWorkbook book) {
        XSSFSheet sheet = book.getSheetAt(0);
        XSSFDrawing drawing = sheet.createDrawingPatriarch();
        XSSFChart chart = drawing.createChart(drawing.createAnchor(0, 0, 0, 0, 6, 2, 12, 12));
        XDDFChartData data = chart.createData(
                ChartTypes.LINE,
                chart.createCategoryAxis(AxisPosition.BOTTOM),
                chart.createValueAxis(AxisPosition.LEFT));
        data.addSeries(
                XDDFDataSourcesFactory.fromNumericCellRange(sheet, new CellRangeAddress(2, 2, 0, 0)),
                XDDFDataSourcesFactory.fromNumericCellRange(sheet, new CellRangeAddress(2, 2, 1, 1)));
        chart.plot(data);
        XSSFConditionalFormattingRule red =
                sheet.getSheetConditionalFormatting().createConditionalFormattingRule("B3>5");
        red.createPatternFormatting().setFillBackgroundColor(IndexedColors.RED.getIndex());
        sheet.getSheetConditionalFormatting()
                .addConditionalFormatting(new CellRangeAddress[] {CellRangeAddress.valueOf("B3:B100")}, red);
        cell(sheet, 2, 1).setCellComment(drawing.createCellComment(drawing.createAnchor(0, 0, 0, 0, 3, 3, 5, 6)));
        cell(sheet, 2, 1).getCellComment().setString("strange");
        XSSFSheet other = book.createSheet("mine");
        other.createRow(0).createCell(0).setCellFormula("SUM(prod!B3:B100)");
        Name name = book.createName();
        name.setNameName("Total");
        name.setRefersToFormula("mine!$A$1");
    }

    public static void note(XSSFSheet sheet, int row, int column, String text) {
        XSSFDrawing drawing = sheet.createDrawingPatriarch();
        Comment note = drawing.createCellComment(drawing.createAnchor(0, 0, 0, 0, column, row, column + 2, row + 3));
        note.setString(new XSSFRichTextString(text));
        cell(sheet, row, column).setCellComment(note);
    }

    /**
     * Moves, deletes and inserts columns as spreadsheet programs do: names, formulas and notes go along.
     *
     * @param order the present place of each column to be; -1 is a new one
     */
    public static void arrange(XSSFSheet sheet, List<Integer> order) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            places.put(order.get(i), i);
        }
        for (int i = 0; i <= sheet.getLastRowNum(); i++) {
            List<Taken> taken = new ArrayList<>();
            for (int j = 0; sheet.getRow(i) != null && j < order.size() + 1; j++) {
                // A note may hang on nothing.
                boolean hasNote = sheet.getCellComment(new CellAddress(i, j)) != null;
                if (hasNote || sheet.getRow(i).getCell(j) != null) {
                    taken.add(Taken.from(cell(sheet, i, j)));
                }
            }
            for (Taken cell : taken) {
                if (places.containsKey(cell.column())) {
                    cell.put(sheet, i, places.get(cell.column()));
                }
            }
        }
        for (Name name : sheet.getWorkbook().getAllNames()) {
            Matcher column = Pattern.compile("(.*!)\\$([A-Z]+):\\$([A-Z]+)").matcher(name.getRefersToFormula());
            if (column.matches()) {
                Integer place = places.get(CellReference.convertColStringToIndex(column.group(2)));
                String letters = place == null ? "" : CellReference.convertNumToColString(place);
                name.setRefersToFormula(place == null ? "#REF!" : column.group(1) + "$" + letters + ":$" + letters);
            }
        }
    }

    /** A cell in somebody's hand. */
    private record Taken(int column, String formula, CellType type, Object value, XSSFCellStyle style, String note) {
        static Taken from(XSSFCell cell) {
            boolean computed = cell.getCellType() == CellType.FORMULA;
            CellType type = computed ? cell.getCachedFormulaResultType() : cell.getCellType();
            Object value = switch (type) {
                case NUMERIC -> cell.getNumericCellValue();
                case BOOLEAN -> cell.getBooleanCellValue();
                case ERROR -> cell.getErrorCellValue();
                default -> cell.getRichStringCellValue();
            };
            String formula = computed ? cell.getCellFormula() : "";
            String note = cell.getCellComment() == null
                    ? ""
                    : cell.getCellComment().getString().getString();
            Taken taken = new Taken(cell.getColumnIndex(), formula, type, value, cell.getCellStyle(), note);
            cell.removeCellComment();
            cell.getRow().removeCell(cell);
            return taken;
        }

        void put(XSSFSheet sheet, int row, int place) {
            XSSFCell cell = row(sheet, row).createCell(place);
            cell.setCellStyle(style);
            if (!formula.isEmpty()) {
                String from = CellReference.convertNumToColString(column);
                String to = CellReference.convertNumToColString(place);
                cell.setCellFormula(formula.replaceAll("\\b" + from + "(?=\\d)", to));
            }
            if (type == CellType.NUMERIC) {
                cell.setCellValue((Double) value);
            } else if (type == CellType.BOOLEAN) {
                cell.setCellValue((Boolean) value);
            } else if (type == CellType.ERROR) {
                cell.setCellErrorValue((Byte) value);
            } else if (type == CellType.STRING) {
                cell.setCellValue((XSSFRichTextString) value);
            }
            if (!note.isEmpty()) {
                People.note(sheet, row, place, note);
            }
        }
    }
}
