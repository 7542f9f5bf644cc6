package org.kpirunner.sheet.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.kpirunner.sheet.history.HistoryProcess.Task;

/** Two processes that run at once, over many histories; one that was killed is replaced. */
final class HistoryProcesses implements AutoCloseable {
    private static final Duration BEFORE = Duration.ofMillis(60);
    private static final Duration DURING = Duration.ofMillis(15);

    private final List<Child> children = new ArrayList<>();

    /**
     * What is known of runs by what processes said before they ended or were killed.
     *
     * @param recorded those that must be in the sheet sooner or later
     * @param unknown those of which their sheet cannot tell whether they are in it
     */
    record Said(Set<String> recorded, Set<String> unknown) {}

    /** Runs each task in a process of its own, all at once. */
    Said run(List<Task> tasks) {
        Said said = new Said(new HashSet<>(), new HashSet<>());
        tell(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            if (!children.get(i).listen(said, HistoryProcess.DONE).equals(HistoryProcess.DONE)) {
                throw new AssertionError("a process died of " + tasks.get(i));
            }
            said.recorded().add(tasks.get(i).run());
        }
        return said;
    }

    /** The same, and kills the first at some moment: right away, or while it writes. */
    Said runAndKill(List<Task> tasks, Random random) {
        Said said = new Said(new HashSet<>(), new HashSet<>());
        tell(tasks);
        Child victim = children.get(0);
        boolean isLate = random.nextBoolean();
        String heard = isLate ? victim.listen(said, HistoryProcess.RECORDED) : "";
        LockSupport.parkNanos((long) (random.nextDouble() * (isLate ? DURING : BEFORE).toNanos()));
        victim.kill();
        if (!heard.equals(HistoryProcess.DONE)) {
            heard = victim.listen(said, HistoryProcess.DONE);
        }
        if (heard.equals(HistoryProcess.DONE)) {
            said.recorded().add(tasks.get(0).run());
        }
        for (int i = 1; i < tasks.size(); i++) {
            if (!children.get(i).listen(said, HistoryProcess.DONE).equals(HistoryProcess.DONE)) {
                throw new AssertionError("a process died of " + tasks.get(i));
            }
            said.recorded().add(tasks.get(i).run());
        }
        children.remove(0);
        return said;
    }

    private void tell(List<Task> tasks) {
        while (children.size() < tasks.size() + 1) {
            // One more than needed, which starts while the others work.
            children.add(Child.start());
        }
        for (int i = 0; i < tasks.size(); i++) {
            children.get(i).tell(tasks.get(i));
        }
    }

    @Override
    public void close() {
        children.forEach(Child::kill);
    }

    private record Child(Process process, Writer in, BufferedReader out) {
        static Child start() {
            try {
                Process process = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HistoryProcess.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                return new Child(
                        process,
                        process.outputWriter(StandardCharsets.UTF_8),
                        process.inputReader(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void tell(Task task) {
            try {
                in.write(task.json() + "\n");
                in.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Listens until it says so, or is done; answers which of both it said, nothing if it ended before. */
        String listen(Said said, String until) {
            try {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    int blank = line.indexOf(' ') + 1;
                    List<String> runs = List.of(line.substring(blank).split(" "));
                    (line.startsWith(HistoryProcess.RECORDED) ? said.recorded() : said.unknown()).addAll(runs);
                    if (line.startsWith(until)) {
                        return until;
                    }
                    if (line.startsWith(HistoryProcess.DONE)) {
                        return HistoryProcess.DONE;
                    }
                }
                return "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void kill() {
            process.toHandle().destroyForcibly();
            try {
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a killed process lives");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
