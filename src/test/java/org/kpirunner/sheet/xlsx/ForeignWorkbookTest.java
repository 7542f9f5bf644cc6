package org.kpirunner.sheet.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kpirunner.sheet.Sheets.entry;
import static org.kpirunner.sheet.Sheets.failed;
import static org.kpirunner.sheet.Sheets.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet.Prepared;

/** Workbooks that other programs wrote, each in its own way, and files that are none. */
class ForeignWorkbookTest {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    @TempDir
    private Path folder;

    @Test
    void elementsWithAPrefixCellsWithoutPlacesAndSharedTextsAreUnderstood() throws IOException {
        Books.write(file(), parts("""
                <x:worksheet xmlns:x="%s"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c/>\
                <x:c t="inlineStr"><x:is><x:r><x:t>A </x:t></x:r><x:r><x:t>&amp; B</x:t></x:r></x:is></x:c></x:row>\
                <x:row><x:c t="s"><x:v>1</x:v></x:c></x:row>\
                <x:row><x:c><x:v>46000</x:v></x:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>""".formatted(MAIN)));

        append(row(entry("A & B", 1), entry("C", 2)));

        assertThat(Books.part(file(), "xl/tabs/one.xml"))
                .startsWith("<x:worksheet xmlns:x=\"" + MAIN + "\"><x:sheetData><x:row><x:c t=\"s\"><x:v>0</x:v></x:c>"
                        + "<x:c/><x:c t=\"inlineStr\"><x:is><x:r><x:t>A </x:t></x:r><x:r><x:t>&amp; B</x:t></x:r>"
                        + "</x:is></x:c><x:c r=\"D1\" t=\"str\">");
        assertThat(Books.shown(file(), "prod")).isEqualTo("""
                Date time||A & B|C
                Last value||=1|=2
                46000|7
                2026-11-01T12:00||1|2
                """);
    }

    @Test
    void rowsThatWereFormattedAheadAreFilledAndEverythingBehindTheDataStays() throws IOException {
        Books.write(file(), parts("""
                <?xml version="1.0" encoding="UTF-8"?>
                <!-- made by hand -->
                <worksheet xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">\
                <dimension ref="A1:B2"/><sheetData>
                <row r="1" spans="1:2" ht="30"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><v>A</v></c></row>
                <row r="2"><c r='A2' t='s'><v>1</v></c></row>
                <row r="3" hidden="0"><c r="B3" s="0"/><c r="E3" t="b"><v>1</v></c></row>
                <row r="9"><c r="A9" s="0"/></row>
                </sheetData><mergeCells count="1"><mergeCell ref="E9:F9"/></mergeCells>\
                <pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>\
                <extLst/></worksheet>""".formatted(MAIN)));

        append(row(entry("A", 1)), row(failed("A", "timeout"), entry("B", 2)));

        assertThat(Books.part(file(), "xl/tabs/one.xml"))
                .contains("<dimension ref=\"A1:F4\"/>")
                .contains(
                        "<row r=\"1\" ht=\"30\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"str\"><v>A</v></c><c r=\"F1\"")
                .contains("<row r=\"3\" hidden=\"0\"><c r=\"A3\" s=\"1\"><v>46327.5</v></c>"
                        + "<c r=\"B3\"><v>1</v></c><c r=\"E3\" t=\"b\"><v>1</v></c></row>\n"
                        + "<row r=\"4\"><c r=\"A4\" s=\"1\"><v>46327.5</v></c><c r=\"F4\"><v>2</v></c></row>"
                        + "<row r=\"9\"><c r=\"A9\" s=\"0\"/></row>\n")
                .endsWith("</sheetData><mergeCells count=\"1\"><mergeCell ref=\"E9:F9\"/></mergeCells>"
                        + "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>"
                        + "<legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
                        + " r:id=\"rId2\"/><extLst/></worksheet>");
        assertThat(Books.shown(file(), "prod")).isEqualTo("""
                Date time|A||||B
                Last value|=1||||=2
                2026-11-01T12:00|1|||true
                2026-11-01T12:00|||||2




                |
                """.replace("\n|\n", "\n\n"));
    }

    @Test
    void strictWorkbookIsRefused() throws IOException {
        Map<String, String> parts = parts("<worksheet xmlns=\"%s\"/>".formatted(MAIN));
        parts.computeIfPresent(
                "_rels/.rels",
                (name, xml) -> xml.replace(TYPES, "http://purl.oclc.org/ooxml/officeDocument/relationships/"));
        Books.write(file(), parts);

        assertRefused("it is saved as \"Strict Open XML Spreadsheet\"; save it as \"Excel Workbook (.xlsx)\"");
    }

    @Test
    void documentTypeIsRefused() throws IOException {
        Books.write(file(), parts("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet xmlns=\"%s\"/>".formatted(MAIN)));

        assertRefused("its XML has a document type, which no workbook needs");
    }

    @Test
    void emptyFileIsNoEmptySheet() throws IOException {
        Files.createFile(file());

        assertRefused("it is empty (0 bytes), and no workbook; delete it to start anew");
    }

    @Test
    void encryptedOrOldWorkbookIsRefused() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3, 4});

        assertRefused("it is encrypted, or a workbook of Excel 97-2003; save it as XLSX without a password");
    }

    @Test
    void textFileIsRefused() throws IOException {
        Files.writeString(file(), "Date time,A\n");

        assertRefused("it is no XLSX workbook");
    }

    @Test
    void otherZipFileIsRefused() throws IOException {
        Books.write(file(), Map.of("readme.txt", "hello"));

        assertRefused("it is a ZIP file, and no workbook");
    }

    @Test
    void tabThatEndsTooEarlyIsRefused() throws IOException {
        Books.write(file(), parts("<worksheet xmlns=\"%s\"><sheetData><row r=\"1\">".formatted(MAIN)));

        assertRefused("its XML ends too early");
    }

    /** Whatever is damaged: the row lands, or the reason is told and the file stays as it is; nothing else. */
    @Test
    void damagedWorkbookNeverBringsUsDown() throws IOException {
        append(row(entry("A", 1), failed("B", "timeout")));
        byte[] whole = Files.readAllBytes(file());
        long seed = 42;
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 120; i++) {
            byte[] damaged = i % 3 == 0 ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int j = 0; j < 1 + i % 4 && damaged.length > 0; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file(), damaged);
            try {
                append(row(entry("A", 2)));
            } catch (KpiException e) {
                refused++;
                assertThat(e.reason()).isIn(Reason.SHEET_UNREADABLE, Reason.SHEET_UNWRITABLE);
                assertThat(file()).hasBinaryContent(damaged);
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void damagedXmlNeverBringsUsDown() throws IOException {
        append(row(entry("A", 1), failed("B", "timeout")));
        Map<String, String> whole = new LinkedHashMap<>();
        for (String name : Books.rawParts(file()).keySet()) {
            whole.put(name, Books.part(file(), name));
        }
        Random random = new Random(43);
        for (int i = 0; i < 200; i++) {
            Map<String, String> damaged = new LinkedHashMap<>(whole);
            String name = List.copyOf(whole.keySet()).get(random.nextInt(whole.size()));
            String xml = whole.getOrDefault(name, "");
            int from = random.nextInt(xml.length());
            int to = Math.min(xml.length(), from + random.nextInt(12));
            damaged.put(
                    name,
                    xml.substring(0, from)
                            + List.of("", "<", "\"", "x", "99999999999").get(i % 5)
                            + xml.substring(to));
            Books.write(file(), damaged);
            byte[] before = Files.readAllBytes(file());
            try {
                append(row(entry("A", 2), failed("B", "again"), entry("C", 3)));
            } catch (KpiException e) {
                assertThat(e.reason()).isIn(Reason.SHEET_UNREADABLE, Reason.SHEET_UNWRITABLE);
                assertThat(file()).hasBinaryContent(before);
            }
        }
    }

    private void assertRefused(String why) throws IOException {
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> append(row(entry("A", 1))))
                .isInstanceOfSatisfying(
                        KpiException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SHEET_UNREADABLE))
                .hasMessage(file() + ": cannot be read: " + why);
        assertThat(file()).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactly("kpis.xlsx");
    }

    /** A workbook with one tab, its parts under names and targets that are unusual and right. */
    private static Map<String, String> parts(String tab) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                <Override PartName="/xl/book.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>\
                <Override PartName="/xl/tabs/one.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
                <Override PartName="/xl/texts.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>\
                </Types>""");
        parts.put(
                "_rels/.rels",
                relationships("<Relationship Id=\"a\" Type=\"" + TYPES + "officeDocument\" Target=\"/xl/book.xml\"/>"));
        parts.put("xl/book.xml", """
                <workbook xmlns="%s"><sheets><sheet name="prod" sheetId="7" d3p1:id="b" \
                xmlns:d3p1="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></sheets></workbook>""".formatted(MAIN));
        parts.put(
                "xl/_rels/book.xml.rels",
                relationships("<Relationship Id=\"b\" Type=\"" + TYPES
                        + "worksheet\" Target=\"tabs/../tabs/one.xml\"/><Relationship Id=\"c\" Type=\"" + TYPES
                        + "sharedStrings\" Target=\"texts.xml\"/>"));
        parts.put("xl/tabs/one.xml", tab);
        parts.put("xl/texts.xml", """
                <sst xmlns="%s"><si><r><t>Date</t></r><rPh sb="0" eb="1"><t>x</t></rPh><r><t xml:space="preserve"> time</t></r></si>\
                <si><t>Last value</t></si></sst>""".formatted(MAIN));
        return parts;
    }

    private static String relationships(String relationships) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relationships
                + "</Relationships>";
    }

    private void append(Row... rows) {
        try (Prepared prepared = new XlsxSheet(file(), "prod", false, Duration.ZERO).prepare(List.of(rows))) {
            prepared.commit();
        }
    }

    private Path file() {
        return folder.resolve("kpis.xlsx");
    }
}
