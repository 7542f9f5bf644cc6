package org.kpirunner.sheet.google.server.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.sheet.google.server.book.Book;
import org.kpirunner.sheet.google.server.book.Cell;
import org.kpirunner.sheet.google.server.book.Content;
import org.kpirunner.sheet.google.server.book.NumberText;
import org.kpirunner.sheet.google.server.book.Tab;
import org.kpirunner.sheet.google.server.formula.Evaluator;
import org.kpirunner.sheet.google.server.wire.Json;

/** Cells as the service answers them: as CellData, and as plain values. */
public final class CellView {
    private final Book book;
    private final Evaluator evaluator;

    public CellView(Book book, Evaluator evaluator) {
        this.book = book;
        this.evaluator = evaluator;
    }

    /** The CellData of a cell; an empty one has no fields. */
    ObjectNode data(Tab tab, int row, int column) {
        Cell cell = tab.grid().at(row, column);
        ObjectNode data = cell.entered();
        if (cell.isEmpty()) {
            return data;
        }
        Content effective = evaluator.effective(tab, row, column);
        if (!cell.isBlank()) {
            data.set("effectiveValue", Content.json(effective));
            data.put("formattedValue", shown(cell, effective));
        }
        if (!cell.isBlank() || data.has("userEnteredFormat")) {
            data.set("effectiveFormat", effectiveFormat(cell, effective));
        }
        return data;
    }

    /** The value of a cell as values.get answers it; an empty text for an empty cell. */
    public JsonNode value(Tab tab, int row, int column, Render render) {
        Cell cell = tab.grid().at(row, column);
        if (cell.isBlank()) {
            return Json.object().textNode("");
        }
        if (render.isFormula() && cell.content() instanceof Content.Formula formula) {
            return Json.object().textNode(formula.text());
        }
        Content effective = evaluator.effective(tab, row, column);
        boolean isDate = render.isDateShown() && isDate(cell);
        if (render.isFormatted() || isDate || effective instanceof Content.Failure) {
            return Json.object().textNode(shown(cell, effective));
        }
        if (effective instanceof Content.Numeric number) {
            return Json.number(number.number());
        }
        return effective instanceof Content.Flag flag
                ? Json.object().booleanNode(flag.isTrue())
                : Json.object().textNode(((Content.Text) effective).text());
    }

    private String shown(Cell cell, Content effective) {
        return NumberText.formatted(effective, numberFormat(cell), book.locale());
    }

    private static JsonNode numberFormat(Cell cell) {
        return cell.more().path("userEnteredFormat").path("numberFormat");
    }

    private static boolean isDate(Cell cell) {
        return switch (numberFormat(cell).path("type").asText()) {
            case "DATE", "TIME", "DATE_TIME" -> true;
            default -> false;
        };
    }

    private ObjectNode effectiveFormat(Cell cell, Content effective) {
        ObjectNode format = (ObjectNode) book.properties().path("defaultFormat").deepCopy();
        ((ObjectNode) format.get("textFormat")).put("fontFamily", "Arial");
        if (!cell.isBlank()) {
            format.put("horizontalAlignment", alignment(effective));
        }
        format.put("hyperlinkDisplayType", "PLAIN_TEXT");
        merge(format, cell.more().path("userEnteredFormat"));
        return format;
    }

    private static String alignment(Content content) {
        if (content instanceof Content.Numeric) {
            return "RIGHT";
        }
        return content instanceof Content.Text ? "LEFT" : "CENTER";
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(entry -> {
            boolean isDeep = entry.getValue().isObject()
                    && into.path(entry.getKey()).isObject()
                    && !entry.getKey().toLowerCase(java.util.Locale.ROOT).contains("color");
            if (isDeep) {
                merge((ObjectNode) into.get(entry.getKey()), entry.getValue());
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** How values are to be shown. */
    public record Render(String value, String dateTime) {
        public static final Render FORMATTED = new Render("FORMATTED_VALUE", "SERIAL_NUMBER");

        boolean isFormatted() {
            return value.equals("FORMATTED_VALUE");
        }

        boolean isFormula() {
            return value.equals("FORMULA");
        }

        boolean isDateShown() {
            return value.equals("UNFORMATTED_VALUE") && dateTime.equals("FORMATTED_STRING");
        }
    }
}
