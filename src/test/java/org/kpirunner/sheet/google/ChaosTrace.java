package org.kpirunner.sheet.google;

import java.util.Optional;
import java.util.function.Supplier;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Metadata;
import org.kpirunner.sheet.google.server.book.Tab;

/** Prints what happens in a simulation, the columns and one run's row, where {@code -Dchaos.trace=RUN} asks for it. */
final class ChaosTrace {
    private static final int NOTHING = Integer.MIN_VALUE;

    private final int wanted = Integer.getInteger("chaos.trace", NOTHING);
    private final Supplier<Book> book;

    ChaosTrace(Supplier<Book> book) {
        this.book = book;
    }

    void line(String what) {
        if (wanted != NOTHING) {
            StringBuilder line = new StringBuilder(what);
            Book now = book.get();
            ChaosPeople.tab(now).ifPresent(tab -> {
                columns(now, tab, line);
                rows(tab, line);
            });
            System.out.println(line);
        }
    }

    private static void columns(Book book, Tab tab, StringBuilder line) {
        for (int column = 0; column < ChaosPeople.width(tab); column++) {
            line.append(" | ").append(ChaosPeople.header(tab, column));
            for (Metadata mark : book.metadata().values()) {
                boolean isHere = mark.spot() instanceof Metadata.Spot.OfLine spot
                        && spot.sheetId() == tab.id()
                        && spot.dimension() == Dimension.COLUMNS
                        && spot.index() == column;
                if (isHere) {
                    line.append(" <").append(mark.value(), 0, 4).append('>');
                }
            }
        }
    }

    private void rows(Tab tab, StringBuilder line) {
        for (int row = 0; row < tab.grid().height(); row++) {
            StringBuilder cells = new StringBuilder();
            boolean isWanted = false;
            for (int column = 0; column < tab.grid().width(row); column++) {
                Cell cell = tab.grid().at(row, column);
                String text = ChaosVerdict.text(cell.content());
                Optional<ChaosRun.Origin> origin = ChaosRun.origin(text);
                isWanted |= origin.filter(value -> value.run() == wanted).isPresent();
                cells.append(cell.isBlank() ? "" : text.isEmpty() ? cell.content() : text)
                        .append(cell.more().path("note").asText())
                        .append(" | ");
            }
            if (isWanted) {
                line.append("\n    row ").append(row + 1).append(": ").append(cells);
            }
        }
    }
}
