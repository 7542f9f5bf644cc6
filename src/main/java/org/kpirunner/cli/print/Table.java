package org.kpirunner.cli.print;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.kpirunner.cli.print.Terminal.Style;

/**
 * Aligned columns that fit a width: the widest make room first, and what is cut ends with {@code …}. What is short and
 * what is a number is never cut.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final int LEAST = 6;
    private static final int SHORT = 16;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.]*(E[-+]?[0-9]+)?( ms| s)?");

    private final Terminal terminal;
    private final List<Column> columns;
    private final List<Line> lines = new ArrayList<>();

    public Table(Terminal terminal, List<Column> columns) {
        this.terminal = terminal;
        this.columns = List.copyOf(columns);
    }

    /** A heading, and whether the cells below are values: of these, numbers stand to the right. */
    public record Column(String heading, boolean hasNumbers) {}

    private sealed interface Line {
        record Cells(List<String> texts, List<Style> styles) implements Line {}

        record Remark(String text, List<Style> styles) implements Line {}
    }

    /** A row of cells, all in the same styles. */
    public void row(List<String> cells, Style... styles) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns.size() + " columns");
        }
        lines.add(new Line.Cells(cells.stream().map(Texts::onOneLine).toList(), List.of(styles)));
    }

    /** A sentence below the row before, over the whole width. */
    public void remark(String text, Style... styles) {
        lines.add(new Line.Remark(Texts.onOneLine(text), List.of(styles)));
    }

    public void print() {
        int[] widths = widths();
        line(columns.stream().map(Column::heading).toList(), List.of(Style.BOLD), widths);
        for (Line line : lines) {
            if (line instanceof Line.Cells cells) {
                line(cells.texts(), cells.styles(), widths);
            } else if (line instanceof Line.Remark remark) {
                for (String part : Texts.wrapped(remark.text(), Math.max(LEAST, terminal.width() - 4))) {
                    terminal.out().println(styled("    " + part, remark.styles()));
                }
            }
        }
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        int[] least = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Texts.width(columns.get(i).heading());
            least[i] = Math.min(widths[i], LEAST);
            for (Line line : lines) {
                if (line instanceof Line.Cells cells) {
                    String text = cells.texts().get(i);
                    widths[i] = Math.max(widths[i], Texts.width(text));
                    boolean isWhole = text.length() <= SHORT || isNumber(i, text);
                    least[i] = Math.max(least[i], isWhole ? Texts.width(text) : LEAST);
                }
            }
        }
        int excess = total(widths) - terminal.width();
        while (excess > 0) {
            int widest = widestThatGives(widths, least);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    private boolean isNumber(int column, String text) {
        return columns.get(column).hasNumbers() && NUMBER.matcher(text).matches();
    }

    private static int total(int[] widths) {
        int total = -GAP.length();
        for (int width : widths) {
            total += width + GAP.length();
        }
        return total;
    }

    private static int widestThatGives(int[] widths, int[] least) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] > least[i] && (widest < 0 || weight(widths, i) > weight(widths, widest))) {
                widest = i;
            }
        }
        return widest;
    }

    // The first column names the line, so the others make room for it.
    private static int weight(int[] widths, int column) {
        return column == 0 ? widths[column] / 2 : widths[column];
    }

    private void line(List<String> texts, List<Style> styles, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = Texts.fitted(texts.get(i), widths[i]);
            line.append(i == 0 ? "" : GAP).append(Texts.padded(text, widths[i], isNumber(i, text)));
        }
        terminal.out().println(styled(line.toString().stripTrailing(), styles));
    }

    private String styled(String text, List<Style> styles) {
        String styled = text;
        for (Style style : styles) {
            styled = terminal.styled(style, styled);
        }
        return styled;
    }
}
