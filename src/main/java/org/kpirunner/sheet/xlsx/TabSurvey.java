package org.kpirunner.sheet.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Limits;

/** What one pass over a tab finds: its first two rows, and of the others only where they end and how they look. */
final class TabSurvey {
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final int COLUMNS = Limits.XLSX.columns();
    private static final int RECENT = 3;

    private final Map<Integer, Map<Integer, Cell>> rows = new TreeMap<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<String> tableIds = new ArrayList<>();
    private final int[] lastRows = new int[COLUMNS];
    private final int[][] recentStyles = new int[COLUMNS][];
    private final int[] columnStyles = new int[COLUMNS];
    private Optional<String> drawingId = Optional.empty();
    private int width;

    /** A cell with its text as it is shown, or the number of its shared text until that is known. */
    record Cell(int style, String type, String text, Optional<String> formula) {
        boolean isBlank() {
            return text.isEmpty() && formula.isEmpty();
        }
    }

    /** A cell below the first two rows that has the text of our first column there. */
    record Label(int row, int column, String text) {}

    /**
     * Reads a tab.
     *
     * @param fullRows rows of which all cells are wanted; always the first two
     */
    static TabSurvey of(Parts parts, String part, SharedStrings strings, Set<Integer> fullRows) throws IOException {
        TabSurvey survey = new TabSurvey();
        Map<Integer, String> ours = strings.find((number, text) -> isLabel(text));
        try (XmlScanner tokens = new XmlScanner(parts.open(part))) {
            survey.read(tokens, ours, fullRows);
            if (!tokens.namespace().equals(MAIN)) {
                throw new IOException("this tab is no table");
            }
        }
        survey.resolve(strings);
        return survey;
    }

    /** What a tab gives that is not there yet. */
    static TabSurvey empty() {
        return new TabSurvey();
    }

    private static boolean isLabel(String text) {
        String normal = Header.normal(text);
        return normal.equals(Appender.DATE_TIME) || normal.equals(Appender.LAST_VALUE);
    }

    private void read(XmlScanner tokens, Map<Integer, String> ours, Set<Integer> fullRows) throws IOException {
        int row = 0;
        int column = -1;
        while (tokens.next()) {
            if (tokens.isStart("c")) {
                column = column(tokens, column);
                readCell(tokens, row, column, ours, row <= 2 || fullRows.contains(row));
            } else if (tokens.isStart("row")) {
                row = tokens.number("r", row + 1);
                column = -1;
            } else if (tokens.isStart("col")) {
                readColumnStyle(tokens);
            } else if (tokens.isStart("legacyDrawing")) {
                drawingId = Optional.ofNullable(tokens.relationshipId());
            } else if (tokens.isStart("tablePart")) {
                tableIds.add(Objects.requireNonNullElse(tokens.relationshipId(), ""));
            }
        }
    }

    /** The place of a cell: as it says, else behind the one before. */
    static int column(XmlScanner tokens, int before) throws IOException {
        String reference = tokens.attribute("r");
        int column = before + 1;
        if (reference != null) {
            int letters = 0;
            while (letters < reference.length() && Character.isLetter(reference.charAt(letters))) {
                letters++;
            }
            column = Header.index(reference.substring(0, letters));
        }
        if (column < 0 || column >= COLUMNS) {
            throw new IOException("it has a cell outside of a sheet, " + reference);
        }
        return column;
    }

    private void readColumnStyle(XmlScanner tokens) throws IOException {
        int style = tokens.number("style", 0);
        int first = Math.max(1, tokens.number("min", 1));
        int last = Math.min(COLUMNS, tokens.number("max", first));
        if (first <= last) {
            Arrays.fill(columnStyles, first - 1, last, style);
        }
    }

    private void readCell(XmlScanner tokens, int row, int column, Map<Integer, String> ours, boolean isWanted)
            throws IOException {
        int style = tokens.number("s", 0);
        String type = Objects.requireNonNullElse(tokens.attribute("t"), "n");
        boolean isEmpty = tokens.kind() == XmlScanner.Kind.EMPTY;
        String text = "";
        Optional<String> formula = Optional.empty();
        while (!isEmpty && tokens.next() && !tokens.isEnd("c")) {
            if (tokens.isStart("f")) {
                formula = Optional.of(content(tokens, "f"));
            } else if (tokens.isStart("v")) {
                text = content(tokens, "v");
            } else if (tokens.isStart("is") && tokens.kind() == XmlScanner.Kind.START) {
                // Some programs leave the old text in a cell to which they give another type.
                String inline = SharedStrings.text(tokens, "is");
                text = type.equals("inlineStr") ? inline : text;
            }
        }
        Cell cell = new Cell(style, type, text, formula);
        if (isWanted) {
            rows.computeIfAbsent(row, any -> new TreeMap<>()).put(column, cell);
        }
        if (!cell.isBlank()) {
            width = Math.max(width, column + 1);
            lastRows[column] = row;
            noteStyle(row, column, style);
            noteLabel(row, column, type, text, ours);
        }
    }

    private static String content(XmlScanner tokens, String element) throws IOException {
        String content = "";
        boolean isEmpty = tokens.kind() == XmlScanner.Kind.EMPTY;
        while (!isEmpty && tokens.next() && !tokens.isEnd(element)) {
            content = content.isEmpty() ? tokens.text() : content + tokens.text();
        }
        return content;
    }

    private void noteStyle(int row, int column, int style) {
        if (row > 2) {
            int[] recent = recentStyles[column];
            if (recent == null) {
                recent = new int[RECENT];
                Arrays.fill(recent, style);
                recentStyles[column] = recent;
            }
            recent[row % RECENT] = style;
        }
    }

    private void noteLabel(int row, int column, String type, String text, Map<Integer, String> ours)
            throws IOException {
        if (row <= 2) {
            return;
        }
        if (type.equals("s")) {
            String shared = ours.isEmpty() ? null : ours.get(XmlScanner.number(text));
            if (shared != null) {
                labels.add(new Label(row, column, Header.normal(shared)));
            }
        } else if ((type.equals("inlineStr") || type.equals("str")) && isLabel(text)) {
            labels.add(new Label(row, column, Header.normal(text)));
        }
    }

    private void resolve(SharedStrings strings) throws IOException {
        Set<Integer> wanted = new HashSet<>();
        for (Map<Integer, Cell> row : rows.values()) {
            for (Cell cell : row.values()) {
                if (cell.type().equals("s") && !cell.text().isEmpty()) {
                    wanted.add(XmlScanner.number(cell.text()));
                }
            }
        }
        Map<Integer, String> texts =
                wanted.isEmpty() ? Map.of() : strings.find((number, text) -> wanted.contains(number));
        for (Map<Integer, Cell> row : rows.values()) {
            for (Map.Entry<Integer, Cell> entry : row.entrySet()) {
                Cell cell = entry.getValue();
                if (cell.type().equals("s") && !cell.text().isEmpty()) {
                    String text = texts.getOrDefault(XmlScanner.number(cell.text()), "");
                    entry.setValue(new Cell(cell.style(), "s", text, cell.formula()));
                }
            }
        }
    }

    /** The cells of one of the wanted rows, by column. */
    Map<Integer, Cell> row(int row) {
        return rows.getOrDefault(row, Map.of());
    }

    List<Label> labels() {
        return labels;
    }

    List<String> tableIds() {
        return tableIds;
    }

    /** The relationship to the shapes of notes; empty where the tab has none. */
    Optional<String> drawingId() {
        return drawingId;
    }

    /** How many columns are in use. */
    int width() {
        return width;
    }

    /** The last row in which a column holds something; 0 where none does. */
    int lastRow(int column) {
        return lastRows[column];
    }

    /** How a new cell of a column looks: as its last ones do if they agree, else as the column does. */
    int style(int column) {
        int[] recent = recentStyles[column];
        boolean agree = recent != null && Arrays.stream(recent).allMatch(style -> style == recent[0]);
        return agree ? recent[0] : columnStyles[column];
    }

    /** How a new cell of one of the first two rows looks: as the nearest one to its left. */
    int headStyle(int row, int column) {
        return row(row).entrySet().stream()
                .filter(cell -> cell.getKey() < column && !cell.getValue().isBlank())
                .reduce((left, nearer) -> nearer)
                .map(cell -> cell.getValue().style())
                .orElse(columnStyles[column]);
    }
}
