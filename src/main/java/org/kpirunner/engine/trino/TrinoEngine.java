package org.kpirunner.engine.trino;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final int parallel;
    private final boolean merges;
    private final Shortcuts shortcuts;

    /** An engine that works on so many steps at a time, and asks the cluster what each of them says. */
    public TrinoEngine(TrinoAddress address, int parallel) {
        this(address, parallel, Shortcuts.NONE, false);
    }

    /** The same, which may ask by shortcuts, and, if it merges, once or together for several steps. */
    public TrinoEngine(TrinoAddress address, int parallel, Shortcuts shortcuts, boolean merges) {
        this.queries = new TrinoQueries(address, parallel);
        this.workers = new Workers(parallel);
        this.parallel = parallel;
        this.merges = merges;
        this.shortcuts = shortcuts;
    }

    @Override
    public String name() {
        return "trino";
    }

    @Override
    public void run(Plan plan, Consumer<Outcome> outcomes) {
        SameSteps same = same(plan);
        TrinoForms forms = TrinoForms.of(same.asking(), shortcuts, queries);
        Bundles bundles = merges
                ? Bundles.of(queries, plan.run(), bundles(plan.run(), forms), forms.largestFirst(same.asking()))
                : Bundles.of(queries, plan.run(), List.of(), same.asking());
        workers.run(
                bundles.ready(),
                (step, attempt) ->
                        bundles.take(step, attempt::sent).orElseGet(() -> answer(plan, step, attempt, forms)),
                forms::catalogs,
                outcome -> same.of(outcome).forEach(outcomes));
    }

    private SameSteps same(Plan plan) {
        return merges ? SameSteps.of(plan.steps()) : SameSteps.none(plan.steps());
    }

    private List<Bundle> bundles(String run, TrinoForms forms) {
        return Bundle.of(forms.find(run), parallel);
    }

    @Override
    public String doing() {
        return queries.doing();
    }

    private Answer answer(Plan plan, Step step, Work.Attempt attempt, TrinoForms forms) {
        Purpose purpose = Purpose.of(plan.run(), step.kpi().name(), step.kpi().timeout());
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

    @Override
    public List<String> explain(Step step, boolean analyze) {
        Purpose purpose = Purpose.of("explain", step.kpi().name(), step.kpi().timeout());
        Cancellation cancellation = new Cancellation();
        TrinoForms forms = TrinoForms.of(List.of(step), shortcuts, queries);
        TrinoForm form = forms.of(step, purpose, cancellation);
        List<String> lines = new ArrayList<>(List.of(step.sql(), ""));
        forms.unknown()
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
    public List<String> explain(Plan plan) {
        SameSteps same = same(plan);
        List<String> lines = new ArrayList<>();
        for (Step step : same.asking()) {
            List<String> names =
                    same.sharing(step).stream().map(each -> each.kpi().name()).toList();
            if (names.size() > 1) {
                lines.add("asked once for " + String.join(", ", names));
            }
        }
        if (merges) {
            TrinoForms forms = TrinoForms.of(same.asking(), shortcuts, queries);
            for (Bundle bundle : bundles("explain", forms)) {
                lines.add("asked of " + bundle.catalog() + " together for " + String.join(", ", bundle.names()) + ":");
                bundle.sql().lines().forEach(line -> lines.add("  " + line));
            }
        }
        return lines.isEmpty() ? List.of("nothing is asked once or together") : lines;
    }

    @Override
    public List<Probe> probe(List<Step> steps) {
        Set<String> catalogs = new LinkedHashSet<>();
        TrinoForms forms = TrinoForms.of(steps, shortcuts, queries);
        steps.forEach(step -> catalogs.addAll(forms.catalogs(step)));
        return catalogs.stream().map(this::probe).toList();
    }

    private Probe probe(String catalog) {
        try {
            Answer schemas = queries.ask(
                    "SHOW SCHEMAS FROM " + Sql.name(catalog),
                    Purpose.of("check", catalog, PROBE),
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
