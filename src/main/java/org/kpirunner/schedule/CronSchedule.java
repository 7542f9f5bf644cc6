package org.kpirunner.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * Five-field cron, on the clocks of people.
 *
 * <p>A local time that the change to summer time leaves out is due right after the change. A local time that the change
 * back repeats is due once, the first time; only an entry that names no hour at all ({@code *}) goes on through the
 * repeated hour, as an hour without any run is not what {@code *}{@code /10 * * * *} means to anyone.
 */
public final class CronSchedule implements Schedule {
    private final String expression;
    private final ExecutionTime times;
    private final boolean everyHour;

    CronSchedule(String expression, Cron cron) {
        this.expression = expression;
        this.times = ExecutionTime.forCron(cron);
        this.everyHour = cron.asString().split(" ")[1].equals("*");
    }

    @Override
    public Instant next(Instant after, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant best = nextOf(after.atZone(zone).toLocalDateTime(), after, rules);
        ZoneOffsetTransition change = everyHour ? rules.nextTransition(after) : null;
        if (change != null && change.isOverlap() && change.getInstant().isBefore(best)) {
            LocalDateTime repeated = nextLocal(change.getDateTimeAfter().minusSeconds(1));
            Instant again = repeated.toInstant(change.getOffsetAfter());
            return again.isBefore(best) ? again : best;
        }
        return best;
    }

    private Instant nextOf(LocalDateTime from, Instant after, ZoneRules rules) {
        LocalDateTime local = from;
        while (true) {
            local = nextLocal(local);
            for (Instant instant : instants(local, rules)) {
                if (instant.isAfter(after)) {
                    return instant;
                }
            }
        }
    }

    private List<Instant> instants(LocalDateTime local, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return List.of(rules.getTransition(local).getInstant());
        }
        return offsets.stream()
                .limit(everyHour ? offsets.size() : 1)
                .map(local::toInstant)
                .toList();
    }

    private LocalDateTime nextLocal(LocalDateTime from) {
        return findLocal(from)
                .orElseThrow(() -> new IllegalStateException("the reader let pass what is never due: " + expression));
    }

    private Optional<LocalDateTime> findLocal(LocalDateTime from) {
        return times.nextExecution(from.atZone(ZoneOffset.UTC)).map(found -> found.toLocalDateTime());
    }

    /** Whether there is any time at which it is due. */
    boolean isEverDue() {
        return findLocal(LocalDateTime.of(2024, 1, 1, 0, 0)).isPresent();
    }

    @Override
    public String describe() {
        return "cron " + expression;
    }
}
