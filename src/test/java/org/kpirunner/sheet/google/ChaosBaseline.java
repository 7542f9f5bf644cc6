package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.Sheets;
import com.google.api.services.sheets.v4.model.ValueRange;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kpirunner.sheet.google.access.Patience;
import org.kpirunner.sheet.google.cell.Cells;
import org.kpirunner.table.Value;

/**
 * What scripts do: read the header, create what is missing, and add the row with values.append, or below the last row
 * that was read; a call that fails is sent again some times.
 */
final class ChaosBaseline implements ChaosClient {
    private static final int TRIES = 5;
    private static final String TAB = "'kpis'";

    private final Sheets sheets;
    private final String spreadsheetId;
    private final boolean isAppending;
    private final Patience patience;

    ChaosBaseline(Sheets sheets, String spreadsheetId, boolean isAppending, Patience patience) {
        this.sheets = sheets;
        this.spreadsheetId = spreadsheetId;
        this.isAppending = isAppending;
        this.patience = patience;
    }

    @Override
    public void run(ChaosRun run) {
        try {
            List<Object> header = header(run);
            List<Object> row = row(run, header);
            if (isAppending) {
                insistently(() -> values().append(spreadsheetId, TAB, new ValueRange().setValues(List.of(row)))
                        .setValueInputOption("RAW")
                        .execute());
            } else {
                int next = insistently(() -> values().get(spreadsheetId, TAB + "!A:A")
                                        .execute())
                                .getValues()
                                .size()
                        + 1;
                update(TAB + "!A" + next, row);
            }
        } catch (IOException givenUp) {
            // The next run has a row of its own; this one is gone.
        }
    }

    private List<Object> header(ChaosRun run) throws IOException {
        ValueRange read =
                insistently(() -> values().get(spreadsheetId, TAB + "!1:1").execute());
        List<Object> header = new ArrayList<>(
                read.getValues() == null ? List.of() : read.getValues().get(0));
        int known = header.size();
        if (header.isEmpty()) {
            header.add("Date time");
        }
        for (ChaosRun.Answer answer : run.answers()) {
            if (!header.contains(answer.name())) {
                header.add(answer.name());
            }
        }
        if (header.size() > known) {
            update(TAB + "!A1", header);
        }
        return header;
    }

    private static List<Object> row(ChaosRun run, List<Object> header) {
        List<Object> row = new ArrayList<>(Collections.nCopies(header.size(), ""));
        int dateTime = header.indexOf("Date time");
        if (dateTime >= 0) {
            row.set(dateTime, Cells.serial(LocalDateTime.ofInstant(run.asOf(), ZoneOffset.UTC)));
        }
        for (ChaosRun.Answer answer : run.answers()) {
            answer.value().ifPresent(value -> row.set(header.indexOf(answer.name()), plain(value)));
        }
        return row;
    }

    private static Object plain(Value value) {
        return value instanceof Value.Exact exact ? (Object) exact.number() : ((Value.Text) value).text();
    }

    private void update(String range, List<Object> row) throws IOException {
        insistently(() -> values().update(spreadsheetId, range, new ValueRange().setValues(List.of(row)))
                .setValueInputOption("RAW")
                .execute());
    }

    private Sheets.Spreadsheets.Values values() {
        return sheets.spreadsheets().values();
    }

    private <T> T insistently(Call<T> call) throws IOException {
        Optional<IOException> last = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            try {
                return call.send();
            } catch (IOException failure) {
                last = Optional.of(failure);
                patience.afterFailure(i);
            }
        }
        throw last.orElseThrow();
    }

    @Override
    public boolean drain() {
        return true;
    }

    private interface Call<T> {
        T send() throws IOException;
    }
}
