package org.kpirunner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Probe;
import org.kpirunner.plan.Plan;
import org.kpirunner.problem.KpiException;
import org.kpirunner.sheet.Sheet;

/** Whether the sources and the sheets of a run can be reached. */
public final class Connections {
    private Connections() {}

    /** What one of them said: a line for people, and the problem if there is one. */
    public record Answer(String name, String says, Optional<KpiException> problem) {}

    /** Asks each source that the plan uses. */
    public static List<Answer> sources(Plan plan, EngineChoice choice, Parts parts) {
        try (Engine engine = parts.engine(choice)) {
            List<Answer> answers = new ArrayList<>();
            for (Probe probe : engine.probe(plan.steps())) {
                answers.add(new Answer(probe.source(), probe.says(), probe.problem()));
            }
            return answers;
        }
    }

    /** Has each sheet try out what it relies on, on a scratch place that it removes again. */
    public static List<Answer> tryOut(SheetChoice choice, Parts parts) {
        List<Answer> answers = new ArrayList<>();
        for (Sheet sheet : parts.sheets(choice)) {
            try {
                sheet.tryOut().forEach(line -> answers.add(new Answer(sheet.address(), line, Optional.empty())));
            } catch (KpiException problem) {
                answers.add(new Answer(sheet.address(), "", Optional.of(problem)));
            }
        }
        return answers;
    }

    /** Reads each sheet as if a row were to be written. */
    public static List<Answer> sheets(SheetChoice choice, Parts parts) {
        List<Answer> answers = new ArrayList<>();
        for (Sheet sheet : parts.sheets(choice)) {
            try {
                answers.add(new Answer(sheet.address(), sheet.probe(), Optional.empty()));
            } catch (KpiException problem) {
                answers.add(new Answer(sheet.address(), "", Optional.of(problem)));
            }
        }
        return answers;
    }
}
