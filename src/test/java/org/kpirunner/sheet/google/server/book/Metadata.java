package org.kpirunner.sheet.google.server.book;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.kpirunner.sheet.google.server.wire.Json;

/** A developer metadata entry. */
public record Metadata(int id, String key, String value, String visibility, Spot spot) {
    public Metadata at(Spot newSpot) {
        return new Metadata(id, key, value, visibility, newSpot);
    }

    /** What counts against the room for metadata. */
    public int length() {
        return key.length() + value.length();
    }

    public ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("metadataId", id).put("metadataKey", key);
        if (!value.isEmpty()) {
            json.put("metadataValue", value);
        }
        json.set("location", spot.json());
        return json.put("visibility", visibility);
    }

    /** What a metadata entry belongs to. */
    public sealed interface Spot {
        ObjectNode json();

        /** The type as a lookup names it. */
        String type();

        /** The whole spreadsheet. */
        record Everywhere() implements Spot {
            @Override
            public ObjectNode json() {
                return Json.object().put("locationType", type()).put("spreadsheet", true);
            }

            @Override
            public String type() {
                return "SPREADSHEET";
            }
        }

        /** A tab. */
        record OfTab(int sheetId) implements Spot {
            @Override
            public ObjectNode json() {
                return Json.object().put("locationType", type()).put("sheetId", sheetId);
            }

            @Override
            public String type() {
                return "SHEET";
            }
        }

        /** One row or column. */
        record OfLine(int sheetId, Dimension dimension, int index) implements Spot {
            @Override
            public ObjectNode json() {
                ObjectNode json = Json.object().put("locationType", type());
                ObjectNode range = json.putObject("dimensionRange");
                if (sheetId != 0) {
                    range.put("sheetId", sheetId);
                }
                range.put("dimension", dimension.name())
                        .put("startIndex", index)
                        .put("endIndex", index + 1);
                return json;
            }

            @Override
            public String type() {
                return dimension == Dimension.ROWS ? "ROW" : "COLUMN";
            }
        }
    }
}
