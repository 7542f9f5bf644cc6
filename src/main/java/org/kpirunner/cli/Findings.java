package org.kpirunner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.kpirunner.catalog.CatalogFolder;
import org.kpirunner.plan.Selection;
import org.kpirunner.plan.SoundQuery;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Mistake;
import org.kpirunner.problem.MistakesException;
import org.kpirunner.problem.Nearest;
import org.kpirunner.problem.Place;
import org.kpirunner.schedule.CrontabReader;
import org.kpirunner.spec.KpiDraft;
import org.kpirunner.spec.KpiReader;

/** Everything in our files and variables that their authors should look at, found without connecting to anything. */
final class Findings {
    private static final Path CRONTAB = Path.of("crontab.json");
    private static final Path ENVIRONMENT = Path.of("environment");

    private final CommonOptions common;
    private final Surroundings surroundings;
    private final List<SoundQuery> sound = new ArrayList<>();

    Findings(CommonOptions common, Surroundings surroundings) {
        this.common = common;
        this.surroundings = surroundings;
    }

    List<Mistake> all() {
        List<Mistake> all = new ArrayList<>(collected(common.kpis, this::inKpis));
        all.addAll(collected(common.catalogs, this::inCatalogs));
        if (Files.exists(CRONTAB)) {
            all.addAll(collected(CRONTAB, this::inCrontab));
        }
        all.addAll(collected(ENVIRONMENT, this::inEnvironment));
        return all;
    }

    // What a reader cannot go on with, it throws.
    private static List<Mistake> collected(Path file, Supplier<List<Mistake>> findings) {
        try {
            return findings.get();
        } catch (MistakesException problem) {
            return problem.mistakes();
        } catch (KpiException problem) {
            String message = String.valueOf(problem.getMessage());
            String prefix = file + ": ";
            return List.of(Mistake.error(
                    Place.of(file.toString()),
                    message.startsWith(prefix) ? message.substring(prefix.length()) : message));
        }
    }

    private List<Mistake> inKpis() {
        KpiDraft draft = KpiReader.draft(common.kpis);
        List<Mistake> mistakes = new ArrayList<>(draft.mistakes());
        mistakes.addAll(common.planner(surroundings, Selection.ALL).mistakes(draft.kpis(), sound::add));
        Map<String, Step> seen = new LinkedHashMap<>();
        for (Step step : sound.stream().map(SoundQuery::step).toList()) {
            Step first = seen.putIfAbsent(
                    step.kpi().extractCount() + step.kpi().sql().strip().replaceAll("\\s+", " "), step);
            if (first != null) {
                mistakes.add(Mistake.warning(
                        step.kpi().place(),
                        "\"" + step.kpi().name() + "\": the same query as \""
                                + first.kpi().name() + "\" in line "
                                + first.kpi().place().line()));
            }
        }
        return mistakes;
    }

    private List<Mistake> inCatalogs() {
        CatalogFolder folder = CatalogFolder.list(common.catalogs, surroundings.environment());
        List<Mistake> mistakes = new ArrayList<>(folder.mistakes());
        Set<String> used = new TreeSet<>();
        for (SoundQuery query : sound) {
            query.catalogs().forEach((catalog, place) -> {
                if (used.add(catalog) && !folder.names().contains(catalog)) {
                    mistakes.add(unknown(query.step(), catalog, place, folder.names()));
                }
            });
        }
        for (String name : folder.names()) {
            if (!used.contains(name) && !sound.isEmpty()) {
                mistakes.add(Mistake.warning(
                        Place.of(common.catalogs.resolve(name + ".properties").toString()),
                        "no KPI uses this catalog"));
            }
        }
        return mistakes;
    }

    // A Trino cluster has its own folder of catalogs, which need not be ours.
    private Mistake unknown(Step step, String catalog, Place place, Collection<String> names) {
        String message = "\"" + step.kpi().name() + "\": there is no catalog \"" + catalog + "\" in " + common.catalogs
                + Nearest.hint(catalog, names);
        boolean isOurs = common.engineChoice().trino().isEmpty();
        return isOurs ? Mistake.error(place, message) : Mistake.warning(place, message);
    }

    private List<Mistake> inCrontab() {
        try {
            return CrontabReader.read(CRONTAB.toString(), Files.readString(CRONTAB))
                    .warnings();
        } catch (IOException problem) {
            return List.of(Mistake.error(Place.of(CRONTAB.toString()), "cannot be read: " + problem.getMessage()));
        }
    }

    private List<Mistake> inEnvironment() {
        surroundings.staying().checkTelling();
        return List.of();
    }
}
