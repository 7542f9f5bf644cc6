package org.kpirunner.sheet.google;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.google.TabState.Box;
import org.kpirunner.sheet.google.access.Explanation;

/** Whether a write fits: protected ranges, the room for metadata and cells; and how long the cells last. */
final class Room {
    static final long CELLS = 10_000_000;
    /** In smaller tabs the service judges alone: to ask for the size of the others takes a call more. */
    private static final long LARGE = CELLS / 10;

    private static final int METADATA = 30_000;
    private static final int METADATA_WARNING = 24_000;
    private static final int DAYS_WARNING = 60;
    private static final double MINUTES_A_DAY = 1440;
    private static final int SHORTEST_LOOK = 30;

    private final SheetAddress address;
    private final Explanation explanation;
    private final TabState state;

    Room(SheetAddress address, Explanation explanation, TabState state) {
        this.address = address;
        this.explanation = explanation;
        this.state = state;
    }

    /** Refuses early what the service would refuse, where the reason can be named better. */
    void check(Alignment alignment, List<RunToken> tokens, List<RunToken> served) {
        checkGuards(alignment);
        int needed = tokens.stream().mapToInt(Room::length).sum()
                - served.stream().mapToInt(Room::length).sum()
                + alignment.tagChanges().size() * (Mark.COLUMN.length() + 14);
        if (state.metadataLength() + needed > METADATA) {
            throw new KpiException(
                    Reason.SHEET_LIMIT,
                    address + ": the tab has no room for the marks of more runs: "
                            + state.tokens().size()
                            + " marks of runs that this ledger does not know fill it, and each is"
                            + " kept for 30 days; let every run of this sheet use the same --state folder, and keep it");
        }
    }

    private static int length(RunToken token) {
        return Mark.RUN.length() + token.value().length();
    }

    private void checkGuards(Alignment alignment) {
        int last = alignment.placements().stream()
                .mapToInt(Placement::column)
                .max()
                .orElse(0);
        Box rows = new Box(Math.max(2, state.rowCount() - 1), Integer.MAX_VALUE, 0, last + 1);
        Optional<Box> closed = state.guards().stream()
                .filter(guard -> guard.keepsFrom(rows))
                .map(TabState.Guard::box)
                .findFirst();
        if (closed.isPresent()) {
            Box box = closed.get();
            boolean isWhole = box.startColumn() == 0 && box.endColumn() > Math.min(last, state.columnCount() - 1);
            String what = isWhole
                    ? "the tab"
                    : "column " + Header.letters(box.startColumn()) + ", within the row that is appended,";
            throw explanation.guarded(what);
        }
        for (Placement placement : alignment.placements()) {
            int column = placement.column();
            Box header = new Box(0, 2, column, column + 1);
            boolean writes = placement.writesHeader() || placement.writesLastValue();
            if (writes && state.guards().stream().anyMatch(guard -> guard.keepsFrom(header))) {
                throw explanation.guarded("the header of column " + Header.letters(column));
            }
        }
    }

    /**
     * Refuses what the spreadsheet certainly has no room for. A row that may go into blank ones below is none of that,
     * as only the service knows how many there are; and one that has more cells already may have more still.
     *
     * @param others the cells of all other tabs
     */
    void checkCells(Alignment alignment, LongSupplier others) {
        long before = cells(state);
        long after = cellsAfter(alignment);
        if (after == before || after < LARGE) {
            return;
        }
        long elsewhere = others.getAsLong();
        if (elsewhere + after > CELLS && elsewhere + before <= CELLS) {
            throw explanation.full(elsewhere + after, CELLS);
        }
    }

    /**
     * How many cells the tab has at least after a write: rows go into blank ones below as long as there can be any, and
     * what is known of the rows above are the first three.
     */
    private long cellsAfter(Alignment alignment) {
        int rows = alignment.lines().size();
        int created = Write.created(alignment).size();
        if (state.isMissing()) {
            return (long) (Write.HEADER_ROWS + rows + Write.SPARE_ROWS) * Math.max(1, created);
        }
        boolean hasSecond =
                state.columns().stream().anyMatch(column -> !column.second().isBlank());
        boolean hasThird = state.columns().stream().anyMatch(TabState.ColumnState::hasData);
        int used = hasThird ? Write.HEADER_ROWS + 1 : hasSecond ? Write.HEADER_ROWS : Math.min(1, state.width());
        int columns = created == 0 ? state.columnCount() : created + Math.max(state.columnCount(), state.width() + 1);
        return (long) Math.max(state.rowCount(), used + rows) * columns;
    }

    /** What people should know in time. */
    List<String> warnings(Instant now) {
        List<String> warnings = new ArrayList<>();
        if (state.metadataLength() > METADATA_WARNING) {
            warnings.add("the marks of runs that this ledger does not know take " + state.metadataLength() + " of the "
                    + METADATA + " characters that the tab has for them; let every run use the same --state folder");
        }
        days(cells(state), state, now)
                .filter(days -> days < DAYS_WARNING)
                .ifPresent(days -> warnings.add("at the pace of the last runs the tab alone may reach the limit of "
                        + CELLS + " cells in " + days
                        + " days: delete rows or columns that nobody needs, or begin a new spreadsheet"));
        return warnings;
    }

    /**
     * How long the cells last for certain at the pace of the runs that are marked; empty with fewer than two of them. A
     * row costs as many cells as the tab is wide, blank columns included, once the blank rows below are used up.
     *
     * @param used cells, blank ones included
     */
    private static Optional<Long> days(long used, TabState tab, Instant now) {
        double rowsLeft = Math.max(0, CELLS - used) / (double) Math.max(1, tab.columnCount());
        return rowsPerDay(tab.tokens(), now).map(rows -> Math.round(rowsLeft / rows));
    }

    private static long cells(TabState tab) {
        return (long) tab.rowCount() * tab.columnCount();
    }

    /** What the whole spreadsheet has room for, in a sentence. */
    static String outlook(long cells, TabState tab, Instant now) {
        String used = "the spreadsheet uses " + cells + " of " + CELLS + " cells";
        return days(cells, tab, now)
                .map(days -> used + ", which lasts for at least " + days + " days at the pace of the last runs")
                .orElse(used);
    }

    /** From the minutes in which rows were written; those that had waited came together and count once. */
    static Optional<Double> rowsPerDay(List<RunToken> tokens, Instant now) {
        long[] minutes =
                tokens.stream().mapToLong(RunToken::minute).sorted().distinct().toArray();
        if (minutes.length < 2 || RunToken.minute(now) - minutes[0] < SHORTEST_LOOK) {
            return Optional.empty();
        }
        return Optional.of((minutes.length - 1) * MINUTES_A_DAY / (RunToken.minute(now) - minutes[0]));
    }
}
