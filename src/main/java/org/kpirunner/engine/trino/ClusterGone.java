package org.kpirunner.engine.trino;

import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** The cluster itself, or a part of it that was at work, is not there: it may be starting. */
final class ClusterGone extends KpiException {
    private static final long serialVersionUID = 1L;

    ClusterGone(Reason reason, String message, Throwable cause) {
        super(reason, message, cause);
    }
}
