package org.kpirunner.cli;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
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
        Staying staying,
        Stop stop,
        String version,
        Optional<Trigger> trigger) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** The surroundings of commands that a person starts. */
    public Surroundings(
            Terminal terminal,
            Map<String, String> environment,
            Clock clock,
            RandomGenerator random,
            Parts parts,
            Staying staying,
            Stop stop,
            String version) {
        this(terminal, environment, clock, random, parts, staying, stop, version, Optional.empty());
    }

    /** The same, for a command that the scheduler starts. */
    Surroundings triggeredBy(Trigger newTrigger, Stop newStop) {
        return new Surroundings(
                terminal, environment, clock, random, parts, staying, newStop, version, Optional.of(newTrigger));
    }
}
