package org.kpirunner.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kpirunner.ledger.Condition;
import org.kpirunner.ledger.EndedRun;
import org.kpirunner.ledger.KpiOutcome;
import org.kpirunner.ledger.Notice;

/** Decides what people are to be told: each change of a state that lasts, once, and now and then one that goes on. */
final class Judgement {
    private static final String STILL = "still ";

    private final Duration grace;
    private final Duration again;
    private final Instant now;
    private final Map<Key, Condition> conditions = new LinkedHashMap<>();
    private final List<Notice> notices = new ArrayList<>();

    /**
     * Begins with what is known.
     *
     * @param grace how long a state must last before it is told
     * @param again after how long a state that is not fine is told again, if a run has found it so again
     */
    Judgement(List<Condition> known, Duration grace, Duration again, Instant now) {
        this.grace = grace;
        this.again = again;
        this.now = now;
        known.forEach(condition -> conditions.put(new Key(condition.environment(), condition.kpi()), condition));
    }

    private record Key(String environment, String kpi) {}

    /** Takes in a run that ended. */
    void add(EndedRun run) {
        for (KpiOutcome outcome : run.outcomes()) {
            Key key = new Key(run.run().environment(), outcome.kpi());
            State state = State.of(outcome);
            Condition before = conditions.getOrDefault(key, unknown(key, run.ended()));
            boolean goesOn = before.state().equals(state.code());
            conditions.put(
                    key,
                    new Condition(
                            key.environment,
                            key.kpi,
                            outcome.name(),
                            state.code(),
                            goesOn ? before.since() : run.ended(),
                            detail(outcome, state),
                            before.told(),
                            before.toldAt()));
            if (goesOn && isDueAgain(before, state, run.ended())) {
                tell(key, STILL + state.code());
            }
        }
    }

    /** A KPI that nobody has heard of yet counts as fine. */
    private static Condition unknown(Key key, Instant since) {
        String fine = State.FINE.code();
        return new Condition(key.environment, key.kpi, "", fine, since, "", fine, Instant.EPOCH);
    }

    private boolean isDueAgain(Condition condition, State state, Instant seen) {
        return state != State.FINE
                && condition.told().equals(state.code())
                && Duration.between(condition.toldAt(), seen).compareTo(again) >= 0;
    }

    private static String detail(KpiOutcome outcome, State state) {
        return switch (state) {
            case BROKEN -> outcome.error().or(outcome::reason).orElse("");
            case WARN, FAIL ->
                (outcome.value().orElse("") + " " + outcome.unit()).strip() + " is "
                        + outcome.crossed().orElse("").replaceFirst("^(?:warn|fail) ", "");
            case FINE -> (outcome.value().orElse("") + " " + outcome.unit()).strip();
        };
    }

    /** Ends: what has lasted long enough is to be told now. */
    void end() {
        for (Map.Entry<Key, Condition> entry : conditions.entrySet()) {
            Condition condition = entry.getValue();
            boolean lasts = Duration.between(condition.since(), now).compareTo(grace) >= 0;
            if (lasts && !condition.state().equals(condition.told())) {
                tell(entry.getKey(), condition.state());
            }
        }
    }

    private void tell(Key key, String kind) {
        Condition known = Objects.requireNonNull(conditions.get(key));
        conditions.put(
                key,
                new Condition(
                        known.environment(),
                        known.kpi(),
                        known.name(),
                        known.state(),
                        known.since(),
                        known.detail(),
                        known.state(),
                        now));
        notices.add(new Notice(
                0, now, known.environment(), known.kpi(), known.name(), kind, known.since(), known.detail()));
    }

    List<Condition> conditions() {
        return List.copyOf(conditions.values());
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** A notice as a sentence: {@code Users (demo) fails since 2026-11-01 12:00:00 UTC: …}. */
    static String sentence(Notice notice) {
        return headline(notice) + (notice.detail().isEmpty() ? "" : ": " + notice.detail());
    }

    /** The same without the details. */
    static String headline(Notice notice) {
        boolean isStill = notice.kind().startsWith(STILL);
        State state = State.of(isStill ? notice.kind().substring(STILL.length()) : notice.kind());
        String since = notice.since().toString().replace('T', ' ').replaceFirst("(?:\\.\\d+)?Z$", " UTC");
        return notice.name() + " (" + notice.environment() + ") " + (isStill ? STILL : "") + state.words() + " since "
                + since;
    }
}
