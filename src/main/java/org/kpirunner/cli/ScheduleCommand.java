package org.kpirunner.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.Stop;
import org.kpirunner.schedule.Crontab;
import org.kpirunner.schedule.CrontabReader;
import org.kpirunner.schedule.Entry;
import org.kpirunner.schedule.LastGood;
import org.kpirunner.schedule.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kpi schedule}. */
@Command(name = "schedule", description = "Stay, and run what crontab.json says when it says so.")
final class ScheduleCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduleCommand.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration TELL = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int SHOWN = 5;

    private final Surroundings surroundings;

    @Option(
            names = "--crontab",
            paramLabel = "FILE",
            description = "When to run; crontab.json where none is named (KPI_CRONTAB).")
    Path crontab = Path.of("crontab.json");

    @Option(names = "--list", description = "Print how each entry was understood and its next five times, and end.")
    boolean list;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description =
                    "Serve health, metrics and a page for people there, as 127.0.0.1:8080; off where none is named"
                            + " (KPI_LISTEN).")
    @Nullable
    String listen;

    @Option(
            names = "--jitter",
            paramLabel = "SECONDS",
            description =
                    "Start up to so many seconds later, each slot by its own share; 0 where nothing is said (KPI_JITTER).")
    int jitter;

    @Mixin
    CommonOptions common = new CommonOptions();

    ScheduleCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ZoneId zone = common.zoneId();
        LastGood<Crontab> entries =
                LastGood.of(crontab, text -> CrontabReader.read(crontab.toString(), text), LOG::warn);
        entries.get().warnings().forEach(err()::println);
        if (list) {
            entries.get().entries().forEach(entry -> print(entry, zone));
            return ExitCode.DONE;
        }
        if (jitter < 0) {
            throw new KpiException(Reason.BAD_CONFIGURATION, "--jitter is " + jitter + "; it is at least 0");
        }
        return stay(entries, zone);
    }

    private void print(Entry entry, ZoneId zone) {
        PrintWriter out = surroundings.terminal().out();
        out.println(
                entry.label() + ": " + entry.written() + " (" + entry.schedule().describe() + ")");
        DateTimeFormatter time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT)
                .withZone(zone);
        Instant now = surroundings.clock().instant();
        Scheduler.upcoming(entry, now, zone, SHOWN).forEach(slot -> out.println("  " + time.format(slot)));
    }

    private int stay(LastGood<Crontab> entries, ZoneId zone) {
        Path state = common.state(surroundings);
        ExecutorService commands = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "scheduled");
            thread.setDaemon(true);
            return thread;
        });
        Duration longestDelay = Duration.ofSeconds(jitter);
        Scheduler scheduler = new Scheduler(
                entries,
                zone,
                surroundings.staying().slots(state),
                new SlotStarter(surroundings, common, longestDelay),
                surroundings.clock(),
                this::sleep,
                LOOK,
                longestDelay,
                commands,
                LOG::warn);
        surroundings.staying().tell(state);
        commands.execute(() -> tellFromTimeToTime(state));
        Staying.Listening listening = listening(state, zone, scheduler);
        try {
            err().println("kpi: "
                    + entries.get().entries().stream()
                            .map(entry -> entry.label() + ", next at "
                                    + entry.schedule().next(surroundings.clock().instant(), zone))
                            .collect(Collectors.joining("; ")));
            err().flush();
            scheduler.run();
        } finally {
            end(scheduler, commands);
            listening.close();
        }
        return ExitCode.DONE;
    }

    private void sleep(Duration duration) throws InterruptedException {
        Stop all = surroundings.stop();
        all.part(stop -> {
            stop.interruptibly(() -> sleepOrWake(duration));
            return ExitCode.DONE;
        });
        if (all.isRequested()) {
            throw new InterruptedException();
        }
    }

    private static void sleepOrWake(Duration duration) {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException stop) {
            // A stop is requested, which is what the caller looks at.
        }
    }

    /** What has lasted long enough is told although no run ends, and what did not arrive is told again. */
    private void tellFromTimeToTime(Path state) {
        try {
            while (true) {
                sleep(TELL);
                surroundings.staying().tell(state);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Staying.Listening listening(Path state, ZoneId zone, Scheduler scheduler) {
        return listen == null ? () -> {} : surroundings.staying().listen(listen, state, zone, scheduler);
    }

    /**
     * What runs was asked to end when the stop was requested; what it has not delivered then is in the ledger. No thread
     * is interrupted here, as that would close the file that it may be writing.
     */
    private static void end(Scheduler scheduler, ExecutorService commands) {
        commands.shutdown();
        try {
            if (!commands.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("ended before these had: {}", scheduler.late());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PrintWriter err() {
        return surroundings.terminal().err();
    }
}
