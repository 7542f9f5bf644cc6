package org.kpirunner.sheet.xlsx;

import java.io.IOException;

/** What a workbook or a tab consists of before anything is in it. */
final class NewWorkbook {
    private static final String WORKBOOK_PART = "xl/workbook.xml";
    private static final String WORKBOOK = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
            <bookViews><workbookView/></bookViews><sheets></sheets></workbook>""";
    private static final String TAB = """
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/>\
            <sheetViews><sheetView workbookViewId="0">\
            <pane xSplit="1" ySplit="2" topLeftCell="B3" activePane="bottomRight" state="frozen"/>\
            </sheetView></sheetViews><sheetFormatPr defaultColWidth="15.7" defaultRowHeight="15"/>\
            <cols><col min="1" max="1" width="19.7" customWidth="1"/></cols><sheetData></sheetData></worksheet>""";

    private NewWorkbook() {}

    /** A workbook without tabs. */
    static Parts parts() throws IOException {
        Parts parts = new Parts();
        parts.put(ContentTypes.name(), ContentTypes.empty());
        ContentTypes.addSpreadsheetPart(parts, WORKBOOK_PART, "sheet.main");
        Relationships.of(parts, "").add("officeDocument", WORKBOOK_PART);
        parts.put(WORKBOOK_PART, WORKBOOK);
        return parts;
    }

    /** The part of an empty tab whose first two rows and first column stay in sight. */
    static String tab() {
        return TAB;
    }
}
