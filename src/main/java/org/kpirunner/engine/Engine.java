package org.kpirunner.engine;

import java.util.List;
import java.util.function.Consumer;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;

/** Runs the steps of a plan as one workload. */
public interface Engine extends AutoCloseable {
    /** The name as {@code --engine} has it. */
    String name();

    /**
     * Runs every step within its KPI's timeout and retries, and reports one outcome a step, as they come, from any
     * thread but one at a time; returns when all are reported. A step's failure is an outcome.
     * An interrupt of the calling thread cancels what runs at the sources and reports it as cancelled.
     *
     * @throws org.kpirunner.problem.KpiException if nothing ran, as our files have mistakes; what else is thrown is a bug
     */
    void run(Plan plan, Consumer<Outcome> outcomes);

    /** What is done for the steps at this moment, in a few words for people; empty if the engine cannot tell. */
    default String doing() {
        return "";
    }

    /** The bound SQL and what is sent to which source, as lines for people; throws what the step would fail with. */
    List<String> explain(Step step, boolean analyze);

    /**
     * What has to be changed in a step's query so that every engine answers it alike, and the changed query, as lines
     * for people; empty if nothing. An engine that cannot know says nothing.
     */
    default List<String> portable(Step step) {
        return List.of();
    }

    /** What the steps of a plan are asked once or together, as lines for people. */
    default List<String> explain(Plan plan) {
        return List.of("the engine " + name() + " asks each KPI for itself");
    }

    /** Asks each source that the steps use whether it can be reached and read. */
    List<Probe> probe(List<Step> steps);

    @Override
    void close();
}
