package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import java.util.List;
import java.util.Objects;

/** One entry of developer metadata; ours have one of the keys below. */
record Mark(int id, String key, String value) {
    /** A column's tag. */
    static final String COLUMN = "k";
    /** A run's token, at the tab. */
    static final String RUN = "r";
    /** What a tab was called when we first wrote to it. */
    static final String TAB = "t";
    /** A row that is being put right. */
    static final String ROW = "w";

    static List<Mark> of(List<DeveloperMetadata> entries) {
        return entries.stream()
                .map(entry -> new Mark(
                        Objects.requireNonNullElse(entry.getMetadataId(), 0),
                        Objects.requireNonNullElse(entry.getMetadataKey(), ""),
                        Objects.requireNonNullElse(entry.getMetadataValue(), "")))
                .toList();
    }

    int length() {
        return key.length() + value.length();
    }
}
