package org.kpirunner;

import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;

/** Puts the parts together; the only place that may use everything. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            throw new KpiException(Reason.BAD_CONFIGURATION, "no command");
        }
    }
}
