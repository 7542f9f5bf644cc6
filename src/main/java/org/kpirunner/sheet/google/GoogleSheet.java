package org.kpirunner.sheet.google;

import com.google.api.services.sheets.v4.model.DeleteNamedRangeRequest;
import com.google.api.services.sheets.v4.model.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.kpirunner.sheet.Appender;
import org.kpirunner.sheet.Limits;
import org.kpirunner.sheet.Row;
import org.kpirunner.sheet.Sheet;
import org.kpirunner.sheet.SheetAddress;
import org.kpirunner.sheet.google.access.CallFailure;
import org.kpirunner.sheet.google.access.Connection;
import org.kpirunner.sheet.google.access.Explanation;
import org.kpirunner.sheet.google.access.Explanation.Doing;
import org.kpirunner.sheet.google.access.Insistence;
import org.kpirunner.sheet.google.access.Patience;

/** A tab of a Google spreadsheet: one call reads what must be known, one writes everything or nothing. */
public final class GoogleSheet implements Sheet {
    /** After that somebody else may have taken the token away. */
    private static final Duration PROOF_LASTS = Pruning.FOREIGN.minusDays(1);

    private static final Duration READING_LASTS = Duration.ofSeconds(10);
    private static final int PRUNED_AT_ONCE = 200;

    private final SheetAddress address;
    private final Appender appender;
    private final Pruning pruning;
    private final Explanation explanation;
    private final Insistence insistence;
    private final Patience patience;
    private final Api api;
    private final TabReading reading;
    private Optional<Read> latest = Optional.empty();

    /**
     * Connects to nothing yet.
     *
     * @param isConfirmed whether the ledger has had a run as delivered to this sheet for over an hour
     * @param repair whether {@code Last value} formulas of others are replaced
     */
    public GoogleSheet(
            SheetAddress address,
            Connection connection,
            Patience patience,
            Predicate<String> isConfirmed,
            boolean repair) {
        this.address = address;
        this.appender = new Appender(Limits.GOOGLE, repair);
        this.pruning = new Pruning(isConfirmed, PRUNED_AT_ONCE);
        this.explanation = new Explanation(address, connection.account().email());
        this.insistence = new Insistence(patience, explanation);
        this.patience = patience;
        this.api = new Api(connection.client(), address.place(), patience);
        this.reading = new TabReading(api, address, insistence);
    }

    @Override
    public String address() {
        return address.toString();
    }

    @Override
    public Proof proof(String run, String evidence) {
        return read().token(run).isPresent() ? Proof.LANDED : withoutToken(evidence);
    }

    /** A token is the proof; that the rows stand under the right columns is seen to here, as nobody did before. */
    @Override
    public List<Settled> settle(List<Attempt> attempts) {
        List<Proof> proofs = attempts.stream()
                .map(attempt -> proof(attempt.row().run(), attempt.evidence()))
                .toList();
        List<Row> landed = new ArrayList<>();
        for (int i = 0; i < proofs.size(); i++) {
            if (proofs.get(i) == Proof.LANDED) {
                landed.add(attempts.get(i).row());
            }
        }
        Map<String, String> doubts = new RowRepairs(tools()).repair(landed);
        if (!landed.isEmpty()) {
            // It may have made columns, and taken its time: the next write is decided from what is there then.
            latest = Optional.empty();
        }
        List<Settled> settled = new ArrayList<>();
        for (int i = 0; i < proofs.size(); i++) {
            String run = attempts.get(i).row().run();
            settled.add(new Settled(proofs.get(i), Optional.ofNullable(doubts.get(run))));
        }
        return settled;
    }

    /** The evidence is when the write was begun. */
    private Proof withoutToken(String evidence) {
        boolean isNumber = evidence.matches("\\d{1,18}");
        boolean isFresh =
                isNumber && RunToken.minute(patience.now()) - Long.parseLong(evidence) < PROOF_LASTS.toMinutes();
        return isFresh ? Proof.NOT_LANDED : Proof.UNKNOWN;
    }

    @Override
    public Prepared prepare(List<Row> rows) {
        TabState state = read();
        latest = Optional.empty();
        return Landing.of(tools(), state, rows);
    }

    /** Reads all there is to know, and asks for a change that cannot be done: a refusal by name shows that others can. */
    @Override
    public String probe() {
        TabState tab = reading.read();
        Landing.of(tools(), tab, List.of());
        Request nothing = new Request()
                .setDeleteNamedRange(new DeleteNamedRangeRequest().setNamedRangeId("kpi-check-finds-nothing"));
        insistence.on(
                () -> {
                    try {
                        return api.write(List.of(nothing), Optional.empty());
                    } catch (CallFailure failure) {
                        if (failure.kind() == CallFailure.Kind.REFUSED && !Explanation.isFinal(failure)) {
                            return Optional.<TabState>empty();
                        }
                        throw failure;
                    }
                },
                Doing.WRITING);
        long cells = insistence.on(api::tabs, Doing.READING).stream()
                .mapToLong(StateReading::cells)
                .sum();
        return (tab.isMissing()
                        ? "can be written; the tab will be made; "
                        : "can be written; the tab has "
                                + tab.header().columns().size() + " columns in use; ")
                + Room.outlook(cells, tab, patience.now());
    }

    @Override
    public List<String> tryOut() {
        return new TryOut(api, insistence).run();
    }

    private Landing.Tools tools() {
        return new Landing.Tools(address, api, appender, pruning, explanation, insistence, reading);
    }

    /** What was read for a proof serves for the write right after it. */
    private TabState read() {
        Instant now = patience.now();
        Optional<Read> fresh =
                latest.filter(read -> read.at().plus(READING_LASTS).isAfter(now));
        if (fresh.isEmpty()) {
            fresh = Optional.of(new Read(now, reading.read()));
            latest = fresh;
        }
        return fresh.get().state();
    }

    private record Read(Instant at, TabState state) {}
}
