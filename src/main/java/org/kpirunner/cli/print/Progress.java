package org.kpirunner.cli.print;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;
import org.kpirunner.run.Result;
import org.kpirunner.run.Watcher;

/** One line on a terminal that is written over while a run goes on. */
public final class Progress implements Watcher, AutoCloseable {
    private static final Duration PULSE = Duration.ofMillis(500);
    private static final String START_OF_LINE = "\r\u001b[K";

    /** What is too long for a line would otherwise go on in the next one, and stay there. */
    private static final String CUT_LINES = "\u001b[?7l";

    private static final String WRAP_LINES = "\u001b[?7h";

    private final PrintWriter err;
    private final int total;
    private final long start = System.nanoTime();
    private final Thread pulse = new Thread(this::beat, "progress");
    private Supplier<String> doing = () -> "";
    private int done;
    private int failed;

    private Progress(PrintWriter err, int total) {
        this.err = err;
        this.total = total;
    }

    /** Shows the progress of so many KPIs until it is closed, and leaves an empty line then. */
    public static Progress begin(PrintWriter err, int total) {
        Progress progress = new Progress(err, total);
        progress.pulse.setDaemon(true);
        progress.pulse.start();
        return progress;
    }

    @Override
    public synchronized void begin(Supplier<String> now) {
        doing = now;
    }

    @Override
    public synchronized void accept(Result result) {
        done++;
        failed += result.status().isFailure() ? 1 : 0;
        show();
    }

    private void beat() {
        try {
            while (!Thread.interrupted()) {
                show();
                Thread.sleep(PULSE.toMillis());
            }
        } catch (InterruptedException end) {
            // The run is over.
        }
    }

    private synchronized void show() {
        String now = doing.get();
        err.print(CUT_LINES + START_OF_LINE + done + " of " + total + " done"
                + (failed == 0 ? "" : ", " + failed + " failed") + ", "
                + Took.of(Duration.ofNanos(System.nanoTime() - start))
                + (now.isEmpty() ? "" : "; " + now) + WRAP_LINES);
        err.flush();
    }

    @Override
    public void close() {
        pulse.interrupt();
        try {
            pulse.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        err.print(START_OF_LINE);
        err.flush();
    }
}
