package org.kpirunner.engine.embedded.across;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;

/** Rows that were asked for first and are kept, and after them those that are still to be read; given once. */
final class HeldRows implements Fragment, Rows {
    private final List<@Nullable Object[]> first = new ArrayList<>();
    private final Memory.Hold hold;
    private final Rows rest;
    private final boolean isAll;
    private @Nullable Iterator<@Nullable Object[]> given;

    private HeldRows(Rows rows, int most, Memory.Hold hold) {
        this.hold = hold;
        this.rest = rows;
        @Nullable Object[] row = rows.next();
        for (; row != null && first.size() < most; row = rows.next()) {
            keep(row);
        }
        if (row != null) {
            keep(row);
        }
        this.isAll = row == null;
        if (isAll) {
            rows.close(); // its source may be asked for something else
        }
    }

    private void keep(@Nullable Object[] row) {
        hold.add(row);
        first.add(row);
    }

    /** Reads so many rows, and one more to know whether they are all. */
    static HeldRows of(Rows rows, int most, Memory memory) {
        Memory.Hold hold = memory.hold("the rows that another source is asked for");
        try {
            return new HeldRows(rows, most, hold);
        } catch (RuntimeException | Error e) {
            hold.close();
            rows.close();
            throw e;
        }
    }

    /** Whether none are left to be read. */
    boolean isAll() {
        return isAll;
    }

    List<@Nullable Object[]> first() {
        return first;
    }

    @Override
    public String catalog() {
        return "";
    }

    @Override
    public List<String> describe() {
        return List.of("the " + first.size() + " rows that were asked for first");
    }

    @Override
    public long estimate(Cancellation cancellation) {
        return first.size();
    }

    @Override
    public Rows open(Cancellation cancellation) {
        given = first.iterator();
        return this;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        return given != null && given.hasNext() ? given.next() : isAll ? null : rest.next();
    }

    @Override
    public void close() {
        hold.close();
        rest.close();
    }
}
