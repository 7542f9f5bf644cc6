package org.kpirunner.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.Place;
import org.kpirunner.spec.Kpi;
import org.kpirunner.spec.SqlPlaces;

/** KPIs and steps for tests; the line orders them as in a file. */
final class Kpis {
    private Kpis() {}

    static Kpi kpi(int line, String name, boolean extractCount, int maxRows) {
        return new Kpi(
                name,
                "SELECT 1",
                new Place("kpis.yaml", line, 3),
                SqlPlaces.from(new Place("kpis.yaml", line, 8), "SELECT 1"),
                extractCount,
                name,
                List.of(),
                Optional.of("What " + name + " means"),
                Optional.of("pieces"),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(60),
                0,
                List.of(),
                true,
                maxRows,
                Optional.empty(),
                Optional.empty());
    }

    static Step scalar(int line, String name) {
        return new Step(kpi(line, name, true, 100), "SELECT 1");
    }

    static Step rows(int line, String name, int maxRows) {
        return new Step(kpi(line, name, false, maxRows), "SELECT 1");
    }
}
