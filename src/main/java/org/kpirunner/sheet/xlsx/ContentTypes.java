package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.function.Function;

/** The kinds of a workbook's parts. */
final class ContentTypes {
    private static final String PART = "[Content_Types].xml";
    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private ContentTypes() {}

    static String empty() {
        return """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Default Extension="xml" ContentType="application/xml"/></Types>""";
    }

    /** Says that a part is one of spreadsheets, such as {@code worksheet}. */
    static void addSpreadsheetPart(Parts parts, String part, String kind) throws IOException {
        addPart(parts, part, SPREADSHEET + kind + "+xml");
    }

    static void addPart(Parts parts, String part, String type) throws IOException {
        if (!has(parts, part)) {
            append(
                    parts,
                    prefix -> "<" + prefix + "Override PartName=\"/" + XmlText.escaped(part) + "\" ContentType=\""
                            + type + "\"/>");
        }
    }

    static void remove(Parts parts, String part) throws IOException {
        parts.put(
                PART,
                XmlEdit.rewritten(
                        parts.text(PART),
                        token -> token.isStart("Override") && ("/" + part).equalsIgnoreCase(token.attribute("PartName"))
                                ? ""
                                : token.raw()));
    }

    static String name() {
        return PART;
    }

    private static boolean has(Parts parts, String part) throws IOException {
        try (XmlScanner tokens = XmlEdit.scanner(parts.text(PART))) {
            while (tokens.next()) {
                if (tokens.isStart("Override") && ("/" + part).equalsIgnoreCase(tokens.attribute("PartName"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void append(Parts parts, Function<String, String> element) throws IOException {
        parts.put(PART, XmlEdit.appended(parts.text(PART), "Types", element));
    }
}
