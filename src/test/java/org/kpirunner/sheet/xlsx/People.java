package org.kpirunner.sheet.xlsx;

import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFConditionalFormattingRule;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** What people do to workbooks. */
final class People {
    private People() {}

    static XSSFRow row(XSSFSheet sheet, int row) {
        return sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
    }

    static XSSFCell cell(XSSFSheet sheet, int row, int column) {
        XSSFCell there = row(sheet, row).getCell(column);
        return there == null ? row(sheet, row).createCell(column) : there;
    }

    static XSSFCell write(XSSFSheet sheet, int row, int column, String text) {
        XSSFCell cell = cell(sheet, row, column);
        if (text.isEmpty()) {
            cell.setBlank();
        } else {
            cell.setCellValue(text);
        }
        return cell;
    }

    /** Deletes a column as Excel does: what is right of it moves left, and names that refer to it lose it. */
    static void deleteColumn(XSSFSheet sheet, int column) {
        String letters = org.apache.poi.ss.util.CellReference.convertNumToColString(column);
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
    static void decorate(XSSFWorkbook book) {
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
}
