package org.kpirunner.sheet.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kpirunner.sheet.Sheets.NOON;
import static org.kpirunner.sheet.Sheets.entry;
import static org.kpirunner.sheet.Sheets.failed;
import static org.kpirunner.sheet.Sheets.row;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet.Prepared;
import org.kpirunner.sheet.Sheet.Proof;
import org.kpirunner.table.Value;

class CsvSheetTest {
    @TempDir
    private Path folder;

    @Test
    void newFileGetsItsHeaderAndTheRow() throws IOException {
        append(row(entry("A, all", 1), entry("B \"b\"", -2)));

        assertThat(text()).isEqualTo("""
                Date time,"A, all","B ""b\"""
                2026-11-01 12:00:00,1,-2
                """);
        assertThat(folder.toFile().list()).containsExactly("kpis.csv");
    }

    @Test
    void emptyFileIsAnEmptySheet() throws IOException {
        write("");

        append(row(entry("A", 1)));

        assertThat(text()).isEqualTo("Date time,A\n2026-11-01 12:00:00,1\n");
    }

    @Test
    void appendOnlyAddsBytesAtTheEnd() throws IOException {
        String before =
                "\ufeffA ;\"Date  time\";mine\r\n 1;2026-10-01 00:00:00;\"two\r\nlines, \"\"quoted\"\"\"\r\nragged\r\n\r\n";
        write(before);

        append(row(entry("A", 7)));

        assertThat(text()).isEqualTo(before + "7;2026-11-01 12:00:00;\r\n");
    }

    @Test
    void lastLineWithoutAnEndGetsOneFirst() throws IOException {
        write("Date time,A\r\n2026-10-01 00:00:00,1");

        append(row(entry("A", 2)));

        assertThat(text()).isEqualTo("Date time,A\r\n2026-10-01 00:00:00,1\r\n2026-11-01 12:00:00,2\r\n");
    }

    @Test
    void newColumnIsAddedToTheHeaderAndEveryLineBecomesAsLong() throws IOException {
        write("""
                Date time, A ,"mine, ""own""\"
                2026-10-01 00:00:00,1,=mine

                2026-10-02 00:00:00
                2026-10-03 00:00:00,3,,more
                """);

        List<String> told = append(row(entry("A", 4), entry("B", 5)));

        assertThat(text()).isEqualTo("""
                Date time, A ,"mine, ""own""\",,B
                2026-10-01 00:00:00,1,=mine,,

                2026-10-02 00:00:00,,,,
                2026-10-03 00:00:00,3,,more,
                2026-11-01 12:00:00,4,,,5
                """);
        assertThat(told).containsExactly("\"B\" gets a new column E");
    }

    @Test
    void failedKpiLeavesItsOwnCellBlankAndARunWhoseKpisAllFailedStillLands() throws IOException {
        write("Date time,A,B,C\n");

        append(row(entry("A", 1), failed("B", "timeout"), entry("C", 3)));
        append(row(failed("A", "timeout"), failed("B", "timeout")));

        assertThat(text()).isEqualTo("Date time,A,B,C\n2026-11-01 12:00:00,1,,3\n2026-11-01 12:00:00,,,\n");
    }

    @Test
    void changedNameRewritesOnlyItsOwnHeader() throws IOException {
        write("\"Date time\",Old,\"mine\"\n2026-10-01 00:00:00,1,x\n");

        List<String> told = append(row(entry("New", "New", List.of("Old"), Value.of(2))));

        assertThat(text()).isEqualTo("\"Date time\",New,\"mine\"\n2026-10-01 00:00:00,1,x\n2026-11-01 12:00:00,2,\n");
        assertThat(told).containsExactly("column B, \"Old\", is called \"New\" from now on");
    }

    @Test
    void rowsThatWaitedLandTogetherInTheirOrder() throws IOException {
        append(row("run1", NOON, entry("A", 1)), row("run2", NOON.plusHours(1), entry("A", 2), entry("B", 3)));

        assertThat(text()).isEqualTo("""
                Date time,A,B
                2026-11-01 12:00:00,1,
                2026-11-01 13:00:00,2,3
                """);
    }

    @Test
    void textsThatAProgramWouldTakeForFormulasGetAnApostropheAndNumbersStayNumbers() throws IOException {
        append(row(
                entry("=1+1", "=1+1", List.of(), new Value.Text("=IMPORTXML(\"x\")")),
                entry("-b", "-b", List.of(), new Value.Text("-1")),
                entry("c", "c", List.of(), new Value.Text("@SUM(A1)\ttab")),
                entry("d", "d", List.of(), new Value.Text("'=x")),
                entry("e", "e", List.of(), new Value.Text("'quoted'")),
                entry("f", -5)));
        append(row(entry("=1+1", 1), entry("-b", 2)));

        assertThat(text()).isEqualTo("""
                Date time,'=1+1,'-b,c,d,e,f
                2026-11-01 12:00:00,"'=IMPORTXML(""x"")",-1,'@SUM(A1)\ttab,''=x,'quoted',-5
                2026-11-01 12:00:00,1,2,,,,
                """);
    }

    @Test
    void ownSeparatorLineOfAFileIsUnderstood() throws IOException {
        write("sep=|\nDate time|A,B\n");

        append(row(entry("A,B", 1)));

        assertThat(text()).isEqualTo("sep=|\nDate time|A,B\n2026-11-01 12:00:00|1\n");
    }

    @Test
    void fileInAnotherEncodingIsRefused() throws IOException {
        Files.write(file(), "Date time,Número\n".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused(
                Reason.SHEET_UNREADABLE,
                file() + ": is not UTF-8; save it as \"CSV UTF-8\" where it was changed last, then deliver again");
    }

    @Test
    void quoteThatIsNeverClosedIsRefused() throws IOException {
        write("Date time,A\n2026-10-01 00:00:00,\"1\n2026-10-02 00:00:00,2\n");

        assertRefused(Reason.SHEET_UNREADABLE, file() + ":2: a quote is opened and never closed");
    }

    @Test
    void headerThatIsNotOnTheFirstLineIsRefused() throws IOException {
        write("\nDate time,A\n");

        assertRefused(Reason.SHEET_UNREADABLE, file() + ":1: the line is blank, and the header should be there");
    }

    @Test
    void laterHeadersAreToldAndTakenOutOnlyByRepair() throws IOException {
        String before = """
                Date time,A
                2026-10-01 00:00:00,1
                Date time,A
                Last value,1
                2026-10-02 00:00:00,2
                """;
        write(before);

        assertThat(sheet().plan(List.of(row(entry("A", 3)))).warnings())
                .containsExactly(
                        "line 3 is another header and is left alone; --repair takes it out if it is the same as the first");

        append(row(entry("A", 3)));

        assertThat(text()).isEqualTo(before + "2026-11-01 12:00:00,3\n");
        append(new CsvSheet(file(), true, Duration.ZERO), row(entry("A", 4)));

        assertThat(text()).isEqualTo("""
                Date time,A
                2026-10-01 00:00:00,1
                2026-10-02 00:00:00,2
                2026-11-01 12:00:00,3
                2026-11-01 12:00:00,4
                """);
    }

    @Test
    void linkIsFollowedAndThePermissionsStay() throws IOException {
        Path target = Files.createDirectory(folder.resolve("real")).resolve("target.csv");
        Files.writeString(target, "Date time,A\n");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-r--"));
        Files.createSymbolicLink(file(), Path.of("real/target.csv"));

        append(row(entry("A", 1)));

        assertThat(Files.isSymbolicLink(file())).isTrue();
        assertThat(Files.readString(target)).isEqualTo("Date time,A\n2026-11-01 12:00:00,1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-rw-r--");
    }

    @Test
    void folderThatIsMissingIsNamed() {
        CsvSheet sheet = new CsvSheet(folder.resolve("none/kpis.csv"), false, Duration.ZERO);

        assertThatThrownBy(() -> sheet.prepare(List.of(row(entry("A", 1)))))
                .isInstanceOf(KpiException.class)
                .hasMessage(folder + "/none/kpis.csv: cannot be locked with .kpis.csv.kpi-lock beside it:"
                        + " there is no folder " + folder + "/none");
    }

    @Test
    void sheetThatIsOpenInLibreOfficeIsLeftAlone() throws IOException {
        write("Date time,A\n");
        Files.writeString(folder.resolve(".~lock.kpis.csv#"), ",Ana Pérez,laptop,01.11.2026 11:58,file:///x;");

        assertRefused(
                Reason.SHEET_LOCKED,
                file() + ": it is open in LibreOffice by Ana Pérez since 01.11.2026 11:58;"
                        + " close it there (or delete .~lock.kpis.csv# if that is long over)");
    }

    @Test
    void secondWriterIsKeptOutUntilTheFirstIsDone() throws IOException {
        write("Date time,A\n");
        try (Prepared first = sheet().prepare(List.of(row(entry("A", 1))))) {
            assertRefused(Reason.SHEET_LOCKED, file() + ": another run of this process is writing to it");
            first.commit();
        }
        append(row(entry("A", 2)));

        assertThat(text()).isEqualTo("Date time,A\n2026-11-01 12:00:00,1\n2026-11-01 12:00:00,2\n");
    }

    @Test
    void fileThatSomebodyChangedMeanwhileIsLeftAsItIs() throws IOException {
        write("Date time,A\n");
        try (Prepared prepared = sheet().prepare(List.of(row(entry("A", 1))))) {
            write("Date time,A,changed\n");

            assertThatThrownBy(prepared::commit)
                    .isInstanceOf(KpiException.class)
                    .hasMessage(file() + ": somebody changed it while a row was being added; nothing was written,"
                            + " the next attempt starts from what is there now");
        }
        assertThat(text()).isEqualTo("Date time,A,changed\n");
        assertThat(folder.toFile().list()).containsExactly("kpis.csv");
    }

    @Test
    void whetherARunLandedIsKnownFromTheFile() throws IOException {
        write("Date time,A\n");
        String evidence;
        try (Prepared prepared =
                sheet().prepare(List.of(row("r1", NOON, entry("A", 1)), row("r2", NOON, entry("A", 1))))) {
            evidence = prepared.evidence();
            assertThat(sheet().proof("r1", evidence)).isEqualTo(Proof.NOT_LANDED);
            prepared.commit();
        }

        assertThat(sheet().proof("r1", evidence)).isEqualTo(Proof.LANDED);
        assertThat(sheet().proof("r2", evidence)).isEqualTo(Proof.LANDED);

        append(row("r3", NOON.plusDays(1), entry("A", 2), entry("B", 3)));
        assertThat(sheet().proof("r2", evidence)).as("its line got longer").isEqualTo(Proof.LANDED);

        write("Date time,A\n2026-10-31 00:00:00,9\n");
        assertThat(sheet().proof("r1", evidence)).as("others appended").isEqualTo(Proof.NOT_LANDED);

        write("Date time,A\n11/01/2026 12:00,1\n");
        assertThat(sheet().proof("r1", evidence)).as("others appended").isEqualTo(Proof.NOT_LANDED);

        write("Date time,A\n2026-11-01 12:00:00,8\n");
        assertThat(sheet().proof("r1", evidence))
                .as("its row may have been edited")
                .isEqualTo(Proof.UNKNOWN);

        write("Date time;A\n01/11/2026 12:00;1\n");
        assertThat(sheet().proof("r1", evidence))
                .as("saved by a spreadsheet program")
                .isEqualTo(Proof.UNKNOWN);

        Files.delete(file());
        assertThat(sheet().proof("r1", evidence)).isEqualTo(Proof.UNKNOWN);
    }

    private void assertRefused(Reason reason, String message) throws IOException {
        byte[] before = Files.readAllBytes(file().toRealPath());
        assertThatThrownBy(() -> append(row(entry("A", 1))))
                .isInstanceOfSatisfying(
                        KpiException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessage(message);
        assertThat(file()).hasBinaryContent(before);
    }

    private List<String> append(Row... rows) {
        return append(sheet(), rows);
    }

    private static List<String> append(CsvSheet sheet, Row... rows) {
        try (Prepared prepared = sheet.prepare(List.of(rows))) {
            return prepared.commit();
        }
    }

    private CsvSheet sheet() {
        return new CsvSheet(file(), false, Duration.ZERO);
    }

    private Path file() {
        return folder.resolve("kpis.csv");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private String text() throws IOException {
        return Files.readString(file());
    }
}
