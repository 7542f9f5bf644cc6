package org.kpirunner.sheet.google.server.formula;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kpirunner.sheet.google.server.book.A1;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Grid;
import org.kpirunner.sheet.google.server.book.Locales;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.wire.ApiError;

/** Computes what cells show, for one state of a spreadsheet and one moment. */
public final class Evaluator {
    private final Book book;
    private final double now;
    private final Set<Place> underWay = new HashSet<>();

    /** @param now the moment as days since the end of 1899 */
    public Evaluator(Book book, double now) {
        this.book = book;
        this.now = now;
    }

    public Book book() {
        return book;
    }

    double now() {
        return now;
    }

    /** What a cell holds after its formula, if it has one, is computed. */
    public Content effective(Tab tab, int row, int column) {
        Cell cell = tab.grid().at(row, column);
        if (!(cell.content() instanceof Content.Formula formula)) {
            return cell.content();
        }
        Place place = new Place(tab.id(), row, column);
        if (!underWay.add(place)) {
            return new Content.Failure("REF", "Circular dependency detected.");
        }
        try {
            Content content = value(Parser.parse(formula.text(), Locales.decimal(book.locale())), tab)
                    .single();
            return content.equals(Content.BLANK) ? new Content.Numeric(0) : content;
        } catch (Lexer.Broken e) {
            return new Content.Failure("ERROR", "Formula parse error.");
        } catch (Failed e) {
            return e.failure();
        } finally {
            underWay.remove(place);
        }
    }

    Table value(Node node, Tab tab) {
        if (node instanceof Node.Literal literal) {
            return Table.of(literal.content());
        }
        if (node instanceof Node.Reference reference) {
            return reference(reference.text(), tab);
        }
        if (node instanceof Node.Call call) {
            return Functions.call(call.name(), call.arguments(), this, tab);
        }
        if (node instanceof Node.Binary binary) {
            return Operators.apply(binary.operator(), value(binary.left(), tab), value(binary.right(), tab));
        }
        if (node instanceof Node.Negation negation) {
            return value(negation.operand(), tab).each(content -> new Content.Numeric(-Operators.number(content)));
        }
        if (node instanceof Node.Percent percent) {
            return value(percent.operand(), tab).each(content -> new Content.Numeric(Operators.number(content) / 100));
        }
        return Table.of(Content.BLANK);
    }

    private Table reference(String text, Tab tab) {
        Area area;
        try {
            String absolute = text.replace("$", "");
            boolean isElsewhere = text.indexOf('!') >= 0;
            area = A1.find(book, isElsewhere ? absolute : "'" + tab.title().replace("'", "''") + "'!" + absolute);
        } catch (ApiError e) {
            boolean isName = text.matches("[A-Za-z_][\\w.]*");
            throw new Failed(
                    isName
                            ? new Content.Failure(
                                    "NAME", "Unknown range name: '" + text.toUpperCase(java.util.Locale.ROOT) + "'.")
                            : new Content.Failure("REF", "Unresolved sheet name '" + text + "'."));
        }
        return table(book.tab(area.sheetId()), area);
    }

    private Table table(Tab tab, Area area) {
        Grid grid = tab.grid();
        Area within = area.within(grid);
        if (within.rows() <= 0 || within.columns() <= 0) {
            throw new Failed(new Content.Failure("REF", "Range does not exist."));
        }
        int lastRow = Math.max(within.startRow() + 1, Math.min(within.endRow(), grid.height()));
        List<List<Content>> rows = new ArrayList<>();
        for (int row = within.startRow(); row < lastRow; row++) {
            List<Content> line = new ArrayList<>(within.columns());
            for (int column = within.startColumn(); column < within.endColumn(); column++) {
                line.add(effective(tab, row, column));
            }
            rows.add(line);
        }
        return new Table(rows);
    }

    private record Place(int sheetId, int row, int column) {}

    /** A computation that ends in an error value. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Content.Failure failure;

        Failed(Content.Failure failure) {
            super(failure.message(), null, false, false);
            this.failure = failure;
        }

        Content.Failure failure() {
            return failure;
        }
    }
}
