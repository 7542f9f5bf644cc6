package org.kpirunner.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.Place;

/** Sees to it that no two KPIs of a file claim one column. */
final class Identities {
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> earlierNames = new HashMap<>();
    private final List<Mistake> mistakes = new ArrayList<>();

    private Identities() {}

    /** @param kpis by the path that messages name them by, in file order */
    static List<Mistake> mistakes(Map<String, Kpi> kpis) {
        Identities identities = new Identities();
        kpis.forEach(identities::compareNames);
        kpis.forEach(identities::compareEarlierNames);
        return identities.mistakes;
    }

    private void compareNames(String path, Kpi kpi) {
        if (kpi.name().isEmpty()) {
            return;
        }
        String of = path + " (" + kpi.place() + ")";
        String sameName = names.putIfAbsent(kpi.name(), of);
        String sameId = ids.putIfAbsent(kpi.id(), of);
        if (sameName != null) {
            wrong(kpi.place(), path + ".name", kpi.name(), "is the name of " + sameName + " too");
        } else if (sameId != null) {
            wrong(
                    kpi.place(),
                    path + ".id",
                    kpi.id(),
                    "is the id of " + sameId + " too; without an id the name is the id");
        }
    }

    private void compareEarlierNames(String path, Kpi kpi) {
        for (String earlier : kpi.renamedFrom()) {
            if (earlier.isEmpty() || earlier.equals(kpi.name())) {
                continue;
            }
            String other = earlierNames.putIfAbsent(earlier, path + " (" + kpi.place() + ")");
            if (other != null) {
                wrong(kpi.place(), path + ".renamed_from", earlier, "is an earlier name of " + other + " too");
            } else if (names.containsKey(earlier)) {
                wrong(kpi.place(), path + ".renamed_from", earlier, "is still the name of " + names.get(earlier));
            }
        }
    }

    private void wrong(Place place, String path, String text, String message) {
        mistakes.add(Mistake.error(place, path + ": " + Fields.quoted(text) + " " + message));
    }
}
