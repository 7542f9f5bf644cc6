package org.kpirunner;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kpirunner.cli.Staying;
import org.kpirunner.ledger.FinishedSlots;
import org.kpirunner.ledger.Ledger;
import org.kpirunner.notify.Notifier;
import org.kpirunner.problem.Environment;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.schedule.Scheduler;
import org.kpirunner.schedule.Slots;
import org.kpirunner.web.Live;
import org.kpirunner.web.OperationsServer;
import org.slf4j.LoggerFactory;

/** The ledger's memory of slots, and the operations endpoint over ledger and scheduler. */
final class MainStaying implements Staying {
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    private final Map<String, String> environment;
    private final Clock clock;

    MainStaying(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** The ledger stays open for as long as the process stays. */
    @Override
    public Slots slots(Path state) {
        FinishedSlots slots = Ledger.open(state, clock).slots();
        return new Slots() {
            @Override
            public Optional<Instant> finished(String entry) {
                return slots.of(entry);
            }

            @Override
            public void finish(String entry, Instant slot) {
                slots.finish(entry, slot);
            }
        };
    }

    @Override
    public void checkTelling() {
        Notifier.of(environment, clock, problem -> {});
    }

    @Override
    public synchronized void tell(Path state) {
        Logger log = (Logger) LoggerFactory.getLogger(Notifier.class);
        try {
            Notifier notifier = Notifier.of(environment, clock, log::warn);
            if (notifier.isWanted()) {
                try (Ledger ledger = Ledger.open(state, clock)) {
                    notifier.tell(ledger);
                }
            }
        } catch (KpiException e) {
            // The run has landed whatever becomes of the news of it.
            log.warn("nobody is told what changed: {}", e.getMessage());
        }
    }

    @Override
    public Listening listen(String address, Path state, ZoneId zone, Scheduler scheduler) {
        Ledger ledger = Ledger.open(state, clock);
        OperationsServer server = OperationsServer.start(address, ledger, live(scheduler, zone), token(), zone, clock);
        return () -> {
            server.close();
            ledger.close();
        };
    }

    private Live live(Scheduler scheduler, ZoneId zone) {
        return new Live() {
            @Override
            public List<Next> next() {
                Instant now = clock.instant();
                return scheduler.entries().stream()
                        .map(entry -> new Next(entry.label(), entry.schedule().next(now, zone)))
                        .toList();
            }

            @Override
            public List<String> late() {
                return scheduler.late();
            }

            @Override
            public void logLevel(String level) {
                setLevel(level.toLowerCase(Locale.ROOT));
            }
        };
    }

    private static void setLevel(String level) {
        if (!LEVELS.contains(level)) {
            throw new KpiException(
                    Reason.BAD_CONFIGURATION,
                    "\"" + level + "\" is no log level; there are " + String.join(", ", LEVELS));
        }
        ((Logger) LoggerFactory.getLogger("org.kpirunner")).setLevel(Level.toLevel(level));
    }

    private Optional<String> token() {
        return new Environment(environment).value("KPI_WEB_TOKEN").map(String::strip);
    }
}
