package org.kpirunner.sheet.google.server.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kpirunner.sheet.google.server.batch.Structure;
import org.kpirunner.sheet.google.server.book.A1;
import org.kpirunner.sheet.google.server.book.Area;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Dimension;
import org.kpirunner.sheet.google.server.book.Protection;
import org.kpirunner.sheet.google.server.book.Shift;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.formula.Evaluator;
import org.kpirunner.sheet.google.server.view.CellView.Render;
import org.kpirunner.sheet.google.server.wire.ApiError;
import org.kpirunner.sheet.google.server.wire.Json;

/** The calls below {@code /values}, on one state of a spreadsheet. */
public final class ValuesApi {
    private final Book book;
    private final Values values;
    private final boolean isPerson;

    public ValuesApi(Book book, Evaluator evaluator, int year, boolean isPerson) {
        this.book = book;
        this.values = new Values(book, evaluator, year);
        this.isPerson = isPerson;
    }

    public ObjectNode get(String range, Options options) {
        return values.read(A1.parse(book, range), options.isByColumn(), options.render());
    }

    public ObjectNode batchGet(List<String> ranges, Options options) {
        ObjectNode answer = Json.object().put("spreadsheetId", book.id());
        ArrayNode list = Json.array();
        ranges.forEach(range -> list.add(get(range, options)));
        if (!list.isEmpty()) {
            answer.set("valueRanges", list);
        }
        return answer;
    }

    /** Reads areas that data filters named, each with the filters that did. */
    public ObjectNode getMatched(List<Matched> matched, Options options) {
        ObjectNode answer = Json.object().put("spreadsheetId", book.id());
        if (!matched.isEmpty()) {
            ArrayNode list = answer.putArray("valueRanges");
            for (Matched match : matched) {
                ObjectNode entry = list.addObject();
                entry.set(
                        "valueRange",
                        values.read(
                                match.area()
                                        .within(book.tab(match.area().sheetId()).grid()),
                                options.isByColumn(),
                                options.render()));
                entry.set("dataFilters", match.filters());
            }
        }
        return answer;
    }

    public ObjectNode update(String range, JsonNode body, Options options) {
        A1.parse(book, range);
        return update(A1.find(book, range), A1.isOpenForWriting(range), body, options)
                .json(book);
    }

    public ObjectNode updateWithValues(String range, JsonNode body, Options options) {
        A1.parse(book, range);
        Values.Written written = update(A1.find(book, range), A1.isOpenForWriting(range), body, options);
        ObjectNode answer = written.json(book);
        return options.isEchoed() ? withData(answer, written, options) : answer;
    }

    private ObjectNode withData(ObjectNode answer, Values.Written written, Options options) {
        answer.set("updatedData", values.read(written.area(), options.isByColumn(), options.echo()));
        return answer;
    }

    private Values.Written update(Area area, boolean isOpen, JsonNode body, Options options) {
        boolean byColumn = body.path("majorDimension").asText().equals("COLUMNS");
        JsonNode lines = body.path("values");
        if (!isOpen) {
            values.checkFits(area, lines, byColumn);
        }
        if (!isPerson) {
            Protection.check(
                    book.tab(area.sheetId()),
                    area.within(book.tab(area.sheetId()).grid()));
        }
        return values.write(area, lines, byColumn, options.isTyped());
    }

    public ObjectNode batchUpdate(JsonNode data, Options options) {
        Totals totals = new Totals();
        for (int i = 0; i < data.size(); i++) {
            String range = data.get(i).path("range").asText();
            try {
                A1.parse(book, range);
                totals.add(update(A1.find(book, range), A1.isOpenForWriting(range), data.get(i), options));
            } catch (ApiError e) {
                throw e.in("data[" + i + "]");
            }
        }
        return totals.json();
    }

    /** Writes each entry to every area that its filter named. */
    public ObjectNode updateMatched(List<List<Area>> areas, JsonNode data, Options options) {
        Totals totals = new Totals();
        for (int i = 0; i < data.size(); i++) {
            for (Area area : areas.get(i)) {
                totals.add(update(area, false, data.get(i), options));
            }
        }
        return totals.json();
    }

    public ObjectNode append(String range, JsonNode body, Options options) {
        Area area = A1.parse(book, range);
        Tab tab = book.tab(area.sheetId());
        boolean byColumn = body.path("majorDimension").asText().equals("COLUMNS");
        Optional<Area> table = Append.table(tab, area);
        int row = table.map(Area::endRow).orElse(area.startRow());
        int column = table.map(Area::startColumn).orElse(area.startColumn());
        JsonNode lines = body.path("values");
        int height = byColumn ? widest(lines) : lines.size();
        if (options.isInserting() && row < tab.grid().rowCount()) {
            Structure.apply(book, tab, new Shift.Insert(Dimension.ROWS, row, height));
        }
        Area target = new Area(tab.id(), row, row + Math.max(1, height), column, Integer.MAX_VALUE);
        if (!isPerson) {
            Protection.check(tab, target);
        }
        Values.Written written = values.write(target, lines, byColumn, options.isTyped());
        ObjectNode answer = Json.object().put("spreadsheetId", book.id());
        table.ifPresent(found -> answer.put("tableRange", A1.show(book, found)));
        ObjectNode updates = written.json(book);
        answer.set("updates", options.isEchoed() ? withData(updates, written, options) : updates);
        return answer;
    }

    private static int widest(JsonNode lines) {
        int widest = 0;
        for (JsonNode line : lines) {
            widest = Math.max(widest, line.size());
        }
        return widest;
    }

    public ObjectNode clear(String range) {
        return Json.object().put("spreadsheetId", book.id()).put("clearedRange", cleared(A1.parse(book, range)));
    }

    public ObjectNode batchClear(List<Area> areas) {
        ObjectNode answer = Json.object().put("spreadsheetId", book.id());
        ArrayNode list = answer.putArray("clearedRanges");
        areas.forEach(area -> list.add(cleared(area)));
        return answer;
    }

    private String cleared(Area area) {
        Area within = area.within(book.tab(area.sheetId()).grid());
        if (!isPerson) {
            Protection.check(book.tab(area.sheetId()), within);
        }
        values.clear(within);
        return A1.show(book, within);
    }

    /** An area and the data filters that named it. */
    public record Matched(Area area, ArrayNode filters) {}

    /** The parameters of the calls; empty ones have the service's defaults. */
    public record Options(
            boolean isByColumn, Render render, boolean isTyped, boolean isInserting, boolean isEchoed, Render echo) {}

    /** Counts distinct rows, columns and tabs over several writes. */
    private final class Totals {
        private final Set<String> rows = new TreeSet<>();
        private final Set<String> columns = new TreeSet<>();
        private final Set<Integer> sheets = new TreeSet<>();
        private final ArrayNode responses = Json.array();
        private int cells;

        void add(Values.Written written) {
            int sheet = written.area().sheetId();
            written.rows().forEach(row -> rows.add(sheet + "/" + row));
            written.columns().forEach(column -> columns.add(sheet + "/" + column));
            sheets.add(sheet);
            cells += written.cells();
            responses.add(written.json(book));
        }

        ObjectNode json() {
            ObjectNode answer = Json.object().put("spreadsheetId", book.id());
            if (cells > 0) {
                answer.put("totalUpdatedRows", rows.size())
                        .put("totalUpdatedColumns", columns.size())
                        .put("totalUpdatedCells", cells)
                        .put("totalUpdatedSheets", sheets.size());
            }
            answer.set("responses", responses);
            return answer;
        }
    }
}
