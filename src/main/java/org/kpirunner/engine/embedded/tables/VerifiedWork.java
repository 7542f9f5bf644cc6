package org.kpirunner.engine.embedded.tables;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Work;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Answer;

/** Work whose answers and failures count only if its tables turn out to be what they were when it was planned. */
public final class VerifiedWork implements Work {
    private final Work work;
    private final Tables tables;
    private final Function<Step, List<String>> catalogs;
    private final Set<Step> outdated = ConcurrentHashMap.newKeySet();

    /** Work over tables; a step asks some catalogs. */
    public VerifiedWork(Work work, Tables tables, Function<Step, List<String>> catalogs) {
        this.work = work;
        this.tables = tables;
        this.catalogs = catalogs;
    }

    /** The steps whose outcomes do not count. */
    public Collection<Step> outdated() {
        return outdated;
    }

    @Override
    public Answer answer(Step step, Attempt attempt) {
        Answer answer;
        try {
            answer = work.known(step).orElseGet(() -> work.answer(step, attempt));
        } catch (KpiException e) {
            if (!holds(step, e, attempt.cancellation())) {
                throw outdated(step);
            }
            throw e;
        }
        if (!tables.hold(catalogs.apply(step), attempt.cancellation())) {
            throw outdated(step);
        }
        return answer;
    }

    /** A failure of the step says more than one to verify its tables. */
    private boolean holds(Step step, KpiException failure, Cancellation cancellation) {
        try {
            return tables.hold(catalogs.apply(step), cancellation);
        } catch (KpiException e) {
            failure.addSuppressed(e);
            return true;
        }
    }

    private KpiException outdated(Step step) {
        outdated.add(step);
        return new KpiException(Reason.QUERY_FAILED, "a table has changed since the query was planned");
    }

    @Override
    public Optional<Answer> known(Step step) {
        return tables.areVerified(catalogs.apply(step)) ? work.known(step) : Optional.empty();
    }
}
