package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.Sheets;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetRequest;
import com.google.api.services.sheets.v4.model.BatchUpdateSpreadsheetResponse;
import com.google.api.services.sheets.v4.model.BatchUpdateValuesByDataFilterRequest;
import com.google.api.services.sheets.v4.model.DataFilter;
import com.google.api.services.sheets.v4.model.DataFilterValueRange;
import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.DeveloperMetadataLookup;
import com.google.api.services.sheets.v4.model.GetSpreadsheetByDataFilterRequest;
import com.google.api.services.sheets.v4.model.MatchedDeveloperMetadata;
import com.google.api.services.sheets.v4.model.Request;
import com.google.api.services.sheets.v4.model.SearchDeveloperMetadataRequest;
import com.google.api.services.sheets.v4.model.Sheet;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.sheet.google.access.CallFailure;
import org.kpirunner.sheet.google.access.Patience;

/** The calls of the service that we use, each sent once, on one spreadsheet. */
final class Api {
    private final Sheets client;
    private final String spreadsheetId;
    private final Patience patience;

    Api(Sheets client, String spreadsheetId, Patience patience) {
        this.client = client;
        this.spreadsheetId = spreadsheetId;
        this.patience = patience;
    }

    Patience patience() {
        return patience;
    }

    /** A tab in quotes, so that no title is taken for a range; the cells as in {@code 1:3}. */
    static String range(String title, String cells) {
        return "'" + title.replace("'", "''") + "'!" + cells;
    }

    /** The tab's first rows and all that is attached to it; empty where there is no tab of this title. */
    Optional<TabState> tab(String title) throws CallFailure {
        try {
            List<Sheet> sheets = get(List.of(range(title, StateReading.ROWS)), StateReading.FIELDS);
            return sheets.stream().findFirst().map(StateReading::tab);
        } catch (CallFailure failure) {
            if (failure.status() == 400 && failure.said().startsWith("Unable to parse range")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** All tabs, without their cells. */
    List<Sheet> tabs() throws CallFailure {
        return get(List.of(), StateReading.FIELDS_OF_TABS);
    }

    List<Sheet> get(List<String> ranges, String fields) throws CallFailure {
        patience.beforeRead();
        return sent(() -> StateReading.list(client.spreadsheets()
                .get(spreadsheetId)
                .setRanges(ranges)
                .setFields(fields)
                .execute()
                .getSheets()));
    }

    /**
     * Does all of it or nothing.
     *
     * @param shown the range whose state afterwards is wanted; empty for none
     */
    Optional<TabState> write(List<Request> requests, Optional<String> shown) throws CallFailure {
        BatchUpdateSpreadsheetRequest body = new BatchUpdateSpreadsheetRequest().setRequests(requests);
        shown.ifPresent(range -> body.setIncludeSpreadsheetInResponse(true).setResponseRanges(List.of(range)));
        String fields = shown.isPresent() ? StateReading.FIELDS_AFTER_WRITE : "spreadsheetId";
        patience.beforeWrite();
        BatchUpdateSpreadsheetResponse answer = sent(() -> client.spreadsheets()
                .batchUpdate(spreadsheetId, body)
                .setFields(fields)
                .execute());
        return Optional.ofNullable(answer.getUpdatedSpreadsheet())
                .flatMap(after -> StateReading.list(after.getSheets()).stream().findFirst())
                .map(StateReading::tab);
    }

    /** What has one of these metadata ids, anywhere in the spreadsheet. */
    List<Mark> withIds(Collection<Integer> ids) throws CallFailure {
        return Mark.of(entries(ids));
    }

    /** The same as the service has it, with where it is. */
    List<DeveloperMetadata> entries(Collection<Integer> ids) throws CallFailure {
        SearchDeveloperMetadataRequest body = new SearchDeveloperMetadataRequest()
                .setDataFilters(ids.stream().map(Api::filter).toList());
        patience.beforeRead();
        return sent(() -> StateReading.list(client.spreadsheets()
                        .developerMetadata()
                        .search(spreadsheetId, body)
                        .execute()
                        .getMatchedDeveloperMetadata())
                .stream()
                .map(MatchedDeveloperMetadata::getDeveloperMetadata)
                .toList());
    }

    /** The rows and columns with these metadata ids, wherever they are now. */
    List<Sheet> marked(Collection<Integer> ids, String fields) throws CallFailure {
        GetSpreadsheetByDataFilterRequest body = new GetSpreadsheetByDataFilterRequest()
                .setDataFilters(ids.stream().map(Api::filter).toList());
        patience.beforeRead();
        return sent(() -> StateReading.list(client.spreadsheets()
                .getByDataFilter(spreadsheetId, body)
                .setFields(fields)
                .execute()
                .getSheets()));
    }

    /**
     * Writes into the row with a mark, wherever it is by then, as long as the mark has the same value; nulls leave a
     * cell, an empty text clears it.
     */
    void writeRow(Mark mark, List<Object> values) throws CallFailure {
        writeLines(List.of(line(filter(mark), "ROWS", values)));
    }

    /** Writes into the first cells of the columns with these marks, wherever they are by then. */
    void writeHeaders(Map<Mark, String> headers) throws CallFailure {
        writeLines(headers.entrySet().stream()
                .map(header -> line(filter(header.getKey().id()), "COLUMNS", List.of(header.getValue())))
                .toList());
    }

    private static DataFilterValueRange line(DataFilter filter, String dimension, List<Object> values) {
        return new DataFilterValueRange()
                .setDataFilter(filter)
                .setMajorDimension(dimension)
                .setValues(List.of(values));
    }

    private void writeLines(List<DataFilterValueRange> lines) throws CallFailure {
        BatchUpdateValuesByDataFilterRequest body = new BatchUpdateValuesByDataFilterRequest()
                .setValueInputOption("RAW")
                .setData(lines);
        patience.beforeWrite();
        sent(() -> client.spreadsheets()
                .values()
                .batchUpdateByDataFilter(spreadsheetId, body)
                .setFields("spreadsheetId")
                .execute());
    }

    /** Only as long as the entry has the same value. */
    static DataFilter filter(Mark mark) {
        DataFilter filter = filter(mark.id());
        filter.getDeveloperMetadataLookup().setMetadataValue(mark.value());
        return filter;
    }

    static DataFilter filter(int metadataId) {
        return new DataFilter().setDeveloperMetadataLookup(new DeveloperMetadataLookup().setMetadataId(metadataId));
    }

    private static <T> T sent(Sending<T> call) throws CallFailure {
        try {
            return call.send();
        } catch (IOException failure) {
            throw CallFailure.of(failure);
        }
    }

    private interface Sending<T> {
        T send() throws IOException;
    }
}
