package org.kpirunner.cli;

import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.kpirunner.cli.print.Terminal;
import org.kpirunner.run.Parts;
import org.kpirunner.run.Stop;

/** What the commands need from outside. */
public record Surroundings(
        Terminal terminal,
        Map<String, String> environment,
        Clock clock,
        RandomGenerator random,
        Parts parts,
        Stop stop,
        String version) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
