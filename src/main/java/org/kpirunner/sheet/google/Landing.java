package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.DeveloperMetadata;
import com.google.api.services.sheets.v4.model.DeveloperMetadataLocation;
import com.google.api.services.sheets.v4.model.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.sheet.Alignment;
import org.kpirunner.sheet.Alignment.Placement;
import org.kpirunner.sheet.Alignment.TagChange;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Header;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.google.access.CallFailure;
import org.kpirunner.sheet.google.access.Explanation;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;

/** Rows on their way into a tab: decided from one reading, and decided anew where people or other runners were faster. */
final class Landing implements Sheet.Prepared {
    private static final int REFUSALS = 5;

    private final Tools tools;
    private final List<Row> rows;
    private final Map<String, String> doubts = new LinkedHashMap<>();
    private TabState state;
    private Alignment alignment;

    private Landing(Tools tools, TabState state, List<Row> rows, Alignment alignment) {
        this.tools = tools;
        this.state = state;
        this.rows = List.copyOf(rows);
        this.alignment = alignment;
    }

    /** What every step needs. */
    record Tools(
            SheetAddress address,
            Api api,
            Appender appender,
            Pruning pruning,
            Explanation explanation,
            Insistence insistence,
            TabReading reading) {}

    static Landing of(Tools tools, TabState state, List<Row> rows) {
        Alignment alignment = tools.appender().align(state.header(), rows);
        Landing landing = new Landing(tools, state, rows, alignment);
        landing.check();
        return landing;
    }

    private void check() {
        boolean isHeaderGone = alignment.placements().stream()
                .filter(Placement::isDateTime)
                .flatMap(placement -> state.column(placement.column()).stream())
                .anyMatch(column -> column.tag().isPresent() && column.header().isNumber());
        if (isHeaderGone) {
            throw new KpiException(
                    Reason.SHEET_UNREADABLE,
                    tools.address()
                            + ": row 1 no longer holds the names of the columns: it was sorted together with the"
                            + " rows; undo that, or move the row with the names back to the top");
        }
        Room room = new Room(tools.address(), tools.explanation(), state);
        room.check(alignment, tokens(rows, 0), served());
        room.checkCells(alignment, this::cellsOfOtherTabs);
    }

    private long cellsOfOtherTabs() {
        return tools.insistence().on(() -> tools.api().tabs(), Doing.READING).stream()
                .filter(tab -> StateReading.number(tab.getProperties().getSheetId()) != state.id())
                .mapToLong(StateReading::cells)
                .sum();
    }

    @Override
    public Alignment alignment() {
        boolean isRenamed = !state.title().equalsIgnoreCase(tools.address().tab());
        return isRenamed
                ? alignment.warning(List.of("the tab \"" + tools.address().tab() + "\" is called \"" + state.title()
                        + "\" now, and its rows go there; to begin a new one, add a tab with the old title"))
                : alignment;
    }

    /** When the write was begun: a token that is not there proves nothing after a month. */
    @Override
    public String evidence() {
        return Long.toString(RunToken.minute(tools.api().patience().now()));
    }

    @Override
    public Map<String, String> doubts() {
        return doubts;
    }

    @Override
    public void close() {
        // Other writers are kept out by the tokens, not by a lock.
    }

    @Override
    public List<String> commit() {
        List<Row> missing = missing(rows);
        Set<String> unseen = new HashSet<>();
        int failures = 0;
        int refusals = 0;
        int salt = 0;
        Instant begun = tools.api().patience().now();
        while (!missing.isEmpty()) {
            alignment = tools.appender().align(state.header(), missing);
            Renaming renaming = Renaming.of(state, alignment, refusals > 0);
            try {
                Optional<TabState> after = tools.api()
                        .write(Write.of(state, alignment, renaming, tokens(missing, salt), served(), salt), shown());
                return landed(missing, renaming, after, unseen);
            } catch (CallFailure failure) {
                if (Explanation.isFinal(failure)) {
                    throw tools.explanation().of(failure, Doing.WRITING);
                }
                boolean isRefused = failure.kind() == CallFailure.Kind.REFUSED;
                int most = isRefused ? REFUSALS : Insistence.most(failure);
                int so = isRefused ? refusals++ : failures++;
                if (so >= most
                        || Insistence.isLong(begun, tools.api().patience().now())) {
                    throw tools.explanation().of(failure, Doing.WRITING);
                }
                if (!isRefused) {
                    tools.api().patience().afterFailure(so);
                }
            }
            TabState old = state;
            state = tools.reading().read();
            List<Row> left = missing(missing);
            missing.stream().filter(row -> !left.contains(row)).forEach(row -> unseen.add(row.run()));
            if (refusals > 0 && left.size() == missing.size() && old.equals(state)) {
                salt = saltAfter(salt, left);
            }
            missing = left;
        }
        return checked(unseen, new ArrayList<>());
    }

    private List<Row> missing(List<Row> wanted) {
        return wanted.stream().filter(row -> state.token(row.run()).isEmpty()).toList();
    }

    private List<RunToken> tokens(List<Row> wanted, int salt) {
        Instant now = tools.api().patience().now();
        return wanted.stream().map(row -> RunToken.of(row.run(), now, salt)).toList();
    }

    private List<RunToken> served() {
        return tools.pruning().served(state.tokens(), tools.api().patience().now());
    }

    /** A tab that is added has no state that could be asked for. */
    private Optional<String> shown() {
        return state.isMissing() ? Optional.empty() : Optional.of(Api.range(state.title(), StateReading.ROWS));
    }

    /** Another id where the one that everybody would choose belongs to something that is not ours. */
    private int saltAfter(int salt, List<Row> left) {
        Set<Integer> ids = new HashSet<>();
        tokens(left, salt).forEach(token -> ids.add(token.id()));
        for (TagChange change : alignment.tagChanges()) {
            change.after().ifPresent(tag -> ids.add(Marks.id(state, tag, salt)));
        }
        Set<String> runs = left.stream().map(Row::run).collect(Collectors.toSet());
        boolean isTaken = tools.insistence().on(() -> tools.api().entries(ids), Doing.READING).stream()
                .anyMatch(entry -> !isLate(entry, runs));
        return isTaken ? salt + 1 : salt;
    }

    /** Our own token in this tab may have come after the last look; the next one shows it, and the row. */
    private boolean isLate(DeveloperMetadata entry, Set<String> runs) {
        DeveloperMetadataLocation place = entry.getLocation();
        return "SHEET".equals(place.getLocationType())
                && StateReading.number(place.getSheetId()) == state.id()
                && RunToken.all(Mark.of(List.of(entry))).stream().anyMatch(token -> runs.contains(token.run()));
    }

    /** The write is done; now whether it did what was meant, as people may have been faster. */
    private List<String> landed(List<Row> landed, Renaming renaming, Optional<TabState> answered, Set<String> unseen) {
        HeaderChange change = new HeaderChange(state, alignment);
        List<String> said = new ArrayList<>(change.said());
        if (state.isMissing()) {
            return checked(unseen, said);
        }
        Optional<TabState> written = answered.filter(
                shown -> landed.stream().allMatch(row -> shown.token(row.run()).isPresent()));
        TabState after = written.orElseGet(() -> tools.reading().read());
        // What is read later does not show where the columns were at the write: people may have moved them back.
        boolean isKnown =
                written.isPresent() || answered.filter(change::isAsRead).isPresent();
        said.addAll(new Room(tools.address(), tools.explanation(), after)
                .warnings(tools.api().patience().now()));
        after.columns().stream()
                .filter(column -> column.tag().isPresent())
                .forEach(column -> column.second()
                        .error()
                        .ifPresent(error -> said.add("the last value of column " + Header.letters(column.index())
                                + " shows an error: " + error)));
        boolean isAsMeant = change.isDone(after);
        if (!isAsMeant) {
            List<Request> repairs = HeaderRepair.of(state, alignment, after);
            if (!repairs.isEmpty()) {
                write(repairs);
            }
        }
        if (!isAsMeant || !isKnown) {
            landed.forEach(row -> unseen.add(row.run()));
        }
        rename(renaming.left(after));
        return checked(unseen, said);
    }

    /** Where it is refused, people were faster, and the next run sees to it. */
    private void rename(Map<Mark, String> headers) {
        Insistence insistence = tools.insistence();
        if (!headers.isEmpty() && insistence.isDone(() -> tools.api().writeHeaders(headers), Doing.WRITING)) {
            insistence.isDone(() -> tools.api().write(Renaming.done(headers), Optional.empty()), Doing.WRITING);
        }
    }

    private void write(List<Request> requests) {
        tools.insistence().on(() -> tools.api().write(requests, Optional.empty()), Doing.WRITING);
    }

    private List<String> checked(Set<String> unseen, List<String> said) {
        doubts.putAll(new RowRepairs(tools)
                .repair(rows.stream().filter(row -> unseen.contains(row.run())).toList()));
        return said;
    }
}
