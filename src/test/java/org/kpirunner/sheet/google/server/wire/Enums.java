package org.kpirunner.sheet.google.server.wire;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of the enumerations that requests use, by the name of the field that holds one. */
public final class Enums {
    private static final Enumeration DIMENSION = new Enumeration("Dimension", Set.of("ROWS", "COLUMNS"));
    private static final Enumeration VALUE_RENDER =
            new Enumeration("ValueRenderOption", Set.of("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"));
    private static final Enumeration DATE_TIME_RENDER =
            new Enumeration("DateTimeRenderOption", Set.of("SERIAL_NUMBER", "FORMATTED_STRING"));
    private static final Map<String, Enumeration> BY_FIELD = Map.ofEntries(
            Map.entry("dimension", DIMENSION),
            Map.entry("majorDimension", DIMENSION),
            Map.entry("valueInputOption", new Enumeration("ValueInputOption", Set.of("RAW", "USER_ENTERED"))),
            Map.entry(
                    "insertDataOption",
                    new Enumeration("AppendValuesRequest.InsertDataOption", Set.of("OVERWRITE", "INSERT_ROWS"))),
            Map.entry("valueRenderOption", VALUE_RENDER),
            Map.entry("responseValueRenderOption", VALUE_RENDER),
            Map.entry("dateTimeRenderOption", DATE_TIME_RENDER),
            Map.entry("responseDateTimeRenderOption", DATE_TIME_RENDER),
            Map.entry(
                    "visibility",
                    new Enumeration("DeveloperMetadata.DeveloperMetadataVisibility", Set.of("DOCUMENT", "PROJECT"))),
            Map.entry(
                    "locationMatchingStrategy",
                    new Enumeration(
                            "DeveloperMetadataLookup.DeveloperMetadataLocationMatchingStrategy",
                            Set.of("EXACT_LOCATION", "INTERSECTING_LOCATION"))),
            Map.entry(
                    "mergeType",
                    new Enumeration("MergeCellsRequest.MergeType", Set.of("MERGE_ALL", "MERGE_COLUMNS", "MERGE_ROWS"))),
            Map.entry(
                    "pasteType",
                    new Enumeration(
                            "PasteType",
                            Set.of(
                                    "PASTE_NORMAL",
                                    "PASTE_VALUES",
                                    "PASTE_FORMAT",
                                    "PASTE_NO_BORDERS",
                                    "PASTE_FORMULA",
                                    "PASTE_DATA_VALIDATION",
                                    "PASTE_CONDITIONAL_FORMATTING"))),
            Map.entry("sortOrder", new Enumeration("SortOrder", Set.of("ASCENDING", "DESCENDING"))),
            Map.entry("sheetType", new Enumeration("SheetType", Set.of("GRID", "OBJECT", "DATA_SOURCE"))));

    private Enums() {}

    /** The enumeration of a field; the name is in camel case. */
    public static Optional<Enumeration> of(String field) {
        return Optional.ofNullable(BY_FIELD.get(field));
    }

    /** An enumeration's name in messages, and its values without the unspecified one. */
    public record Enumeration(String name, Set<String> values) {
        /** The unspecified value ends so, whatever its prefix. */
        public boolean has(String value) {
            return values.contains(value) || value.endsWith("_UNSPECIFIED");
        }

        public String wrong(String path, String value) {
            return "Invalid value at '" + path + "' (type.googleapis.com/google.apps.sheets.v4." + name + "), \""
                    + value + "\"";
        }
    }
}
