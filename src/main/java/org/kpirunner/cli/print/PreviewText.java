package org.kpirunner.cli.print;

import java.util.List;
import org.kpirunner.cli.print.Terminal.Style;
import org.kpirunner.run.SheetPreview;

/** What a run would change in a sheet, for people: what stays as it is is dim, what is new is green. */
public final class PreviewText {
    private static final List<Table.Column> COLUMNS = List.of(
            new Table.Column("Column", false), new Table.Column("Header", false), new Table.Column("Change", false));

    private PreviewText() {}

    public static void print(SheetPreview preview, Terminal terminal) {
        terminal.out().println(terminal.styled(Style.BOLD, preview.address()));
        Table table = new Table(terminal, COLUMNS);
        for (SheetPreview.Column column : preview.columns()) {
            table.row(List.of(column.letters(), column.header(), change(column)), style(column));
        }
        table.print();
        preview.warnings().forEach(warning -> terminal.out().println("warning: " + warning));
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
