package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Fingerprint;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetFile;
import org.kpirunner.sheet.SheetLock;

/** A tab of a workbook that rows are appended to; parts of the workbook that are not its own stay byte for byte. */
public final class XlsxSheet implements Sheet {
    private final SheetFile file;
    private final String tab;
    private final String address;
    private final boolean repair;
    private final Duration patience;

    /**
     * Assigns its parts.
     *
     * @param repair whether formulas and header rows that an older script left are put right
     * @param patience how long to wait for another writer
     */
    public XlsxSheet(Path path, String tab, boolean repair, Duration patience) {
        this.file = new SheetFile(path);
        this.tab = tab;
        this.address = "xlsx:" + path.toAbsolutePath().normalize() + "#" + tab;
        this.repair = repair;
        this.patience = patience;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Proof proof(String run, String evidence) {
        XlsxEvidence known = XlsxEvidence.parse(evidence);
        try {
            if (file.state().isEmpty()) {
                return known.before().equals(Fingerprint.NONE) ? Proof.NOT_LANDED : Proof.UNKNOWN;
            }
            try (Parts parts = Parts.open(file.path())) {
                return known.proof(run, Fingerprint.of(file.path()), new RunMarks(parts, tab).runs());
            }
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    @Override
    public Alignment plan(List<Row> rows) {
        try (XlsxPlan plan = XlsxPlan.of(source(), tab, rows, repair)) {
            return plan.alignment();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private Optional<Path> source() {
        return file.state().map(exists -> file.path());
    }

    @Override
    public Prepared prepare(List<Row> rows) {
        SheetLock lock = SheetLock.of(file, patience);
        try {
            Optional<SheetFile.State> state = file.state();
            return new PreparedXlsx(lock, state, XlsxPlan.of(source(), tab, rows, repair));
        } catch (IOException e) {
            lock.close();
            throw file.unreadable(e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private final class PreparedXlsx implements Prepared {
        private final SheetLock lock;
        private final Optional<SheetFile.State> state;
        private final XlsxPlan plan;

        private PreparedXlsx(SheetLock lock, Optional<SheetFile.State> state, XlsxPlan plan) {
            this.lock = lock;
            this.state = state;
            this.plan = plan;
        }

        @Override
        public Alignment alignment() {
            return plan.alignment();
        }

        @Override
        public String evidence() {
            try {
                Fingerprint before = state.isPresent() ? Fingerprint.of(file.path()) : Fingerprint.NONE;
                return XlsxEvidence.of(before, new RunMarks(plan.parts(), tab).runs())
                        .text();
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }

        @Override
        public List<String> commit() {
            try {
                XlsxWrite.apply(plan, tab);
            } catch (IOException e) {
                throw file.unreadable(e);
            }
            file.replace(state, plan.parts()::writeTo);
            return plan.alignment().headerChanges();
        }

        @Override
        public void close() {
            try (lock) {
                plan.close();
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }
    }
}
