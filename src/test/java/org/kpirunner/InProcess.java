package org.kpirunner;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.kpirunner.cli.KpiCommand;
import org.kpirunner.cli.Surroundings;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.fixture.Kpi;
import org.kpirunner.run.Stop;

/** Runs the product as {@link Main} does, but in this process: for tests with many runs, which a cold start would slow. */
public final class InProcess {
    private InProcess() {}

    public static Kpi.Ran run(Map<String, String> environment, List<String> arguments) {
        return run(environment, arguments, new Stop());
    }

    /** The same, which a request to stop ends as an interrupt of the process does. */
    public static Kpi.Ran run(Map<String, String> environment, List<String> arguments, Stop stop) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Clock clock = Clock.systemUTC();
        Random random = new Random();
        int exit = new KpiCommand(new Surroundings(
                        new Terminal(new PrintWriter(out), new PrintWriter(err), 100, false, false),
                        environment,
                        clock,
                        random,
                        new MainParts(environment, clock, random),
                        new MainStaying(environment, clock),
                        stop,
                        "of a test"))
                .run(arguments.toArray(String[]::new));
        return new Kpi.Ran(exit, out.toString(), err.toString());
    }
}
