package org.kpirunner;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.kpirunner.cli.KpiCommand;
import org.kpirunner.cli.Surroundings;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.cli.print.TerminalDetection;
import org.kpirunner.run.Stop;

/** Puts the parts together; the only place that may use everything. */
public final class Main {
    private static final int SECONDS_TO_STOP = 20;

    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Terminal terminal =
                TerminalDetection.detect(writer(FileDescriptor.out), writer(FileDescriptor.err), environment);
        Logging.prepare(level(environment, List.of(arguments), terminal), terminal.errIsTerminal());
        Stop stop = new Stop();
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, end), "stop"));
        Clock clock = Clock.systemUTC();
        RandomGenerator random = new SecureRandom();
        Surroundings surroundings = new Surroundings(
                terminal,
                environment,
                clock,
                random,
                new MainParts(environment, clock, random),
                new MainStaying(environment, clock),
                stop,
                Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                        .orElse("of a checkout"));
        int code = new KpiCommand(surroundings).run(arguments);
        end.countDown();
        System.exit(code);
    }

    // UTF-8 whatever the locale says, as the data is.
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static String level(Map<String, String> environment, List<String> arguments, Terminal terminal) {
        String usual = terminal.errIsTerminal() ? "warn" : "info";
        String named = environment.getOrDefault("KPI_LOG", "");
        return arguments.contains("--verbose") ? "debug" : named.isBlank() ? usual : named;
    }

    // After Ctrl-C the sources are told to cancel, and what is being written is finished.
    private static void stop(Stop stop, CountDownLatch end) {
        if (end.getCount() == 0) {
            return;
        }
        stop.request();
        try {
            end.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }
}
