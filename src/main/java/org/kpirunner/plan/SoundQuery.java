package org.kpirunner.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.dialect.TableReference;
import org.kpirunner.problem.Place;
import org.kpirunner.problem.Reason;

/**
 * A query without a mistake of its own.
 *
 * @param catalogs the catalogs that it names, in lower case, and where it does so first
 */
public record SoundQuery(Step step, Map<String, Place> catalogs) {
    private static final int WITH_CATALOG = 3;

    static SoundQuery of(Step step, Query query) {
        Map<String, Place> catalogs = new LinkedHashMap<>();
        for (TableReference table : query.references()) {
            List<String> names = table.names();
            if (names.size() == WITH_CATALOG) {
                SqlProblem at = query.problem(Reason.UNKNOWN_CATALOG, table.at(), names.get(0));
                catalogs.putIfAbsent(names.get(0).toLowerCase(Locale.ROOT), step.place(at.line(), at.column()));
            }
        }
        return new SoundQuery(step, catalogs);
    }
}
