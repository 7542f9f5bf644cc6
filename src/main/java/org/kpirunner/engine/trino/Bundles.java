package org.kpirunner.engine.trino;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.HeadStart;
import org.kpirunner.engine.Ready;
import org.kpirunner.engine.trino.TrinoQueries.Purpose;
import org.kpirunner.plan.Step;
import org.kpirunner.table.Answer;

/** The bundles of a run while they are asked: those who work on steps ask them first, and their steps wait for them. */
final class Bundles {
    private final TrinoQueries queries;
    private final String run;
    private final Map<Step, Told> told = new ConcurrentHashMap<>();
    private final HeadStart<Bundle, Map<Step, Told>> ahead = new HeadStart<>(this::tell, told::putAll);
    private final Ready ready;

    private Bundles(TrinoQueries queries, String run, List<Step> others, int waiting) {
        this.queries = queries;
        this.run = run;
        this.ready = new Ready(others, waiting, ahead::interrupt);
    }

    /** A step's answer, and the query that gave it. */
    record Told(Answer answer, List<String> queries) {}

    static Bundles of(TrinoQueries queries, String run, List<Bundle> bundles, List<Step> steps) {
        Set<Step> waiting = bundles.stream()
                .flatMap(bundle -> bundle.members().stream())
                .map(Bundle.Member::step)
                .collect(Collectors.toSet());
        List<Step> others =
                steps.stream().filter(step -> !waiting.contains(step)).toList();
        Bundles asked = new Bundles(queries, run, others, waiting.size());
        bundles.forEach(bundle -> asked.ready.first(() -> asked.answer(bundle)));
        return asked;
    }

    /** The steps, those of a bundle when it has been asked. */
    Ready ready() {
        return ready;
    }

    /** What a bundle has told of a step, if it did; another try of the step asks for itself. */
    Optional<Answer> take(Step step, Consumer<String> queryIds) {
        Optional<Told> mine = Optional.ofNullable(told.remove(step));
        mine.ifPresent(known -> known.queries().forEach(queryIds));
        return mine.map(Told::answer);
    }

    private void answer(Bundle bundle) {
        Duration took = ahead.ask(bundle);
        Map<Step, Duration> times = new LinkedHashMap<>();
        bundle.members().forEach(member -> times.put(member.step(), took));
        ready.add(times);
    }

    private Map<Step, Told> tell(Bundle bundle, Duration timeout, Cancellation cancellation) {
        List<String> ids = new CopyOnWriteArrayList<>();
        Purpose purpose = Purpose.ahead(run, bundle.names(), timeout);
        Answer answer = queries.ask(bundle.sql(), purpose, Integer.MAX_VALUE, cancellation, ids::add);
        Map<Step, Told> all = new HashMap<>();
        bundle.divide(answer).forEach((step, mine) -> all.put(step, new Told(mine, ids)));
        return all;
    }
}
