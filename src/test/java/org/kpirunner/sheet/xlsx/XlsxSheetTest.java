package org.kpirunner.sheet.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpirunner.sheet.Sheets.NOON;
import static org.kpirunner.sheet.Sheets.entry;
import static org.kpirunner.sheet.Sheets.failed;
import static org.kpirunner.sheet.Sheets.row;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet.Prepared;
import org.kpirunner.sheet.Sheet.Proof;
import org.kpirunner.table.Value;

class XlsxSheetTest {
    @TempDir
    private Path folder;

    @Test
    void newWorkbookGetsHeaderLastValuesAndTheRow() throws IOException {
        append(row(entry("A", 1), entry("B", -2)));

        assertThat(shown()).isEqualTo("""
                Date time|A|B
                Last value|=1|=-2
                2026-11-01T12:00|1|-2
                """);
        Books.read(file(), book -> {
            XSSFSheet sheet = book.getSheet("prod");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getRow(1).getCell(1).getCellFormula())
                    .isEqualTo("IFERROR(LOOKUP(2,1/(B3:B3<>\"\"),B3:B3),\"\")");
            assertThat(sheet.getRow(2).getCell(0).getCellStyle().getDataFormatString())
                    .isEqualTo("yyyy-mm-dd hh:mm:ss");
            assertThat(book.getAllNames()).hasSize(3).allMatch(name -> name.getSheetIndex() == 0);
            assertThat(book.getAllNames()).allMatch(XSSFName::isHidden);
            return null;
        });
        assertThat(folder.toFile().list()).containsExactly("kpis.xlsx");
    }

    @Test
    void lastValuesShowTheLastOnesThatThereAre() throws IOException {
        append(row(entry("A", 1), entry("B", 2)));
        append(row(entry("A", 3), failed("B", "timeout")));
        append(row(entry("A", 4)));

        assertThat(shown()).isEqualTo("""
                Date time|A|B
                Last value|=4|=2
                2026-11-01T12:00|1|2
                2026-11-01T12:00|3
                2026-11-01T12:00|4
                """);
        assertThat(formula(1)).isEqualTo("IFERROR(LOOKUP(2,1/(B3:B5<>\"\"),B3:B5),\"\")");
        assertThat(formula(2)).isEqualTo("IFERROR(LOOKUP(2,1/(C3:C5<>\"\"),C3:C5),\"\")");
    }

    @Test
    void valuesKeepTheirTypes() throws IOException {
        append(row(
                value("decimal", new Value.Exact(new BigDecimal("0.10"))),
                value("real", new Value.Real(1e300)),
                value("beyond", new Value.Exact(new BigDecimal("9007199254740993"))),
                value("flag", new Value.Flag(true)),
                value("day", new Value.Day(LocalDate.of(2024, 2, 29))),
                value("old", new Value.Day(LocalDate.of(1815, 6, 18))),
                value("time", new Value.TimeOfDay(LocalTime.of(18, 0))),
                value("moment", new Value.Moment(LocalDateTime.of(2026, 1, 2, 3, 4, 5))),
                value("point", new Value.Point(Instant.parse("2026-01-02T03:04:05Z"))),
                value("array", new Value.Items(List.of(Value.of(1), new Value.Text("x"))))));

        assertThat(shown())
                .endsWith("2026-11-01T12:00|0.1|1E+300|9007199254740993|true|2024-02-29T00:00|1815-06-18"
                        + "|1899-12-31T18:00|2026-01-02T03:04:05|2026-01-02T03:04:05|[1,\"x\"]\n");
    }

    @Test
    void noTextIsEverAFormula() throws IOException {
        List<String> texts = List.of(
                "=IMPORTXML(\"http://x\")",
                "+1",
                "-1",
                "@x",
                "'x",
                "  kept  blanks ",
                "two\nlines\ttab\rreturn",
                "\u0007 _x0041_ <&>\"' ]]> 😀 \ud83d שלום");
        Entry[] entries = texts.stream()
                .map(text -> value(text.replaceAll("\\s+", " ").strip(), new Value.Text(text)))
                .toArray(Entry[]::new);
        append(row(entries));

        Books.read(file(), book -> {
            for (int i = 0; i < texts.size(); i++) {
                XSSFCell cell = book.getSheet("prod").getRow(2).getCell(i + 1);
                assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
                assertThat(cell.getStringCellValue()).isEqualTo(texts.get(i));
                assertThat(book.getSheet("prod").getRow(0).getCell(i + 1).getCellType())
                        .isEqualTo(CellType.STRING);
            }
            return null;
        });
    }

    @Test
    void failureLeavesItsReasonInANoteAndNewHeadersTheirDescription() throws IOException {
        append(row(
                new Entry("A", "A", List.of(), Optional.of("all of them\nunit: people"), Value.of(1), Optional.empty()),
                failed("B", "timeout: no answer within 2 s")));
        append(row(failed("A", "source_unreachable: <db>"), entry("B", 2)));

        assertThat(notes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "B1", "all of them\nunit: people",
                        "C3", "timeout: no answer within 2 s",
                        "B4", "source_unreachable: <db>"));
    }

    @Test
    void notesOfPeopleStayBesideOurs() throws IOException {
        append(row(entry("A", 1)));
        Books.edit(file(), book -> {
            XSSFSheet sheet = book.getSheet("prod");
            note(sheet, 2, 1, "strange");
            note(sheet, 3, 1, "written beforehand");
        });
        append(row(failed("A", "timeout")));
        append(row(failed("A", "timeout again")));

        assertThat(notes())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("B3", "strange", "B4", "written beforehand", "B5", "timeout again"));
    }

    @Test
    void columnsThatPeopleMoveAndRenameKeepReceivingValues() throws IOException {
        append(row(entry("A", 1), entry("B", 2), entry("C", 3)));
        Books.edit(file(), book -> {
            XSSFSheet sheet = book.getSheet("prod");
            sheet.shiftColumns(0, 3, 1);
            People.write(sheet, 0, 0, "mine");
            People.write(sheet, 4, 0, "my text");
            sheet.getRow(0).getCell(2).setCellValue("Number of things");
        });

        List<String> told = append(row(entry("A", 4), entry("B", 5), entry("C", 6), entry("D", 7)));

        assertThat(shown()).isEqualTo("""
                mine|Date time|Number of things|B|C|D
                |Last value|=4|=5|=6|=7
                |2026-11-01T12:00|1|2|3
                |2026-11-01T12:00|4|5|6|7
                my text
                """);
        assertThat(told).containsExactly("\"D\" gets a new column F");
        assertThat(formula(2)).isEqualTo("IFERROR(LOOKUP(2,1/(C3:C4<>\"\"),C3:C4),\"\")");
    }

    @Test
    void deletedColumnIsMadeAgainAtTheEnd() throws IOException {
        append(row(entry("A", 1), entry("B", 2)));
        Books.edit(file(), book -> People.deleteColumn(book.getSheet("prod"), 1));

        assertThat(append(row(entry("A", 3), entry("B", 4)))).containsExactly("\"A\" gets a new column C");

        assertThat(shown()).isEqualTo("""
                Date time|B|A
                Last value|=4|=3
                2026-11-01T12:00|2
                2026-11-01T12:00|4|3
                """);
    }

    @Test
    void headerAndFormulaOfPeopleAreLeftAlone() throws IOException {
        append(row(entry("a", "A", List.of(), Value.of(1)), entry("B", 2)));
        Books.edit(file(), book -> {
            book.getSheet("prod").getRow(0).getCell(1).setCellValue("mine");
            book.getSheet("prod").getRow(1).getCell(2).setCellFormula("SUM(C3:C1000)");
        });

        append(row(entry("a", "A, renamed", List.of(), Value.of(3)), entry("B", 4)));

        assertThat(shown()).startsWith("Date time|mine|B\nLast value|=3|=");
        assertThat(formula(2)).isEqualTo("SUM(C3:C1000)");
    }

    @Test
    void formatsThatPeopleGaveAColumnHoldForNewRows() throws IOException {
        append(row(entry("A", 1), entry("B", 2)));
        append(row(entry("A", 1), entry("B", 2)));
        short[] styles = new short[3];
        Books.edit(file(), book -> {
            CellStyle percent = book.createCellStyle();
            percent.setDataFormat(book.createDataFormat().getFormat("0.00%"));
            CellStyle yellow = book.createCellStyle();
            yellow.setFillForegroundColor(IndexedColors.YELLOW.getIndex());
            XSSFSheet sheet = book.getSheet("prod");
            sheet.getRow(2).getCell(1).setCellStyle(percent);
            sheet.getRow(3).getCell(1).setCellStyle(percent);
            sheet.getRow(3).getCell(2).setCellStyle(yellow);
            People.write(sheet, 4, 2, "").setCellStyle(yellow);
            styles[0] = percent.getIndex();
            styles[1] = yellow.getIndex();
        });

        append(row(entry("A", 3), entry("B", 4)));
        append(row(entry("A", 3), entry("B", 4)));

        Books.read(file(), book -> {
            XSSFSheet sheet = book.getSheet("prod");
            assertThat(sheet.getRow(4).getCell(1).getCellStyle().getIndex()).isEqualTo(styles[0]);
            assertThat(sheet.getRow(5).getCell(1).getCellStyle().getIndex()).isEqualTo(styles[0]);
            assertThat(sheet.getRow(4).getCell(2).getCellStyle().getIndex())
                    .as("it was formatted before it had a value")
                    .isEqualTo(styles[1]);
            assertThat(sheet.getRow(4).getCell(0).getCellStyle().getDataFormatString())
                    .isEqualTo("yyyy-mm-dd hh:mm:ss");
            return null;
        });
    }

    @Test
    void allThatPeopleHaveInOtherPartsStaysByteForByte() throws IOException {
        append(row(entry("A", 1)));
        Books.edit(file(), People::decorate);
        Map<String, String> before = Books.rawParts(file());

        append(row(entry("A", 2), entry("B", 3)));

        Map<String, String> after = Books.rawParts(file());
        Map<String, String> changed = new TreeMap<>(after);
        before.forEach((name, bytes) -> changed.remove(name, bytes));
        assertThat(changed.keySet())
                .containsExactly("docProps/custom.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml");
        assertThat(after.keySet()).containsAll(before.keySet());
        assertThat(after).containsKeys("xl/charts/chart1.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml");
    }

    @Test
    void tabThatIsMissingIsMadeAndTheOthersStay() throws IOException {
        Books.edit(file(), book -> People.write(book.createSheet("mine"), 0, 0, "kept"));
        Map<String, String> before = Books.rawParts(file());

        append(row(entry("A", 1)));
        append(row(entry("A", 2)));

        assertThat(shown()).isEqualTo("Date time|A\nLast value|=2\n2026-11-01T12:00|1\n2026-11-01T12:00|2\n");
        assertThat(Books.shown(file(), "mine")).isEqualTo("kept\n");
        assertThat(Books.rawParts(file()))
                .containsEntry("xl/worksheets/sheet1.xml", before.get("xl/worksheets/sheet1.xml"));
    }

    @Test
    void tabsOfOneWorkbookHaveTheirOwnColumns() throws IOException {
        XlsxSheet other = new XlsxSheet(file(), "other's", false, Duration.ZERO);
        append(row(entry("A", 1), entry("B", 2)));
        append(other, row(entry("B", 3), entry("A", 4)));
        append(row(entry("A", 5), entry("B", 6)));

        assertThat(shown()).endsWith("|5|6\n");
        assertThat(Books.shown(file(), "other's")).startsWith("Date time|B|A\n").endsWith("|3|4\n");
    }

    @Test
    void columnsThatPeopleFilledAheadDoNotPushRowsDown() throws IOException {
        append(row(entry("A", 1)));
        Books.edit(file(), book -> {
            for (int i = 2; i < 20; i++) {
                People.row(book.getSheet("prod"), i).createCell(2).setCellFormula("B" + (i + 1) + "*2");
            }
        });

        append(row(entry("A", 2)));

        assertThat(shown()).contains("\n2026-11-01T12:00|1|=0\n2026-11-01T12:00|2|=0\n||=0\n");
    }

    @Test
    void tableOfPeopleGrowsWithTheRowsAndKeepsItsHeaders() throws IOException {
        append(row(entry("a", "A", List.of(), Value.of(1))));
        Books.edit(file(), book -> {
            XSSFTable table =
                    book.getSheet("prod").createTable(new AreaReference("A1:B3", SpreadsheetVersion.EXCEL2007));
            table.setName("Numbers");
            table.setDisplayName("Numbers");
            table.getCTTable().addNewAutoFilter().setRef("A1:B3");
        });

        append(row(entry("a", "Other", List.of(), Value.of(2))), row(entry("a", "Other", List.of(), Value.of(3))));

        Books.read(file(), book -> {
            XSSFTable table = book.getSheet("prod").getTables().get(0);
            assertThat(table.getCTTable().getRef()).isEqualTo("A1:B5");
            assertThat(table.getCTTable().getAutoFilter().getRef()).isEqualTo("A1:B5");
            return null;
        });
        assertThat(shown()).startsWith("Date time|A\n").endsWith("|2\n2026-11-01T12:00|3\n");
    }

    @Test
    void datesFollowTheDaysOfTheWorkbook() throws IOException {
        Books.edit(file(), book -> {
            book.createSheet("prod");
            book.getCTWorkbook().getWorkbookPr().setDate1904(true);
        });

        append(row(entry("A", 1)));

        assertThat(shown()).contains("\n2026-11-01T12:00|1\n");
    }

    @Test
    void whetherARunLandedIsKnownFromTheWorkbook() throws IOException {
        append(row("before", NOON, entry("A", 1)));
        String evidence;
        try (Prepared prepared =
                sheet().prepare(List.of(row("r1", NOON, entry("A", 1)), row("r2", NOON, entry("A", 2))))) {
            evidence = prepared.evidence();
            assertThat(sheet().proof("r1", evidence)).isEqualTo(Proof.NOT_LANDED);
            prepared.commit();
        }
        assertThat(sheet().proof("r1", evidence)).isEqualTo(Proof.LANDED);
        assertThat(sheet().proof("r2", evidence)).isEqualTo(Proof.LANDED);
        assertThat(sheet().proof("r3", evidence)).isEqualTo(Proof.NOT_LANDED);

        Books.edit(file(), book -> People.write(book.getSheet("prod"), 9, 9, "saved by a person"));
        assertThat(sheet().proof("r2", evidence)).isEqualTo(Proof.LANDED);

        for (int i = 0; i < 64; i++) {
            append(row("later" + i, NOON, entry("A", i)));
        }
        assertThat(sheet().proof("r2", evidence)).as("it is too long ago").isEqualTo(Proof.UNKNOWN);

        Books.edit(
                file(),
                book -> book.getProperties()
                        .getCustomProperties()
                        .getUnderlyingProperties()
                        .getPropertyList()
                        .clear());
        assertThat(sheet().proof("r1", evidence))
                .as("somebody's program lost them")
                .isEqualTo(Proof.UNKNOWN);
    }

    @Test
    void batchLargerThanWhatIsKeptCanBeProvenAsAWhole() throws IOException {
        Row[] rows = new Row[100];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row("run" + i, NOON.plusMinutes(i), entry("A", i));
        }
        append(rows);

        assertThat(sheet().proof("run0", "1:x\n")).isEqualTo(Proof.LANDED);
        assertThat(sheet().proof("run99", "1:x\n")).isEqualTo(Proof.LANDED);
        assertThat(shown().lines()).hasSize(102);
    }

    private static void note(XSSFSheet sheet, int row, int column, String text) {
        XSSFClientAnchor anchor = new XSSFClientAnchor(0, 0, 0, 0, column + 1, row, column + 3, row + 3);
        People.cell(sheet, row, column)
                .setCellComment(sheet.createDrawingPatriarch().createCellComment(anchor));
        sheet.getRow(row).getCell(column).getCellComment().setString(text);
    }

    private Map<String, String> notes() throws IOException {
        return Books.read(file(), book -> {
            Map<String, String> notes = new TreeMap<>();
            book.getSheet("prod")
                    .getCellComments()
                    .forEach((place, note) ->
                            notes.put(place.formatAsString(), note.getString().getString()));
            return notes;
        });
    }

    private String formula(int column) throws IOException {
        return Books.read(
                file(), book -> book.getSheet("prod").getRow(1).getCell(column).getCellFormula());
    }

    private static Entry value(String name, Value value) {
        return entry(name, name, List.of(), value);
    }

    private List<String> append(Row... rows) {
        return append(sheet(), rows);
    }

    private static List<String> append(XlsxSheet sheet, Row... rows) {
        try (Prepared prepared = sheet.prepare(List.of(rows))) {
            return prepared.commit();
        }
    }

    private XlsxSheet sheet() {
        return new XlsxSheet(file(), "prod", false, Duration.ZERO);
    }

    private Path file() {
        return folder.resolve("kpis.xlsx");
    }

    private String shown() throws IOException {
        return Books.shown(file(), "prod");
    }
}
