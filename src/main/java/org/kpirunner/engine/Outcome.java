package org.kpirunner.engine;

import java.time.Duration;
import java.util.List;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.table.Answer;

/** How one step ended. */
public sealed interface Outcome {
    Step step();

    Effort effort();

    /**
     * What a step cost.
     *
     * @param took how long it took to ask its sources, with what it shared with others; all tries together
     * @param attempts how often it was tried, from 1
     * @param sources the catalogs that it reads, in order of appearance
     * @param queries ids under which the sources know its queries; empty where they have none
     */
    record Effort(Duration took, int attempts, List<String> sources, List<String> queries) {
        public Effort {
            sources = List.copyOf(sources);
            queries = List.copyOf(queries);
        }
    }

    /** It answered; at most {@code max_rows + 1} rows are kept, so that too many can be told. */
    record Answered(Step step, Effort effort, Answer answer) implements Outcome {}

    /** It failed; a timeout is a failure with the reason {@code TIMEOUT}. */
    record Failed(Step step, Effort effort, KpiException problem) implements Outcome {}
}
