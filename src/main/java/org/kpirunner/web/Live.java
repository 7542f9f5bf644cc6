package org.kpirunner.web;

import java.time.Instant;
import java.util.List;
import org.kpirunner.problem.KpiException;

/** What only the running scheduler knows. */
public interface Live {
    /** The next slot of each entry. */
    List<Next> next();

    /** What should have ended by now and has not, one sentence each. */
    List<String> late();

    /** Sets how much is logged: {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}. */
    void logLevel(String level) throws KpiException;

    /** The next slot of an entry of crontab.json. */
    record Next(String entry, Instant due) {}
}
