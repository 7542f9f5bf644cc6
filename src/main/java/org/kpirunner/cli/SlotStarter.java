package org.kpirunner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kpirunner.plan.Selection;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.run.RunId;
import org.kpirunner.schedule.Command.Own;
import org.kpirunner.schedule.Command.Shell;
import org.kpirunner.schedule.LastGood;
import org.kpirunner.schedule.Slot;
import org.kpirunner.schedule.Starter;
import org.kpirunner.spec.KpiFile;
import org.kpirunner.spec.KpiReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the command of a slot: our own in this process, every other one in a shell. */
final class SlotStarter implements Starter {
    private static final Logger LOG = LoggerFactory.getLogger(SlotStarter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(7);
    /** A run that starts so long after its slot at the most is bound to the slot, a later one to its real time. */
    private static final Duration ON_TIME = Duration.ofMinutes(1);

    private final Surroundings surroundings;
    private final CommonOptions common;
    private final Duration jitter;
    private final Map<Path, LastGood<KpiFile>> files = new ConcurrentHashMap<>();

    SlotStarter(Surroundings surroundings, CommonOptions common, Duration jitter) {
        this.surroundings = surroundings;
        this.common = common;
        this.jitter = jitter;
    }

    /** Ends early where a stop is requested: what it then leaves undone is done after the next start. */
    @Override
    public void start(Slot slot) throws InterruptedException {
        String origin = slot.entry().label() + " of " + slot.due();
        LOG.info("starting {}", origin);
        int code = slot.entry().command() instanceof Own own
                ? own(own, slot, origin)
                : shell((Shell) slot.entry().command());
        if (code == ExitCode.INTERRUPTED && surroundings.stop().isRequested()) {
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
        boolean isOnTime = Duration.between(slot.due(), now).compareTo(ON_TIME.plus(jitter)) <= 0;
        Trigger trigger = new Trigger(RunId.of(slot.digest()), isOnTime ? slot.due() : now, origin, this::kpis);
        String[] arguments = own.arguments().toArray(String[]::new);
        return surroundings.stop().part(stop -> new KpiCommand(surroundings.triggeredBy(trigger, stop)).run(arguments));
    }

    private KpiFile kpis(Path path) {
        return files.computeIfAbsent(path, file -> LastGood.of(file, text -> read(file, text), LOG::warn))
                .get();
    }

    /** A query with a mistake makes a file as bad as any other mistake in it. */
    private KpiFile read(Path path, String text) {
        KpiFile file = KpiReader.read(path.toString(), text);
        List<Mistake> mistakes = common.planner(surroundings, Selection.ALL).mistakes(file);
        if (!mistakes.isEmpty()) {
            throw new MistakesException(mistakes);
        }
        return file;
    }

    private int shell(Shell shell) {
        Process process;
        try {
            process = new ProcessBuilder(List.of("sh", "-c", shell.line()))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            LOG.warn("\"{}\" cannot be started", shell.line(), e);
            return ExitCode.MISTAKE;
        }
        return surroundings.stop().part(stop -> {
            stop.interruptibly(() -> await(process));
            return process.isAlive() ? end(process) : process.exitValue();
        });
    }

    private static void await(Process process) {
        try {
            process.waitFor();
        } catch (InterruptedException stop) {
            // The process is alive then, which is what the caller looks at.
        }
    }

    /** The shell first: when what it waits for ends, it goes on with the next command of its line. */
    private static int end(Process process) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
        return ExitCode.INTERRUPTED;
    }
}
