package org.kpirunner.sheet.history;

import java.util.List;

/**
 * A KPI as it is in kpis.yaml for a while.
 *
 * @param key what it is, however it is called; not known to the code under test
 */
record Kpi(int key, String id, String name, List<String> renamedFrom) {
    Kpi {
        renamedFrom = List.copyOf(renamedFrom);
    }

    boolean hasOwnId() {
        return !id.equals(name);
    }
}
