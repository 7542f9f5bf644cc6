package org.kpirunner.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.run.RunId;
import org.kpirunner.schedule.Command.Own;
import org.kpirunner.schedule.Command.Shell;
import org.kpirunner.schedule.Crontab;
import org.kpirunner.schedule.CrontabReader;
import org.kpirunner.schedule.Entry;
import org.kpirunner.schedule.LastGood;
import org.kpirunner.schedule.Scheduler;
import org.kpirunner.schedule.Slot;
import org.kpirunner.spec.KpiFile;
import org.kpirunner.spec.KpiReader;
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
    private static final Duration GRACE = Duration.ofSeconds(15);
    /** A run that starts so long after its slot at the most is bound to the slot, a later one to its real time. */
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    private static final int SHOWN = 5;

    private final Surroundings surroundings;
    private final Map<Path, LastGood<KpiFile>> files = new ConcurrentHashMap<>();

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
        Scheduler scheduler = new Scheduler(
                entries,
                zone,
                surroundings.staying().slots(state),
                this::start,
                surroundings.clock(),
                duration -> TimeUnit.MILLISECONDS.sleep(duration.toMillis()),
                LOOK,
                Duration.ofSeconds(jitter),
                commands,
                LOG::warn);
        Staying.Listening listening = listening(state, zone, scheduler);
        try {
            err().println("kpi: "
                    + entries.get().entries().stream()
                            .map(entry -> entry.label() + ", next at "
                                    + entry.schedule().next(surroundings.clock().instant(), zone))
                            .collect(Collectors.joining("; ")));
            err().flush();
            surroundings.stop().interruptibly(scheduler::run);
        } finally {
            end(scheduler, commands);
            listening.close();
        }
        return ExitCode.DONE;
    }

    private Staying.Listening listening(Path state, ZoneId zone, Scheduler scheduler) {
        return listen == null ? () -> {} : surroundings.staying().listen(listen, state, zone, scheduler);
    }

    /** What runs is asked to end; what it has not delivered then is in the ledger. */
    private static void end(Scheduler scheduler, ExecutorService commands) {
        commands.shutdownNow();
        try {
            if (!commands.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("ended before these had: {}", scheduler.late());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Slot slot) throws InterruptedException {
        String origin = slot.entry().label() + " of " + slot.due();
        LOG.info("starting {}", origin);
        int code = slot.entry().command() instanceof Own own
                ? own(own, slot, origin)
                : shell((Shell) slot.entry().command());
        if (Thread.interrupted() || surroundings.stop().isRequested()) {
            throw new InterruptedException();
        }
        if (code == ExitCode.DONE) {
            LOG.info("done: {}", origin);
        } else {
            LOG.warn("{} ended with exit code {}", origin, code);
        }
    }

    private int own(Own own, Slot slot, String origin) {
        Instant now = surroundings.clock().instant();
        boolean isOnTime = Duration.between(slot.due(), now).compareTo(ON_TIME.plusSeconds(jitter)) <= 0;
        Trigger trigger = new Trigger(RunId.of(slot.digest()), isOnTime ? slot.due() : now, origin, this::kpis);
        String[] arguments = own.arguments().toArray(String[]::new);
        return surroundings.stop().part(stop -> new KpiCommand(surroundings.triggeredBy(trigger, stop)).run(arguments));
    }

    private KpiFile kpis(Path path) {
        return files.computeIfAbsent(
                        path, file -> LastGood.of(file, text -> KpiReader.read(file.toString(), text), LOG::warn))
                .get();
    }

    private static int shell(Shell shell) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(List.of("sh", "-c", shell.line()))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            LOG.warn("\"{}\" cannot be started", shell.line(), e);
            return ExitCode.MISTAKE;
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            if (!process.waitFor(GRACE.toSeconds() / 2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            throw e;
        }
    }

    private PrintWriter err() {
        return surroundings.terminal().err();
    }
}
