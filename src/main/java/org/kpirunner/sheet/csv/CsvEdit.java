package org.kpirunner.sheet.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Cell;
import org.kpirunner.sheet.Alignment.Line;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.table.Plain;
import org.kpirunner.table.Value;

/**
 * What becomes of a CSV file: the same bytes with rows behind them. Only where a header is made or renamed is its line
 * written anew, and where columns are made every line gets the delimiters that it lacks, so that all are of one length.
 *
 * @param source the file as it is; empty where there is none
 */
record CsvEdit(Optional<Path> source, CsvLayout layout, Alignment alignment, boolean repair) {

    void writeTo(OutputStream out) throws IOException {
        write(out, layout.mark());
        if (source.isPresent()) {
            try (CsvRecords records = CsvLayout.open(source.get(), layout.mark(), layout.delimiter())) {
                copy(records, out);
            }
        }
        if (layout.rawHeader().isEmpty()) {
            write(out, header() + layout.lineEnd());
        }
        for (Line line : alignment.lines()) {
            write(out, row(line) + layout.lineEnd());
        }
    }

    private void copy(CsvRecords records, OutputStream out) throws IOException {
        boolean isHeader = true;
        boolean skipping = false;
        while (records.next()) {
            skipping = repair && !isHeader && (repeatsHeader(records) || (skipping && isLastValues(records)));
            if (skipping) {
                continue;
            }
            if (isHeader && changesHeader()) {
                write(out, header());
            } else {
                out.write(records.bytes());
                for (int i = records.fields(); makesColumns() && i < width() && !records.isBlank(); i++) {
                    out.write(layout.delimiter());
                }
            }
            isHeader = false;
            write(out, records.lineEnd().isEmpty() ? layout.lineEnd() : records.lineEnd());
        }
    }

    /** The columns of the file after the write. */
    private int width() {
        return alignment.placements().stream()
                .mapToInt(placement -> placement.column() + 1)
                .reduce(layout.width(), Math::max);
    }

    private boolean makesColumns() {
        return width() > layout.rawHeader().size() && changesHeader();
    }

    private boolean changesHeader() {
        return alignment.placements().stream().anyMatch(Placement::writesHeader);
    }

    private String header() {
        List<String> fields = new ArrayList<>(layout.rawHeader());
        while (fields.size() < width()) {
            fields.add("");
        }
        for (Placement placement : alignment.placements()) {
            if (placement.writesHeader()) {
                fields.set(placement.column(), field(new Value.Text(placement.header())));
            }
        }
        return String.join(Character.toString(layout.delimiter()), fields);
    }

    /** A row as it stands in the file, without its line end. */
    String row(Line line) {
        List<String> fields = new ArrayList<>(Collections.nCopies(width(), ""));
        for (Cell cell : line.cells()) {
            fields.set(cell.column(), field(cell.value()));
        }
        return String.join(Character.toString(layout.delimiter()), fields);
    }

    private String field(Value value) {
        String text = value instanceof Value.Text plain ? CsvText.safe(plain.text()) : Plain.of(value);
        return CsvText.field(text, layout.delimiter());
    }

    private boolean repeatsHeader(CsvRecords records) {
        for (int i = 0; i < records.fields(); i++) {
            String expected = i < layout.rawHeader().size()
                    ? CsvText.read(layout.rawHeader().get(i))
                    : "";
            if (!Header.normal(records.text(i)).equals(Header.normal(expected))) {
                return false;
            }
        }
        return !records.isBlank();
    }

    private static boolean isLastValues(CsvRecords records) {
        return Header.normal(records.text(0)).equals(Appender.LAST_VALUE);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
