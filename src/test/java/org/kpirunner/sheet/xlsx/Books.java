package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Workbooks as people and other programs make and read them. */
public final class Books {
    private Books() {}

    /** What a person does to a workbook and saves. */
    public static void edit(Path file, Consumer<XSSFWorkbook> change) throws IOException {
        XSSFWorkbook book;
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                book = new XSSFWorkbook(in);
            }
        } else {
            book = new XSSFWorkbook();
        }
        try (book;
                OutputStream out = Files.newOutputStream(file)) {
            change.accept(book);
            book.write(out);
        }
    }

    public static <T> T read(Path file, java.util.function.Function<XSSFWorkbook, T> reading) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            return reading.apply(book);
        }
    }

    /** A tab as it is shown, one line a row; formulas are shown with what they gave when they were saved. */
    public static String shown(Path file, String tab) throws IOException {
        return read(file, book -> {
            StringBuilder shown = new StringBuilder();
            Sheet sheet = book.getSheet(tab);
            for (int i = 0; i <= sheet.getLastRowNum(); i++) {
                List<String> cells = new ArrayList<>();
                Row row = sheet.getRow(i);
                for (int j = 0; row != null && j < row.getLastCellNum(); j++) {
                    cells.add(row.getCell(j) == null ? "" : shown(row.getCell(j)));
                }
                shown.append(String.join("|", cells)).append('\n');
            }
            return shown.toString();
        });
    }

    private static String shown(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        String value = switch (type) {
            case NUMERIC ->
                org.apache.poi.ss.usermodel.DateUtil.isCellDateFormatted(cell)
                        ? cell.getLocalDateTimeCellValue().toString()
                        : new DataFormatter(java.util.Locale.ROOT)
                                .formatRawCellContents(cell.getNumericCellValue(), -1, "General");
            case STRING -> cell.getRichStringCellValue().getString();
            case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
            case ERROR -> "#" + cell.getErrorCellValue();
            case BLANK, _NONE, FORMULA -> "";
        };
        return cell.getCellType() == CellType.FORMULA ? "=" + value : value;
    }

    /** Every part with its bytes as they stand in the file, compressed. */
    public static Map<String, String> rawParts(Path file) throws IOException {
        Map<String, String> parts = new TreeMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream in = zip.getRawInputStream(entry)) {
                    parts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return parts;
    }

    public static String part(Path file, String name) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get();
                InputStream in = zip.getInputStream(zip.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Writes a workbook part by part, as a program does that is not ours. */
    public static void write(Path file, Map<String, String> parts) {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
