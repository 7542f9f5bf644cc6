package org.kpirunner.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;

/** A sheet in memory whose writes can be made to fail before, during and after they are done. */
public final class MemorySheet implements Sheet {
    public final List<String> runs = new ArrayList<>();
    public final List<Integer> writes = new ArrayList<>();
    public Fault fault = Fault.NONE;
    public int room = Integer.MAX_VALUE;
    /** What there is to say of a run that landed. */
    public final Map<String, String> doubts = new HashMap<>();

    private final String address;

    public MemorySheet(String address) {
        this.address = address;
    }

    /** What goes wrong. */
    public enum Fault {
        NONE,
        UNREADABLE,
        LOST_BEFORE,
        LOST_AFTER,
        BUG_BEFORE,
        BUG_AFTER,
        FORGETFUL
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public Proof proof(String run, String evidence) {
        unreadable();
        if (fault == Fault.FORGETFUL) {
            return Proof.UNKNOWN;
        }
        return runs.contains(run) ? Proof.LANDED : Proof.NOT_LANDED;
    }

    @Override
    public List<Settled> settle(List<Attempt> attempts) {
        return attempts.stream()
                .map(Attempt::row)
                .map(row -> new Settled(proof(row.run(), ""), Optional.ofNullable(doubts.get(row.run()))))
                .toList();
    }

    @Override
    public Prepared prepare(List<Row> rows) {
        unreadable();
        if (runs.size() + rows.size() > room) {
            throw new KpiException(Reason.SHEET_LIMIT, "the sheet is full; use another tab");
        }
        return new Prepared() {
            @Override
            public Alignment alignment() {
                return new Alignment(List.of(), List.of(), List.of(), List.of(), List.of());
            }

            @Override
            public String evidence() {
                return "after " + runs.size();
            }

            @Override
            public List<String> commit() {
                if (fault == Fault.LOST_BEFORE) {
                    throw new KpiException(Reason.SHEET_UNWRITABLE, "the connection broke");
                }
                if (fault == Fault.BUG_BEFORE) {
                    throw new IllegalStateException("a bug before the write");
                }
                rows.forEach(row -> runs.add(row.run()));
                writes.add(rows.size());
                if (fault == Fault.LOST_AFTER || fault == Fault.FORGETFUL) {
                    throw new KpiException(Reason.SHEET_UNWRITABLE, "the connection broke");
                }
                if (fault == Fault.BUG_AFTER) {
                    throw new IllegalStateException("a bug after the write");
                }
                return List.of();
            }

            @Override
            public Map<String, String> doubts() {
                return doubts;
            }

            @Override
            public void close() {}
        };
    }

    private void unreadable() {
        if (fault == Fault.UNREADABLE) {
            throw new KpiException(Reason.SHEET_UNREADABLE, "the sheet cannot be read");
        }
    }
}
