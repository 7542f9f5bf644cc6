package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.sheet.google.server.wire.Json;

/**
 * One cell, never changed in place.
 *
 * @param content what was entered
 * @param more the other fields of CellData that a user can set: userEnteredFormat, note, dataValidation
 */
public record Cell(Content content, ObjectNode more) {
    private static final ObjectNode NOTHING = Json.object();

    public static final Cell EMPTY = new Cell(Content.BLANK, NOTHING);

    public Cell {
        more = more.isEmpty() ? NOTHING : more;
    }

    public boolean isEmpty() {
        return content.equals(Content.BLANK) && more.isEmpty();
    }

    public boolean isBlank() {
        return content.equals(Content.BLANK);
    }

    public Cell with(Content entered) {
        return new Cell(entered, more);
    }

    /** The CellData fields that were set by a user. */
    public ObjectNode entered() {
        ObjectNode data = Json.object();
        if (!isBlank()) {
            data.set("userEnteredValue", Content.json(content));
        }
        data.setAll(more);
        return data;
    }

    /** The reverse of {@link #entered}. */
    public static Cell of(ObjectNode entered) {
        ObjectNode more = entered.deepCopy();
        more.remove("userEnteredValue");
        Content content = entered.has("userEnteredValue") ? Content.of(entered.get("userEnteredValue")) : Content.BLANK;
        return content.equals(Content.BLANK) && more.isEmpty() ? EMPTY : new Cell(content, more);
    }
}
