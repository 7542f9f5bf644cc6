package org.kpirunner.engine;

import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.kpirunner.plan.Step;
import org.kpirunner.table.Answer;

/** Answers one step: what an engine does for it, apart from waiting, limits and repetition. */
@FunctionalInterface
public interface Work {
    /**
     * Asks the sources, and answers at most {@code max_rows + 1} rows.
     *
     * @throws org.kpirunner.problem.KpiException if the step fails
     */
    Answer answer(Step step, Attempt attempt);

    /** The answer, if nothing has to be asked for it any more. */
    default Optional<Answer> known(Step step) {
        return Optional.empty();
    }

    /** One try at a step. */
    final class Attempt {
        private final Cancellation cancellation;
        private final CopyOnWriteArrayList<String> queries;

        Attempt(Cancellation cancellation, CopyOnWriteArrayList<String> queries) {
            this.cancellation = cancellation;
            this.queries = queries;
        }

        /** Ends the try when its time is over or the run is interrupted. */
        public Cancellation cancellation() {
            return cancellation;
        }

        /** Notes the id under which a source knows a query of this try. */
        public void sent(String query) {
            queries.add(query);
        }
    }
}
