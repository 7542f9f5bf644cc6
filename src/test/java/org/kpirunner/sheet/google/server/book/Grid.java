package org.kpirunner.sheet.google.server.book;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The cells of a tab; rows are shared between copies and replaced, never changed. */
public final class Grid {
    private static final Cell[] NO_CELLS = new Cell[0];

    private final List<Cell[]> rows;
    private int rowCount;
    private int columnCount;

    public Grid(int rowCount, int columnCount) {
        this(new ArrayList<>(), rowCount, columnCount);
    }

    private Grid(List<Cell[]> rows, int rowCount, int columnCount) {
        this.rows = rows;
        this.rowCount = rowCount;
        this.columnCount = columnCount;
    }

    public Grid copy() {
        return new Grid(new ArrayList<>(rows), rowCount, columnCount);
    }

    public int rowCount() {
        return rowCount;
    }

    public int columnCount() {
        return columnCount;
    }

    public int count(Dimension dimension) {
        return dimension == Dimension.ROWS ? rowCount : columnCount;
    }

    public Cell at(int row, int column) {
        if (row >= rows.size()) {
            return Cell.EMPTY;
        }
        Cell[] cells = rows.get(row);
        return column < cells.length ? cells[column] : Cell.EMPTY;
    }

    public void set(int row, int column, Cell cell) {
        if (row >= rowCount || column >= columnCount) {
            throw new IllegalStateException("outside of the grid: " + row + ", " + column);
        }
        if (cell.isEmpty() && at(row, column).isEmpty()) {
            return;
        }
        while (rows.size() <= row) {
            rows.add(NO_CELLS);
        }
        Cell[] old = rows.get(row);
        Cell[] cells = Arrays.copyOf(old, Math.max(old.length, column + 1));
        Arrays.fill(cells, old.length, cells.length, Cell.EMPTY);
        cells[column] = cell;
        rows.set(row, cells);
    }

    /** Cuts or extends the grid at its end. */
    public void resize(int newRowCount, int newColumnCount) {
        while (rows.size() > newRowCount) {
            rows.remove(rows.size() - 1);
        }
        if (newColumnCount < columnCount) {
            rows.replaceAll(cells -> cells.length <= newColumnCount ? cells : Arrays.copyOf(cells, newColumnCount));
        }
        rowCount = newRowCount;
        columnCount = newColumnCount;
    }

    public void insert(Dimension dimension, int at, int count) {
        if (dimension == Dimension.ROWS) {
            if (at < rows.size()) {
                rows.addAll(at, java.util.Collections.nCopies(count, NO_CELLS));
            }
            rowCount += count;
            return;
        }
        columnCount += count;
        rows.replaceAll(cells -> {
            if (cells.length <= at) {
                return cells;
            }
            Cell[] wider = new Cell[cells.length + count];
            System.arraycopy(cells, 0, wider, 0, at);
            Arrays.fill(wider, at, at + count, Cell.EMPTY);
            System.arraycopy(cells, at, wider, at + count, cells.length - at);
            return wider;
        });
    }

    public void delete(Dimension dimension, int at, int count) {
        if (dimension == Dimension.ROWS) {
            if (at < rows.size()) {
                rows.subList(at, Math.min(at + count, rows.size())).clear();
            }
            rowCount -= count;
            return;
        }
        columnCount -= count;
        rows.replaceAll(cells -> {
            if (cells.length <= at) {
                return cells;
            }
            int tail = Math.max(0, cells.length - at - count);
            Cell[] narrower = Arrays.copyOf(cells, at + tail);
            System.arraycopy(cells, cells.length - tail, narrower, at, tail);
            return narrower;
        });
    }

    /** Moves {@code count} rows or columns; the destination is counted before they are taken out. */
    public void move(Dimension dimension, int at, int count, int destination) {
        List<List<Cell>> taken = new ArrayList<>();
        for (int i = at; i < at + count; i++) {
            taken.add(line(dimension, i));
        }
        delete(dimension, at, count);
        int target = destination > at ? destination - count : destination;
        insert(dimension, target, count);
        for (int i = 0; i < count; i++) {
            setLine(dimension, target + i, taken.get(i));
        }
    }

    /** One row or column, without the empty cells at its end. */
    public List<Cell> line(Dimension dimension, int index) {
        List<Cell> line = new ArrayList<>();
        int length = dimension == Dimension.ROWS ? width(index) : rows.size();
        for (int i = 0; i < length; i++) {
            line.add(dimension == Dimension.ROWS ? at(index, i) : at(i, index));
        }
        return line;
    }

    private void setLine(Dimension dimension, int index, List<Cell> line) {
        for (int i = 0; i < line.size(); i++) {
            if (dimension == Dimension.ROWS) {
                set(index, i, line.get(i));
            } else {
                set(i, index, line.get(i));
            }
        }
    }

    /** How many cells of a row may hold something. */
    public int width(int row) {
        return row < rows.size() ? rows.get(row).length : 0;
    }

    /** How many rows may hold something. */
    public int height() {
        return rows.size();
    }

    /** One more than the index of the last row with a cell that is wanted; 0 where there is none. */
    public int end(Predicate<Cell> isWanted) {
        for (int row = rows.size(); row > 0; row--) {
            for (Cell cell : rows.get(row - 1)) {
                if (isWanted.test(cell)) {
                    return row;
                }
            }
        }
        return 0;
    }
}
