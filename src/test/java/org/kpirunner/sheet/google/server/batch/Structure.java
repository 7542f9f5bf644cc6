package org.kpirunner.sheet.google.server.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Locales;
import org.kpirunner.sheet.google.server.book.Metadata;
import org.kpirunner.sheet.google.server.book.Metadata.Spot;
import org.kpirunner.sheet.google.server.book.Shift;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.formula.References;

/** Inserts, deletes and moves rows and columns, and lets everything follow them: formulas, names, metadata, ranges. */
public final class Structure {
    private Structure() {}

    public static void apply(Book book, Tab tab, Shift shift) {
        rewriteFormulas(book, tab, shift);
        change(tab.grid(), shift);
        tab.follow(shift);
        follow(book, tab, shift);
    }

    private static void change(Grid grid, Shift shift) {
        Dimension dimension = shift.dimension();
        if (shift instanceof Shift.Insert insert) {
            grid.insert(dimension, insert.at(), insert.count());
        } else if (shift instanceof Shift.Delete delete) {
            grid.delete(dimension, delete.at(), delete.count());
        } else if (shift instanceof Shift.Move move) {
            grid.move(dimension, move.at(), move.count(), move.destination());
        }
    }

    private static void follow(Book book, Tab tab, Shift shift) {
        List<Book.NamedRange> names = new ArrayList<>();
        for (Book.NamedRange name : book.names()) {
            if (name.area().sheetId() != tab.id()) {
                names.add(name);
            } else {
                name.area()
                        .shifted(shift)
                        .ifPresent(area -> names.add(new Book.NamedRange(name.id(), name.name(), area)));
            }
        }
        book.names().clear();
        book.names().addAll(names);
        book.metadata()
                .entrySet()
                .removeIf(entry ->
                        place(entry.getValue(), tab, shift).filter(at -> at < 0).isPresent());
        book.metadata()
                .replaceAll((id, entry) -> place(entry, tab, shift)
                        .map(at -> entry.at(new Spot.OfLine(tab.id(), shift.dimension(), at)))
                        .orElse(entry));
    }

    /** Where the row or column of a metadata entry ends up, where it has one that the shift concerns. */
    private static Optional<Integer> place(Metadata entry, Tab tab, Shift shift) {
        boolean isConcerned = entry.spot() instanceof Spot.OfLine line
                && line.sheetId() == tab.id()
                && line.dimension() == shift.dimension();
        return isConcerned ? Optional.of(shift.index(((Spot.OfLine) entry.spot()).index())) : Optional.empty();
    }

    private static void rewriteFormulas(Book book, Tab changed, Shift shift) {
        char decimal = Locales.decimal(book.locale());
        for (Tab home : book.tabs()) {
            for (int row = 0; row < home.grid().height(); row++) {
                for (int column = 0; column < home.grid().width(row); column++) {
                    Cell cell = home.grid().at(row, column);
                    if (cell.content() instanceof Content.Formula formula) {
                        String rewritten = References.shifted(formula.text(), book, home, changed, shift, decimal);
                        home.grid().set(row, column, cell.with(new Content.Formula(rewritten)));
                    }
                }
            }
        }
    }

    /** Lets formulas follow a tab that got another title. */
    static void rename(Book book, Tab tab, String title) {
        char decimal = Locales.decimal(book.locale());
        for (Tab home : book.tabs()) {
            for (int row = 0; row < home.grid().height(); row++) {
                for (int column = 0; column < home.grid().width(row); column++) {
                    Cell cell = home.grid().at(row, column);
                    if (cell.content() instanceof Content.Formula formula) {
                        String renamed = References.renamed(formula.text(), tab.title(), title, decimal);
                        home.grid().set(row, column, cell.with(new Content.Formula(renamed)));
                    }
                }
            }
        }
        tab.rename(title);
    }
}
