package org.kpirunner.sheet.google.server.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kpirunner.sheet.google.server.Unrecorded;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Metadata;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.book.Typed;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;

/** Requests that move, copy, order or replace what cells hold. */
final class MoveRequests {
    private static final int YEAR = 2026;

    private final Batch batch;
    private final Unrecorded unrecorded;

    MoveRequests(Batch batch, Unrecorded unrecorded) {
        this.batch = batch;
        this.unrecorded = unrecorded;
    }

    void copy(JsonNode request) {
        Area source = batch.area(request.path("source"));
        Area destination = batch.area(request.path("destination"));
        boolean isTransposed = request.path("pasteOrientation").asText().equals("TRANSPOSE");
        List<List<Cell>> cells = cells(source, isTransposed);
        int rows = Math.max(1, destination.rows() / cells.size()) * cells.size();
        int columns = Math.max(1, destination.columns() / cells.get(0).size())
                * cells.get(0).size();
        paste(cells, destination, rows, columns, request.path("pasteType").asText("PASTE_NORMAL"));
    }

    void cut(JsonNode request) {
        Area source = batch.area(request.path("source"));
        JsonNode at = request.path("destination");
        Area destination = new Area(
                at.path("sheetId").asInt(0),
                at.path("rowIndex").asInt(0),
                at.path("rowIndex").asInt(0) + source.rows(),
                at.path("columnIndex").asInt(0),
                at.path("columnIndex").asInt(0) + source.columns());
        List<List<Cell>> cells = cells(source, false);
        Tab from = batch.book().tab(source.sheetId());
        batch.checkEditable(from, source);
        String type = request.path("pasteType").asText("PASTE_NORMAL");
        for (int row = source.startRow(); row < source.endRow(); row++) {
            for (int column = source.startColumn(); column < source.endColumn(); column++) {
                boolean isFormat = type.equals("PASTE_FORMAT");
                Cell cell = from.grid().at(row, column);
                from.grid().set(row, column, isFormat ? new Cell(cell.content(), Json.object()) : Cell.EMPTY);
            }
        }
        paste(cells, destination, source.rows(), source.columns(), type);
    }

    private List<List<Cell>> cells(Area area, boolean isTransposed) {
        Tab tab = batch.book().tab(area.sheetId());
        List<List<Cell>> cells = new ArrayList<>();
        for (int i = 0; i < (isTransposed ? area.columns() : area.rows()); i++) {
            List<Cell> line = new ArrayList<>();
            for (int j = 0; j < (isTransposed ? area.rows() : area.columns()); j++) {
                line.add(tab.grid()
                        .at(area.startRow() + (isTransposed ? j : i), area.startColumn() + (isTransposed ? i : j)));
            }
            cells.add(line);
        }
        return cells;
    }

    private void paste(List<List<Cell>> cells, Area destination, int rows, int columns, String type) {
        Tab tab = batch.book().tab(destination.sheetId());
        Area target = new Area(
                destination.sheetId(),
                destination.startRow(),
                destination.startRow() + rows,
                destination.startColumn(),
                destination.startColumn() + columns);
        if (!Area.whole(tab).covers(target)) {
            throw ApiError.invalid("The paste area is beyond the grid of sheet " + tab.id() + ".");
        }
        batch.checkEditable(tab, target);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int row = target.startRow() + i;
                int column = target.startColumn() + j;
                Cell cell = cells.get(i % cells.size()).get(j % cells.get(0).size());
                tab.grid().set(row, column, pasted(tab.grid().at(row, column), cell, type));
            }
        }
    }

    private static Cell pasted(Cell old, Cell cell, String type) {
        return switch (type) {
            case "PASTE_VALUES", "PASTE_FORMULA" -> old.with(cell.content());
            case "PASTE_FORMAT" -> {
                ObjectNode more = old.more().deepCopy();
                more.remove("userEnteredFormat");
                more.setAll(cell.more().deepCopy().retain("userEnteredFormat"));
                yield new Cell(old.content(), more);
            }
            default -> cell;
        };
    }

    /** Numbers before text before booleans, blanks last in any order; text in any case. */
    void sort(JsonNode request) {
        Area area = batch.area(request.path("range"));
        Tab tab = batch.book().tab(area.sheetId());
        batch.checkEditable(tab, area);
        List<List<Cell>> rows = cells(area, false);
        List<Comparator<List<Cell>>> orders = new ArrayList<>();
        for (JsonNode spec : request.path("sortSpecs")) {
            int column = spec.path("dimensionIndex").asInt(0) - area.startColumn();
            boolean isDescending = spec.path("sortOrder").asText().equals("DESCENDING");
            orders.add((one, other) -> compare(one.get(column), other.get(column), isDescending));
        }
        List<List<Cell>> before = List.copyOf(rows);
        orders.stream().reduce(Comparator::thenComparing).ifPresent(rows::sort);
        if (!unrecorded.isMarkLeftBySort()) {
            moveMarks(area, before, rows);
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < area.columns(); j++) {
                tab.grid()
                        .set(
                                area.startRow() + i,
                                area.startColumn() + j,
                                rows.get(i).get(j));
            }
        }
    }

    private void moveMarks(Area area, List<List<Cell>> before, List<List<Cell>> after) {
        IdentityHashMap<List<Cell>, Integer> places = new IdentityHashMap<>();
        for (int i = 0; i < after.size(); i++) {
            places.put(after.get(i), area.startRow() + i);
        }
        for (Metadata entry : List.copyOf(batch.book().metadata().values())) {
            boolean isMoved = entry.spot() instanceof Metadata.Spot.OfLine line
                    && line.sheetId() == area.sheetId()
                    && line.dimension() == Dimension.ROWS
                    && line.index() >= area.startRow()
                    && line.index() < area.endRow();
            if (isMoved) {
                Metadata.Spot.OfLine line = (Metadata.Spot.OfLine) entry.spot();
                int place = places.get(before.get(line.index() - area.startRow()));
                batch.book()
                        .metadata()
                        .put(entry.id(), entry.at(new Metadata.Spot.OfLine(line.sheetId(), Dimension.ROWS, place)));
            }
        }
    }

    private static int compare(Cell one, Cell other, boolean isDescending) {
        if (one.isBlank() || other.isBlank()) {
            return Boolean.compare(one.isBlank(), other.isBlank());
        }
        int order = Integer.compare(rank(one.content()), rank(other.content()));
        if (order == 0) {
            order = one.content() instanceof Content.Numeric number
                    ? Double.compare(number.number(), ((Content.Numeric) other.content()).number())
                    : text(one.content()).compareToIgnoreCase(text(other.content()));
        }
        return isDescending ? -order : order;
    }

    private static int rank(Content content) {
        return content instanceof Content.Numeric ? 0 : content instanceof Content.Flag ? 2 : 1;
    }

    private static String text(Content content) {
        return content instanceof Content.Text text ? text.text() : content.toString();
    }

    /** Plain text and regular expressions, in the whole spreadsheet, a tab or a range; not inside formulas. */
    ObjectNode replace(JsonNode request) {
        boolean isRegex = request.path("searchByRegex").asBoolean(false);
        boolean isWhole = request.path("matchEntireCell").asBoolean(false);
        String find = request.path("find").asText();
        String expression = isRegex ? find : Pattern.quote(find);
        int flags = request.path("matchCase").asBoolean(false) ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        Pattern pattern = Pattern.compile(isWhole ? "^(?:" + expression + ")$" : expression, flags);
        String replacement = request.path("replacement").asText("");
        int occurrences = 0;
        int values = 0;
        for (Area area : searched(request)) {
            Tab tab = batch.book().tab(area.sheetId());
            for (int row = area.startRow(); row < area.endRow(); row++) {
                for (int column = area.startColumn(); column < area.endColumn(); column++) {
                    Cell cell = tab.grid().at(row, column);
                    Matcher matcher = pattern.matcher(cell.content() instanceof Content.Text text ? text.text() : "");
                    int found = cell.isBlank() ? 0 : (int) matcher.results().count();
                    if (found > 0) {
                        batch.checkEditable(tab, new Area(tab.id(), row, row + 1, column, column + 1));
                        occurrences += found;
                        values++;
                        tab.grid()
                                .set(
                                        row,
                                        column,
                                        cell.with(replaced(matcher.replaceAll(
                                                isRegex ? replacement : Matcher.quoteReplacement(replacement)))));
                    }
                }
            }
        }
        ObjectNode reply = Json.object();
        if (occurrences > 0) {
            reply.put("valuesChanged", values)
                    .put("rowsChanged", values)
                    .put("sheetsChanged", 1)
                    .put("occurrencesChanged", occurrences);
        }
        return reply;
    }

    private Content replaced(String text) {
        return unrecorded.isReplacementTyped()
                ? Typed.of(text, batch.book().locale(), YEAR).content()
                : new Content.Text(text);
    }

    private List<Area> searched(JsonNode request) {
        if (request.has("range")) {
            return List.of(batch.area(request.get("range")));
        }
        return batch.book().tabs().stream()
                .filter(tab -> !request.has("sheetId") || request.get("sheetId").asInt() == tab.id())
                .map(Area::whole)
                .toList();
    }
}
