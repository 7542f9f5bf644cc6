package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The workbook part: the list of tabs, and how dates count. */
final class Workbook {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final List<String> AFTER_CALCULATION = List.of(
            "oleSize",
            "customWorkbookViews",
            "pivotCaches",
            "smartTagPr",
            "smartTagTypes",
            "webPublishing",
            "fileRecoveryPr",
            "webPublishObjects",
            "extLst");

    /** What may come after the defined names. */
    static final List<String> AFTER_NAMES =
            Stream.concat(Stream.of("calcPr"), AFTER_CALCULATION.stream()).toList();

    private final Parts parts;
    private final String part;
    private final List<Tab> tabs = new ArrayList<>();
    private boolean has1904Dates;

    /**
     * A tab.
     *
     * @param index its place among the tabs, from 0
     * @param part the name of its part
     */
    record Tab(String name, int index, int sheetId, String part) {}

    private Workbook(Parts parts, String part) {
        this.parts = parts;
        this.part = part;
    }

    static Workbook of(Parts parts) throws IOException {
        Relationships root = Relationships.of(parts, "");
        if (root.areStrict()) {
            throw new IOException(
                    "it is saved as \"Strict Open XML Spreadsheet\"; save it as \"Excel Workbook (.xlsx)\"");
        }
        List<String> targets = root.targets("officeDocument");
        if (targets.isEmpty()) {
            throw new IOException("it is a ZIP file, and no workbook");
        }
        Workbook workbook = new Workbook(parts, targets.get(0));
        workbook.read();
        return workbook;
    }

    private void read() throws IOException {
        if (part.endsWith(".bin")) {
            throw new IOException("it is a binary workbook (.xlsb); save it as XLSX");
        }
        Relationships relationships = Relationships.of(parts, part);
        try (XmlScanner tokens = XmlEdit.scanner(parts.text(part))) {
            while (tokens.next()) {
                if (tokens.isStart("sheet")) {
                    String id = Objects.requireNonNullElse(tokens.relationshipId(), "");
                    String target = relationships
                            .target(id)
                            .orElseThrow(() -> new IOException("its list of tabs leads nowhere"));
                    tabs.add(new Tab(
                            Objects.requireNonNullElse(tokens.attribute("name"), ""),
                            tabs.size(),
                            tokens.number("sheetId", 0),
                            target));
                } else if (tokens.isStart("workbookPr")) {
                    String value = tokens.attribute("date1904");
                    has1904Dates = "1".equals(value) || "true".equals(value);
                }
            }
            if (!tokens.namespace().equals(MAIN)) {
                throw new IOException("it is no workbook: its main part is not one of a workbook");
            }
        }
    }

    /** The text of the part as it is by now. */
    String xml() throws IOException {
        return parts.text(part);
    }

    void put(String xml) {
        parts.put(part, xml);
    }

    boolean has1904Dates() {
        return has1904Dates;
    }

    /** The parts of a type to which the workbook refers, as {@code styles}. */
    Optional<String> related(String type) throws IOException {
        return Relationships.of(parts, part).targets(type).stream().findFirst();
    }

    /** The part of the cell formats, made where there is none. */
    String stylesPart() throws IOException {
        Optional<String> there = related("styles");
        if (there.isPresent() && parts.has(there.get())) {
            return there.get();
        }
        String made = folder() + "styles.xml";
        parts.put(made, Styles.empty());
        ContentTypes.addSpreadsheetPart(parts, made, "styles");
        Relationships.of(parts, part).add("styles", made);
        return made;
    }

    /** Takes out the list of formulas in the order of their computing; programs make it anew. */
    void forgetOrderOfFormulas() throws IOException {
        Optional<String> there = related("calcChain");
        if (there.isPresent()) {
            Relationships.of(parts, part).remove("calcChain");
            ContentTypes.remove(parts, there.get());
            parts.remove(there.get());
        }
    }

    private String folder() {
        return part.substring(0, part.lastIndexOf('/') + 1);
    }

    /** The tab of a name, which programs compare without regard to case. */
    Optional<Tab> tab(String name) {
        return tabs.stream().filter(tab -> tab.name().equalsIgnoreCase(name)).findFirst();
    }

    /** Adds a tab with the content that its part is to have. */
    Tab addTab(String name, String xml) throws IOException {
        int number = tabs.size() + 1;
        while (parts.has(sheetPart(number))) {
            number++;
        }
        parts.put(sheetPart(number), xml);
        ContentTypes.addSpreadsheetPart(parts, sheetPart(number), "worksheet");
        String id = Relationships.of(parts, part).add("worksheet", sheetPart(number));
        int sheetId = tabs.stream().mapToInt(Tab::sheetId).max().orElse(0) + 1;
        parts.put(
                part,
                XmlEdit.appended(
                        parts.text(part),
                        "sheets",
                        prefix -> "<" + prefix + "sheet name=\"" + XmlText.escaped(name) + "\" sheetId=\"" + sheetId
                                + "\" xmlns:r=\"" + RELATIONSHIPS + "\" r:id=\"" + id + "\"/>"));
        Tab tab = new Tab(name, tabs.size(), sheetId, sheetPart(number));
        tabs.add(tab);
        return tab;
    }

    private String sheetPart(int number) {
        return folder() + "worksheets/sheet" + number + ".xml";
    }

    /** Has programs compute all formulas when they open the workbook: those of people may depend on the new row. */
    void computeWhenOpened() throws IOException {
        String xml = parts.text(part);
        parts.put(
                part,
                XmlEdit.has(xml, "calcPr")
                        ? XmlEdit.rewritten(
                                xml,
                                token -> token.isStart("calcPr")
                                        ? XmlText.withAttribute(token.raw(), "fullCalcOnLoad", "1")
                                        : token.raw())
                        : XmlEdit.inserted(
                                xml, AFTER_CALCULATION, prefix -> "<" + prefix + "calcPr fullCalcOnLoad=\"1\"/>"));
    }
}
