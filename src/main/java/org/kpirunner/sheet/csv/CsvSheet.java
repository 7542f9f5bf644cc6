package org.kpirunner.sheet.csv;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Limits;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetFile;
import org.kpirunner.sheet.SheetLock;

/** A CSV file that rows are appended to; everything in it that is not new stays byte for byte as it was. */
public final class CsvSheet implements Sheet {
    private final SheetFile file;
    private final String address;
    private final boolean repair;
    private final Duration patience;

    /**
     * @param repair whether header lines that an older script left among the data are taken out
     * @param patience how long to wait for another writer
     */
    public CsvSheet(Path path, boolean repair, Duration patience) {
        this.file = new SheetFile(path);
        this.address = "csv:" + path.toAbsolutePath().normalize();
        this.repair = repair;
        this.patience = patience;
    }

    /** The file that a row makes where there is none: the header line and the row. */
    public static String text(Row row) {
        Alignment alignment = new Appender(Limits.CSV, false).align(Header.EMPTY, List.of(row));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            new CsvEdit(Optional.empty(), CsvLayout.EMPTY, alignment, false).writeTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Proof proof(String run, String evidence) {
        try {
            return CsvEvidence.parse(evidence).proof(file.path(), run);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public Alignment plan(List<Row> rows) {
        return edit(rows).alignment();
    }

    @Override
    public Prepared prepare(List<Row> rows) {
        SheetLock lock = SheetLock.of(file, patience);
        try {
            Optional<SheetFile.State> state = file.state();
            return new PreparedCsv(lock, state, edit(rows));
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private CsvEdit edit(List<Row> rows) {
        try {
            Optional<Path> source = file.state().map(exists -> file.path());
            CsvLayout layout = source.isPresent() ? CsvLayout.of(source.get(), names(rows)) : CsvLayout.EMPTY;
            Alignment alignment = new Appender(Limits.CSV, repair).align(layout.header(), rows);
            return new CsvEdit(source, layout, alignment.warning(layout.warnings(repair)), repair);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static Set<String> names(List<Row> rows) {
        Set<String> names = new TreeSet<>();
        names.add(Appender.DATE_TIME);
        rows.forEach(row -> row.entries().forEach(entry -> {
            names.add(Header.normal(entry.name()));
            entry.renamedFrom().forEach(name -> names.add(Header.normal(name)));
        }));
        return names;
    }

    private final class PreparedCsv implements Prepared {
        private final SheetLock lock;
        private final Optional<SheetFile.State> state;
        private final CsvEdit edit;

        private PreparedCsv(SheetLock lock, Optional<SheetFile.State> state, CsvEdit edit) {
            this.lock = lock;
            this.state = state;
            this.edit = edit;
        }

        @Override
        public Alignment alignment() {
            return edit.alignment();
        }

        @Override
        public String evidence() {
            try {
                return CsvEvidence.of(edit).text();
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }

        @Override
        public List<String> commit() {
            file.replace(state, edit::writeTo);
            return edit.alignment().headerChanges();
        }

        @Override
        public void close() {
            lock.close();
        }
    }
}
