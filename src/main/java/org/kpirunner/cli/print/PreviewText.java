package org.kpirunner.cli.print;

import java.util.List;
import org.kpirunner.cli.print.Terminal.Style;
import org.kpirunner.run.SheetPreview;

/** What a run would change in a sheet, for people: what stays as it is is dim, what is new is green. */
public final class PreviewText {
    private static final Table.Column COLUMN = new Table.Column("Column", false);
    private static final Table.Column HEADER = new Table.Column("Header", false);
    private static final Table.Column VALUE = new Table.Column("Value", true);
    private static final Table.Column CHANGE = new Table.Column("Change", false);

    private PreviewText() {}

    public static void print(SheetPreview preview, Terminal terminal) {
        terminal.out().println(terminal.styled(Style.BOLD, preview.address()));
        Table table = new Table(
                terminal,
                preview.hasValues() ? List.of(COLUMN, HEADER, VALUE, CHANGE) : List.of(COLUMN, HEADER, CHANGE));
        for (SheetPreview.Column column : preview.columns()) {
            List<String> cells = cells(column, preview.hasValues());
            if (preview.hasValues() && column.change() == SheetPreview.Change.NONE) {
                table.row(cells);
            } else {
                table.row(cells, style(column));
            }
            column.note().ifPresent(note -> table.remark("left blank, with a note: " + note, Style.RED));
        }
        table.print();
        preview.warnings().forEach(warning -> terminal.out().println("warning: " + warning));
    }

    private static List<String> cells(SheetPreview.Column column, boolean hasValues) {
        return hasValues
                ? List.of(column.letters(), column.header(), column.value(), change(column))
                : List.of(column.letters(), column.header(), change(column));
    }

    private static String change(SheetPreview.Column column) {
        return switch (column.change()) {
            case NONE -> "";
            case CREATED -> "new";
            case RENAMED -> "renamed, was \"" + column.before() + "\"";
            case ADOPTED -> "taken over by its name";
            case RENAMED_BY_PEOPLE -> "of \"" + column.name() + "\", renamed in the sheet and left so";
        };
    }

    private static Style style(SheetPreview.Column column) {
        return switch (column.change()) {
            case NONE -> Style.DIM;
            case CREATED -> Style.GREEN;
            case RENAMED, ADOPTED, RENAMED_BY_PEOPLE -> Style.YELLOW;
        };
    }
}
