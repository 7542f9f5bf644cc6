package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How cells look: the cell formats of a workbook, to which a few are added where they are missing. */
final class Styles {
    static final String DATE_TIME = "yyyy-mm-dd hh:mm:ss";
    static final String DATE = "yyyy-mm-dd";
    static final String TIME = "hh:mm:ss";

    private static final int FIRST_OWN_FORMAT = 164;
    private static final Pattern NOT_CODE = Pattern.compile("\"[^\"]*\"|\\[(?![hHmMsS]+])[^\\]]*\\]|\\\\.|_.|\\*.");
    private static final Pattern DATE_CODE = Pattern.compile("(?i)[ymdhs]");
    private static final Pattern FORMAT = Pattern.compile("\\snumFmtId\\s*=\\s*[\"'](\\d{1,6})");
    private static final Pattern FONT = Pattern.compile("\\sfontId\\s*=\\s*[\"'](\\d{1,6})");
    private static final Pattern BOLD = Pattern.compile("<(\\w+:)?b[ />]");
    private static final List<String> AFTER_FORMATS = List.of(
            "fonts",
            "fills",
            "borders",
            "cellStyleXfs",
            "cellXfs",
            "cellStyles",
            "dxfs",
            "tableStyles",
            "colors",
            "extLst");

    private final Map<Integer, String> codes = new TreeMap<>();
    private final List<String> fonts = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();
    private String xml;

    private Styles(String xml) {
        this.xml = xml;
    }

    static String empty() {
        return """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
                <fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
                <fills count="2"><fill><patternFill patternType="none"/></fill>\
                <fill><patternFill patternType="gray125"/></fill></fills>\
                <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
                <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
                <cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
                <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""";
    }

    static Styles of(String xml) throws IOException {
        Styles styles = new Styles(xml);
        try (XmlScanner tokens = XmlEdit.scanner(xml)) {
            while (tokens.next()) {
                if (tokens.isStart("numFmt")) {
                    String code = Objects.requireNonNullElse(tokens.attribute("formatCode"), "");
                    styles.codes.putIfAbsent(tokens.number("numFmtId", -1), code);
                } else if (tokens.isStart("fonts")) {
                    readList(tokens, "fonts", "font", styles.fonts);
                } else if (tokens.isStart("cellXfs")) {
                    readList(tokens, "cellXfs", "xf", styles.cells);
                }
            }
        }
        return styles;
    }

    private static void readList(XmlScanner tokens, String list, String element, List<String> items)
            throws IOException {
        while (tokens.kind() != XmlScanner.Kind.EMPTY || !tokens.isStart(list)) {
            if (!tokens.next() || tokens.isEnd(list)) {
                return;
            }
            if (tokens.isStart(element)) {
                StringBuilder item = new StringBuilder(tokens.raw());
                boolean isOpen = tokens.kind() == XmlScanner.Kind.START;
                while (isOpen && tokens.next()) {
                    item.append(tokens.raw());
                    isOpen = !tokens.isEnd(element);
                }
                items.add(item.toString());
            }
        }
    }

    /** Whether a cell format shows a number as a date or a time. */
    boolean isDate(int cell) {
        int format = format(cell);
        String code = codes.get(format);
        if (code == null) {
            return (format >= 14 && format <= 22)
                    || (format >= 27 && format <= 36)
                    || (format >= 45 && format <= 47)
                    || (format >= 50 && format <= 58);
        }
        return DATE_CODE.matcher(NOT_CODE.matcher(code).replaceAll("")).find();
    }

    private int format(int cell) {
        Matcher format = FORMAT.matcher(cell(cell));
        return format.find() ? Integer.parseInt(format.group(1)) : 0;
    }

    private String cell(int cell) {
        return cell >= 0 && cell < cells.size() ? cells.get(cell) : "<xf/>";
    }

    /** A cell format like another one that shows dates: the same where it does already. */
    int dated(int cell, String code) throws IOException {
        return isDate(cell)
                ? cell
                : with(cell, Map.of("numFmtId", Integer.toString(format(code)), "applyNumberFormat", "1"));
    }

    /** A cell format for values that are no dates: the same where it is one already. */
    int undated(int cell) throws IOException {
        return isDate(cell) ? with(cell, Map.of("numFmtId", "0")) : cell;
    }

    /** The same cell format if it shows numbers as they are, else the default one. */
    int general(int cell) {
        return format(cell) == 0 ? cell : 0;
    }

    /** A cell format like another one, in bold and on several lines where the text is long. */
    int heading(int cell) throws IOException {
        Matcher id = FONT.matcher(cell(cell));
        int number = id.find() ? Integer.parseInt(id.group(1)) : 0;
        String font = opened(number < fonts.size() ? fonts.get(number) : "<font/>");
        int start = font.indexOf('>') + 1;
        int bold = BOLD.matcher(font).find()
                ? number
                : add("fonts", fonts, font.substring(0, start) + "<" + prefix() + "b/>" + font.substring(start));
        String plain = opened(cell(cell));
        int end = plain.indexOf('>') + 1;
        String tag = plain.substring(0, end);
        tag = XmlText.withAttribute(tag, "fontId", Integer.toString(bold));
        tag = XmlText.withAttribute(tag, "applyFont", "1");
        tag = XmlText.withAttribute(tag, "applyAlignment", "1");
        String alignment =
                plain.contains("alignment ") ? "" : "<" + prefix() + "alignment vertical=\"top\" wrapText=\"1\"/>";
        return add("cellXfs", cells, tag + alignment + plain.substring(end));
    }

    /** An element with room for content: {@code <a></a>} for {@code <a/>}. */
    private static String opened(String element) {
        if (!element.endsWith("/>") || element.indexOf('<', 1) > 0) {
            return element;
        }
        String tag = element.substring(0, element.length() - 2).stripTrailing();
        return tag + "></" + tag.substring(1).split("\\s", 2)[0] + ">";
    }

    private int with(int cell, Map<String, String> attributes) throws IOException {
        String raw = cell(cell);
        int end = raw.indexOf('>') + 1;
        String tag = raw.substring(0, end);
        for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
            tag = XmlText.withAttribute(tag, attribute.getKey(), attribute.getValue());
        }
        return add("cellXfs", cells, tag + raw.substring(end));
    }

    private int format(String code) throws IOException {
        for (Map.Entry<Integer, String> known : codes.entrySet()) {
            if (known.getValue().replace("\\", "").toLowerCase(Locale.ROOT).equals(code)) {
                return known.getKey();
            }
        }
        int id = Math.max(
                        FIRST_OWN_FORMAT - 1,
                        codes.keySet().stream().max(Integer::compare).orElse(0))
                + 1;
        if (codes.isEmpty() && !XmlEdit.has(xml, "numFmts")) {
            xml = XmlEdit.inserted(xml, AFTER_FORMATS, prefix -> "<" + prefix + "numFmts/>");
        }
        codes.put(id, code);
        append(
                "numFmts",
                "<" + prefix() + "numFmt numFmtId=\"" + id + "\" formatCode=\"" + code + "\"/>",
                codes.size());
        return id;
    }

    private int add(String list, List<String> items, String item) throws IOException {
        if (!items.contains(item)) {
            items.add(item);
            append(list, item, items.size());
        }
        return items.indexOf(item);
    }

    private void append(String list, String item, int count) throws IOException {
        String longer = XmlEdit.appended(xml, list, prefix -> item);
        xml = XmlEdit.rewritten(
                longer,
                token -> token.isStart(list)
                        ? XmlText.withAttribute(token.raw(), "count", Integer.toString(count))
                        : token.raw());
    }

    private String prefix() throws IOException {
        try (XmlScanner tokens = XmlEdit.scanner(xml)) {
            while (tokens.next() && tokens.depth() == 0) {
                // The root has it.
            }
            return tokens.prefix();
        }
    }

    String xml() {
        return xml;
    }
}
