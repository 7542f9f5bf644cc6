package org.kpirunner.sheet.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.xlsx.Books;
import org.kpirunner.sheet.xlsx.People;
import org.kpirunner.sheet.xlsx.XlsxSheet;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/** A workbook, and people who change it with a spreadsheet program. */
final class XlsxWorld implements World {
    private static final String TAB = "prod";
    private static final int FIRST_DATA = 2;

    private final Path file;

    /** What people have open, with changes that are not saved yet. */
    private Optional<XSSFWorkbook> open = Optional.empty();

    XlsxWorld(Path folder) {
        this.file = folder.resolve("kpis.xlsx");
    }

    @Override
    public Sheet sheet() throws IOException {
        save();
        return new XlsxSheet(file, TAB, false, Duration.ofSeconds(30));
    }

    @Override
    public Path file() throws IOException {
        save();
        return file;
    }

    @Override
    public String tab() {
        return TAB;
    }

    @Override
    public boolean hasTags() {
        return true;
    }

    @Override
    public boolean hasNotes() {
        return true;
    }

    @Override
    public void arrange(List<Integer> order) throws IOException {
        edit(sheet -> People.arrange(sheet, order));
    }

    @Override
    public void header(int column, String text) throws IOException {
        edit(sheet -> People.write(sheet, 0, column, text));
    }

    @Override
    public void cell(int column, int row, String text) throws IOException {
        edit(sheet -> People.write(sheet, FIRST_DATA + row, column, text));
    }

    @Override
    public void note(int column, int row, String text) throws IOException {
        edit(sheet -> People.note(sheet, FIRST_DATA + row, column, text));
    }

    private void edit(Consumer<XSSFSheet> change) throws IOException {
        if (open.isEmpty()) {
            try (InputStream in = Files.newInputStream(file)) {
                open = Optional.of(new XSSFWorkbook(in));
            }
        }
        change.accept(open.get().getSheet(TAB));
    }

    private void save() throws IOException {
        if (open.isPresent()) {
            try (XSSFWorkbook book = open.get();
                    OutputStream out = Files.newOutputStream(file)) {
                book.write(out);
            }
            open = Optional.empty();
        }
    }

    @Override
    public Shown read() throws IOException {
        save();
        return Books.read(file, XlsxWorld::shown);
    }

    private static Shown shown(XSSFWorkbook book) {
        XSSFSheet sheet = book.getSheet(TAB);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i <= sheet.getLastRowNum(); i++) {
            rows.add(texts(sheet.getRow(i)));
        }
        List<String> notes = new ArrayList<>();
        sheet.getCellComments().forEach((place, note) -> {
            if (place.getRow() >= FIRST_DATA) {
                notes.add(place.getColumn() + "," + (place.getRow() - FIRST_DATA) + ": "
                        + note.getString().getString());
            }
        });
        return new Shown(rows.get(0), rows.get(1), rows.subList(FIRST_DATA, rows.size()), notes);
    }

    private static List<String> texts(XSSFRow row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; row != null && i < row.getLastCellNum(); i++) {
            XSSFCell cell = row.getCell(i);
            texts.add(cell == null ? "" : text(cell));
        }
        while (!texts.isEmpty() && texts.get(texts.size() - 1).isEmpty()) {
            texts.remove(texts.size() - 1);
        }
        return texts;
    }

    private static String text(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC ->
                DateUtil.isCellDateFormatted(cell)
                        ? Plain.of(new Value.Moment(cell.getLocalDateTimeCellValue()))
                        : String.format(Locale.ROOT, "%.0f", cell.getNumericCellValue());
            case STRING -> cell.getRichStringCellValue().getString();
            case BOOLEAN, ERROR, BLANK, _NONE, FORMULA -> "";
        };
    }
}
