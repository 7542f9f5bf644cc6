package org.kpirunner.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kpirunner.ledger.Delivery;
import org.kpirunner.ledger.EndedRun;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Ledger;

/** What the ledger tells, gathered at most once a second however many ask. */
final class Statistics {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int RUNS = 200;

    private final Ledger ledger;
    private final Clock clock;
    private final Map<Key, KpiState> kpis = new HashMap<>();
    private final Map<String, EndedRun> newest = new TreeMap<>();
    private boolean hasBegun;
    private long lastNumber;
    private long runs;
    private Instant gathered = Instant.EPOCH;
    private List<Delivery> waiting = List.of();

    Statistics(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    private record Key(String environment, String kpi) {}

    /** Brings itself up to date; what is read afterwards holds until the next call. */
    void gather() {
        Instant now = clock.instant();
        if (Duration.between(gathered, now).abs().compareTo(FRESH) < 0) {
            return;
        }
        for (EndedRun run : ledger.history().after(lastNumber, RUNS)) {
            lastNumber = run.number();
            runs += hasBegun ? 1 : 0;
            newest.put(run.run().environment(), run);
            for (KpiOutcome outcome : run.outcomes()) {
                kpis.computeIfAbsent(
                                new Key(run.run().environment(), outcome.kpi()),
                                key -> new KpiState(key.environment, run, outcome))
                        .add(run, outcome, hasBegun);
            }
        }
        List<Delivery> open = new ArrayList<>();
        for (String sheet : ledger.outbox().sheetsWithOpen()) {
            open.addAll(ledger.outbox().open(sheet));
        }
        waiting = open;
        hasBegun = true;
        gathered = now;
    }

    /** The KPIs of the newest run of each environment, in file order. */
    List<KpiState> current() {
        List<KpiState> states = new ArrayList<>();
        newest.forEach((environment, run) -> run.outcomes()
                .forEach(outcome -> Optional.ofNullable(kpis.get(new Key(environment, outcome.kpi())))
                        .ifPresent(states::add)));
        return states;
    }

    List<EndedRun> newestRuns() {
        return newest.values().stream()
                .sorted(Comparator.comparing(EndedRun::ended).reversed())
                .toList();
    }

    /** How many runs ended since this process began to look. */
    long runs() {
        return runs;
    }

    /** What is neither delivered nor dropped, by sheet. */
    Map<String, List<Delivery>> waiting() {
        return waiting.stream()
                .collect(Collectors.groupingBy(Delivery::sheet, LinkedHashMap::new, Collectors.toList()));
    }

    Set<String> environments() {
        return newest.keySet();
    }

    Instant now() {
        return clock.instant();
    }
}
