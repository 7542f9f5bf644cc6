package org.kpirunner.engine.embedded.planning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.TimestampString;
import org.kpirunner.dialect.Template;
import org.kpirunner.engine.pushdown.NotPushable;

/**
 * The dates and times of all queries of a run, each with one stand-in: what is worked out for plans with these serves
 * every run that differs in its dates and times only.
 */
public final class RunTimes {
    /** The days of the year that stand-ins are from. */
    private static final int MOST = 365;

    private final List<Template> queries;
    private final List<List<Integer>> places;
    private final List<TimestampString> moments;

    private RunTimes(List<Template> queries, List<List<Integer>> places, List<TimestampString> moments) {
        this.queries = queries;
        this.places = places;
        this.moments = moments;
    }

    /** The times of queries in their order. */
    public static RunTimes of(List<Template> queries) {
        Map<TimestampString, Integer> known = new LinkedHashMap<>();
        List<List<Integer>> places = new ArrayList<>();
        for (Template query : queries) {
            List<Integer> own = new ArrayList<>();
            query.moments().forEach(moment -> own.add(known.computeIfAbsent(moment, added -> known.size())));
            places.add(own);
        }
        return new RunTimes(List.copyOf(queries), places, List.copyOf(known.keySet()));
    }

    /** Equal for runs of the same queries, in which the same times are equal to each other. */
    public Object likeness() {
        return List.of(queries.stream().map(Template::sql).toList(), places);
    }

    /** The plan of one of the queries, from its own stand-ins to those of the run; empty if they could be mistaken. */
    public Optional<RelNode> general(RelNode plan, int query) {
        if (moments.size() > MOST || queries.get(query).isMistakable()) {
            return Optional.empty();
        }
        return Rebinding.of(
                plan, places.get(query).stream().map(Template::standIn).toList());
    }

    /** A part of such plans at the times of the run; empty if some can't be put into it as they are. */
    public Optional<RelNode> bound(RelNode part) {
        return Rebinding.of(part, moments);
    }

    /** Gives parts of such plans to their sources, at the times of the run. */
    public Pushdown bound(Pushdown sources) {
        return (catalog, part) -> sources.push(
                catalog,
                bound(part)
                        .orElseThrow(() -> new NotPushable("a time of the run has more digits than it is asked for")));
    }
}
