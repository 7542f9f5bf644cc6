package org.kpirunner.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kpirunner.problem.Nearest;
import org.kpirunner.spec.Kpi;
import org.kpirunner.spec.KpiFile;

/**
 * Which KPIs a run is asked for; where both names and tags are given, a KPI must answer to both.
 *
 * @param only names or ids; empty: all
 * @param tags empty: all
 */
public record Selection(List<String> only, List<String> tags) {
    public static final Selection ALL = new Selection(List.of(), List.of());

    public Selection {
        only = only.stream().map(Selection::normal).toList();
        tags = tags.stream().map(String::strip).toList();
    }

    boolean includes(Kpi kpi) {
        boolean isNamed = only.isEmpty() || only.contains(kpi.name()) || only.contains(kpi.id());
        return isNamed && (tags.isEmpty() || kpi.tags().stream().anyMatch(tags::contains));
    }

    /** What is asked for and not in the file, one sentence each. */
    List<String> unknown(KpiFile file) {
        Set<String> names = new TreeSet<>();
        Set<String> allTags = new TreeSet<>();
        for (Kpi kpi : file.kpis()) {
            names.addAll(List.of(kpi.name(), kpi.id()));
            allTags.addAll(kpi.tags());
        }
        List<String> unknown = new ArrayList<>();
        only.stream()
                .filter(name -> !names.contains(name))
                .map(name -> "there is no KPI \"" + name + "\"" + Nearest.hint(name, names))
                .forEach(unknown::add);
        tags.stream()
                .filter(tag -> !allTags.contains(tag))
                .map(tag -> "no KPI has the tag \"" + tag + "\"" + tagHint(tag, allTags))
                .forEach(unknown::add);
        return unknown;
    }

    private static String tagHint(String tag, Set<String> tags) {
        String hint = Nearest.hint(tag, tags);
        return hint.isEmpty() && !tags.isEmpty() ? "; tags are " + String.join(", ", tags) : hint;
    }

    private static String normal(String name) {
        return name.replaceAll("(?U)[\\s\\u00A0]+", " ").strip();
    }
}
