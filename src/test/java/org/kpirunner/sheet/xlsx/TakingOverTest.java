package org.kpirunner.sheet.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kpirunner.sheet.Sheets.NOON;
import static org.kpirunner.sheet.Sheets.entry;
import static org.kpirunner.sheet.Sheets.row;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Found;
import org.kpirunner.sheet.Entry;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet.Prepared;

/**
 * A sheet as the script left it that this product replaces: formulas of a Spanish spreadsheet that show the column to
 * their left, in 26 columns only; TABs in names; a second header in the middle of the data, from a run that could not
 * read the first.
 */
class TakingOverTest {
    private static final int KPIS = 40;

    @TempDir
    private Path folder;

    @Test
    void everyColumnIsAdoptedByItsNameAndNothingIsMadeTwice() throws IOException {
        leaveBehind(names());

        Alignment plan = sheet(false).plan(List.of(kpis()));

        assertThat(plan.placements()).hasSize(KPIS + 1).allMatch(placement -> placement.found() == Found.BY_HEADER);
        assertThat(plan.warnings())
                .containsExactly(
                        "the formulas in row 2 of " + letters(1, 26)
                                + " are not ours and are left alone; --repair replaces them",
                        "row 6 is another header and is left alone;"
                                + " --repair takes it out if it is the same as the first");

        assertThat(append(sheet(false), kpis())).isEmpty();

        List<String> lines = Books.shown(file(), "development").lines().toList();
        assertThat(lines).hasSize(10);
        assertThat(lines.get(0)).isEqualTo("Date time|" + String.join("|", names()));
        assertThat(lines.get(9))
                .isEqualTo("2026-11-01T12:00|"
                        + String.join(
                                "|",
                                IntStream.range(0, KPIS)
                                        .mapToObj(i -> "" + (1000 + i))
                                        .toList()));
        assertThat(formula(1)).isEqualTo(spanish("A"));
        assertThat(formula(27)).as("the script had run out of letters").isEqualTo(LastValue.formula(27, 3, 10));
    }

    @Test
    void secondRunFindsEveryColumnByItsTagAndHasNothingToSay() throws IOException {
        leaveBehind(names());
        append(sheet(false), kpis());

        Alignment plan = sheet(false).plan(List.of(kpis()));

        assertThat(plan.placements()).allMatch(placement -> placement.found() == Found.BY_TAG);
        assertThat(plan.tagChanges()).isEmpty();
        assertThat(plan.warnings())
                .containsExactly("row 6 is another header and is left alone;"
                        + " --repair takes it out if it is the same as the first");
    }

    @Test
    void repairReplacesTheFormulasAndTakesOutTheRepeatedHeader() throws IOException {
        leaveBehind(names());

        append(sheet(true), kpis());

        List<String> lines = Books.shown(file(), "development").lines().toList();
        assertThat(lines.get(1)).startsWith("Last value|=1000|=1001|");
        assertThat(lines.get(5).replace("|", "")).isEmpty();
        assertThat(lines.get(6).replace("|", "")).isEmpty();
        assertThat(lines.get(7)).startsWith("2023-05-04T00:00|7|");
        assertThat(formula(1)).isEqualTo(LastValue.formula(1, 3, 10));
        assertThat(sheet(true).plan(List.of(kpis())).warnings()).isEmpty();
    }

    @Test
    void headerInAnotherOrderIsForAPersonToDecide() throws IOException {
        List<String> reversed = new ArrayList<>(names());
        Collections.reverse(reversed);
        leaveBehind(reversed);

        Alignment plan = sheet(true).plan(List.of(kpis()));
        append(sheet(true), kpis());

        assertThat(plan.warnings())
                .containsExactly("row 6 is another header and not the same as the first; it is left alone");
        assertThat(Books.shown(file(), "development").lines().toList().get(5))
                .isEqualTo("Date time|" + String.join("|", reversed));
    }

    private static List<String> names() {
        return IntStream.range(0, KPIS)
                .mapToObj(i -> "A" + i + ":\tNumber of  things " + (i % 7 == 0 ? " \"quoted\" " : "") + i)
                .toList();
    }

    private static Row kpis() {
        return row(
                "run1",
                NOON,
                IntStream.range(0, KPIS)
                        .mapToObj(i -> entry(Header.normal(names().get(i)), 1000 + i))
                        .toArray(Entry[]::new));
    }

    private static String letters(int first, int last) {
        return String.join(
                ", ",
                IntStream.rangeClosed(first, last).mapToObj(Header::letters).toList());
    }

    private static String spanish(String letters) {
        String column = letters + "3:" + letters;
        return "INDICE( FILTER( " + column + " , NO( ESBLANCO( " + column + " ) ) ) , FILAS( FILTER( " + column
                + " , NO( ESBLANCO( " + column + " ) ) ) ) )";
    }

    private void leaveBehind(List<String> secondHeader) throws IOException {
        Books.edit(file(), book -> {
            XSSFSheet sheet = book.createSheet("development");
            CellStyle date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy hh:mm:ss"));
            header(sheet, 0, names());
            values(sheet, 2, date, 1);
            values(sheet, 3, date, 2);
            values(sheet, 4, date, 3);
            header(sheet, 5, secondHeader);
            values(sheet, 7, date, 7);
            values(sheet, 8, date, 8);
        });
    }

    private static void header(XSSFSheet sheet, int row, List<String> names) {
        People.write(sheet, row, 0, "Date time");
        People.write(sheet, row + 1, 0, "Last value");
        for (int i = 0; i < KPIS; i++) {
            People.write(sheet, row, i + 1, names.get(i));
            if (i < 26) {
                // Apache POI refuses to set a formula whose functions it does not know.
                XSSFCell cell = People.cell(sheet, row + 1, i + 1);
                cell.getCTCell().addNewF().setStringValue(spanish(CellReference.convertNumToColString(i)));
                cell.getCTCell().setV("1");
            }
        }
    }

    private static void values(XSSFSheet sheet, int row, CellStyle date, int value) {
        People.cell(sheet, row, 0).setCellValue(LocalDateTime.of(2023, 5, value % 4 + 1, 0, 0));
        sheet.getRow(row).getCell(0).setCellStyle(date);
        for (int i = 0; i < KPIS; i++) {
            if (i % 5 == 1) {
                People.write(sheet, row, i + 1, "[{\"NAME\": \"" + value + "\"}]");
            } else if (i % 5 != 2) {
                People.cell(sheet, row, i + 1).setCellValue(value + i);
            }
        }
    }

    private String formula(int column) throws IOException {
        return Books.read(
                file(),
                book -> book.getSheet("development")
                        .getRow(1)
                        .getCell(column)
                        .getCTCell()
                        .getF()
                        .getStringValue());
    }

    private static List<String> append(XlsxSheet sheet, Row... rows) {
        try (Prepared prepared = sheet.prepare(List.of(rows))) {
            return prepared.commit();
        }
    }

    private XlsxSheet sheet(boolean repair) {
        return new XlsxSheet(file(), "development", repair, Duration.ZERO);
    }

    private Path file() {
        return folder.resolve("kpis.xlsx");
    }
}
