package org.kpirunner.run;

import java.util.List;
import org.kpirunner.engine.Engine;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;

/** What an engine would do with a step. */
public final class Explanation {
    private Explanation() {}

    /**
     * Lines for people.
     *
     * @param analyze whether it is done as well, so that they can say what it cost
     */
    public static List<String> of(Step step, boolean analyze, EngineChoice choice, Parts parts) {
        try (Engine engine = parts.engine(choice)) {
            return engine.explain(step, analyze);
        }
    }

    /** What the steps of a plan are asked once or together. */
    public static List<String> of(Plan plan, EngineChoice choice, Parts parts) {
        try (Engine engine = parts.engine(choice)) {
            return engine.explain(plan);
        }
    }
}
