package org.kpirunner.engine.trino;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Probe;
import org.kpirunner.engine.Work;
import org.kpirunner.engine.Workers;
import org.kpirunner.engine.trino.TrinoQueries.Purpose;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.table.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends each query to a Trino cluster, in the form that Trino answers as the embedded engine does. */
public final class TrinoEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(TrinoEngine.class);
    private static final Duration PROBE = Duration.ofSeconds(20);

    private final TrinoQueries queries;
    private final Workers workers;
    private final boolean rewrites;
    private final Shortcuts shortcuts;

    /** An engine that works on so many steps at a time, and asks the cluster what each of them says. */
    public TrinoEngine(TrinoAddress address, int parallel) {
        this(address, parallel, false, Shortcuts.NONE);
    }

    /** The same, which may ask in another way for the same answers: identical queries once, and by shortcuts. */
    public TrinoEngine(TrinoAddress address, int parallel, Shortcuts shortcuts) {
        this(address, parallel, true, shortcuts);
    }

    private TrinoEngine(TrinoAddress address, int parallel, boolean rewrites, Shortcuts shortcuts) {
        this.queries = new TrinoQueries(address, parallel);
        this.workers = new Workers(parallel);
        this.rewrites = rewrites;
        this.shortcuts = shortcuts;
    }

    @Override
    public String name() {
        return "trino";
    }

    @Override
    public void run(Plan plan, Consumer<Outcome> outcomes) {
        Map<Object, List<Step>> groups = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            groups.computeIfAbsent(rewrites ? Same.of(step) : step, key -> new ArrayList<>())
                    .add(step);
        }
        Map<Step, List<Step>> bySteps = new LinkedHashMap<>();
        groups.values().forEach(group -> bySteps.put(group.get(0), group));
        TrinoForms forms = new TrinoForms(queries, plan.steps(), shortcuts.of(plan.steps()));
        workers.run(
                List.copyOf(bySteps.keySet()),
                (step, attempt) -> answer(plan, step, attempt, forms),
                TrinoEngine::catalogs,
                outcome -> bySteps.getOrDefault(outcome.step(), List.of())
                        .forEach(step -> outcomes.accept(of(step, outcome))));
    }

    @Override
    public String doing() {
        return queries.doing();
    }

    /** What steps have in common that can share one answer. */
    private record Same(String sql, int maxRows, Duration timeout, int retries) {
        private static Same of(Step step) {
            return new Same(
                    step.sql().strip(),
                    step.kpi().maxRows(),
                    step.kpi().timeout(),
                    step.kpi().retries());
        }
    }

    private static Outcome of(Step step, Outcome outcome) {
        if (outcome instanceof Outcome.Answered answered) {
            return new Outcome.Answered(step, answered.effort(), answered.answer());
        }
        Outcome.Failed failed = (Outcome.Failed) outcome;
        return new Outcome.Failed(step, failed.effort(), failed.problem());
    }

    private Answer answer(Plan plan, Step step, Work.Attempt attempt, TrinoForms forms) {
        Purpose purpose = new Purpose(plan.run(), step.kpi().name(), step.kpi().timeout());
        TrinoForm form = forms.of(step, purpose, attempt.cancellation());
        return answer(step, form, purpose, attempt.cancellation(), attempt::sent);
    }

    private Answer answer(
            Step step, TrinoForm form, Purpose purpose, Cancellation cancellation, Consumer<String> queryIds) {
        int most = step.kpi().maxRows() + 1;
        if (form.shortcut().isPresent()) {
            TrinoForm.Shortcut shortcut = form.shortcut().get();
            try {
                Answer answer = queries.ask(shortcut.sql(), purpose, most, cancellation, queryIds);
                if (shortcut.validity().holds(cancellation)) {
                    return answer;
                }
            } catch (ClusterGone e) {
                throw e;
            } catch (KpiException e) {
                // It does not prove itself to be right, or cannot be had: the query is asked as it is.
                cancellation.check();
                LOG.debug("\"{}\" is asked as it is: {}", step.kpi().name(), e.getMessage());
            }
        }
        try {
            return queries.ask(form.sql(), purpose, most, cancellation, queryIds);
        } catch (KpiException e) {
            throw form.placed(e);
        }
    }

    private static List<String> catalogs(Step step) {
        try {
            return List.copyOf(Query.parse(step.sql()).catalogs());
        } catch (SqlProblem e) {
            return List.of();
        }
    }

    @Override
    public List<String> explain(Step step, boolean analyze) {
        Purpose purpose = new Purpose("explain", step.kpi().name(), step.kpi().timeout());
        Cancellation cancellation = new Cancellation();
        Shortcuts.Batch known = shortcuts.of(List.of(step));
        TrinoForm form = new TrinoForms(queries, List.of(step), known).of(step, purpose, cancellation);
        List<String> lines = new ArrayList<>(List.of(step.sql(), ""));
        known.unknown()
                .forEach((catalog, why) ->
                        lines.add("not asked in a shorter way, as " + catalog + " cannot be asked from here: " + why));
        form.shortcut().ifPresent(shortcut -> {
            shortcut.changes().forEach(change -> lines.add("asked in a shorter way: " + change));
            lines.add("sent to trino:");
            shortcut.sql().lines().forEach(line -> lines.add("  " + line));
            lines.add("and where that fails, as its answer does not prove to be right:");
        });
        form.portable().changes().forEach(change -> lines.add("made portable: " + change));
        lines.add("sent to trino:");
        form.sql().lines().forEach(line -> lines.add("  " + line));
        if (analyze) {
            List<String> ids = new ArrayList<>();
            long start = System.nanoTime();
            Answer answer = answer(step, form, purpose, cancellation, ids::add);
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            int rows = answer.rows().size();
            lines.add("");
            lines.add("answered " + rows + (rows == 1 ? " row" : " rows") + " in " + millis + " ms, as query "
                    + String.join(", ", ids));
        }
        return lines;
    }

    @Override
    public List<Probe> probe(List<Step> steps) {
        Set<String> catalogs = new LinkedHashSet<>();
        steps.forEach(step -> catalogs.addAll(catalogs(step)));
        return catalogs.stream().map(this::probe).toList();
    }

    private Probe probe(String catalog) {
        try {
            Answer schemas = queries.ask(
                    "SHOW SCHEMAS FROM " + Sql.name(catalog),
                    new Purpose("check", catalog, PROBE),
                    Integer.MAX_VALUE,
                    new Cancellation(),
                    id -> {});
            return new Probe(catalog, "trino answers, with " + schemas.rows().size() + " schemas", Optional.empty());
        } catch (KpiException e) {
            return new Probe(catalog, "cannot be asked", Optional.of(e));
        }
    }

    @Override
    public void close() {
        try (shortcuts) {
            queries.close();
        }
    }
}
