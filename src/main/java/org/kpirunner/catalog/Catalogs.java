package org.kpirunner.catalog;

import java.util.List;

/** The sources by the name of their catalog. */
public interface Catalogs {
    /** The names, in lower case, sorted; nothing is read and no variable needed to know them. */
    List<String> names();

    /**
     * The source of a catalog, named without regard to case.
     *
     * @throws org.kpirunner.problem.KpiException if there is none of that name, or its file has mistakes
     */
    Source source(String name);
}
