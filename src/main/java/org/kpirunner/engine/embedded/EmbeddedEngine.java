package org.kpirunner.engine.embedded;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.dialect.portable.PortableQuery;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Probe;
import org.kpirunner.engine.Work;
import org.kpirunner.engine.Workers;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.planning.KeptPlans;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.pushdown.SourceTable;
import org.kpirunner.plan.Plan;
import org.kpirunner.plan.Step;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.kpirunner.table.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the sources from this process: each gets what it can compute, and what is left is computed here. */
public final class EmbeddedEngine implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);

    private final Sources sources;
    private final Workers workers;
    private final KeptPlans kept = new KeptPlans();

    /** An engine over the catalogs, that works on so many steps at a time. */
    public EmbeddedEngine(Catalogs catalogs, int parallel) {
        this.sources = new Sources(catalogs, parallel);
        this.workers = new Workers(parallel);
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public void run(Plan plan, Consumer<Outcome> outcomes) {
        sources.read(catalogs(plan.steps()));
        Tables tables = new Tables(sources, queries(plan.steps()));
        workers.run(plan.steps(), (step, attempt) -> answer(step, attempt, tables), this::catalogs, outcomes);
    }

    private List<Query> queries(List<Step> steps) {
        return steps.stream().flatMap(step -> query(step).stream()).toList();
    }

    /** Empty for one that can't be read, which fails when its turn comes. */
    private Optional<Query> query(Step step) {
        try {
            return Optional.of(kept.query(step.sql()));
        } catch (SqlProblem e) {
            return Optional.empty();
        }
    }

    private List<String> catalogs(Step step) {
        Set<String> catalogs = new LinkedHashSet<>();
        query(step)
                .ifPresent(query -> query.tables().stream()
                        .filter(table -> table.size() > 1)
                        .forEach(table -> catalogs.add(table.get(0).toLowerCase(Locale.ROOT))));
        return List.copyOf(catalogs);
    }

    private Set<String> catalogs(List<Step> steps) {
        Set<String> catalogs = new LinkedHashSet<>();
        steps.forEach(step -> catalogs.addAll(catalogs(step)));
        return catalogs;
    }

    private Answer answer(Step step, Work.Attempt attempt, Tables tables) {
        KeptPlans.Ready ready = plan(step, tables, attempt.cancellation());
        Answer answer = answer(step, ready.planned(), federation(attempt.cancellation(), Measuring.NONE));
        ready.keep().ifPresent(Runnable::run);
        return answer;
    }

    private static Answer answer(Step step, Planner.Planned planned, Federation federation) {
        try (Rows rows = federation.open(planned.plan())) {
            return Answers.of(planned, rows, step.kpi().maxRows() + 1);
        }
    }

    private Federation federation(Cancellation cancellation, Measuring measuring) {
        return new Federation(
                (catalog, part) -> sources.get(catalog).push(part), cancellation, Memory.ofDefaultSize(), measuring);
    }

    private KeptPlans.Ready plan(Step step, Tables tables, Cancellation cancellation) {
        try {
            return kept.plan(step.sql(), query -> tables.of(query, cancellation));
        } catch (SqlProblem e) {
            throw new KpiException(e.reason(), step.place(e.line(), e.column()) + ": " + e.what(), e);
        } catch (KpiException e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            LOG.debug("\"{}\" cannot be planned", step.kpi().name(), e);
            throw new KpiException(
                    Reason.NOT_SUPPORTED, "the query cannot be planned (" + e + "); try to write it in another way", e);
        }
    }

    @Override
    public List<String> explain(Step step, boolean analyze) {
        Cancellation cancellation = new Cancellation();
        Tables tables = new Tables(sources, queries(List.of(step)));
        Planner.Planned planned = plan(step, tables, cancellation).planned();
        Measurements measurements = new Measurements();
        Federation federation = federation(cancellation, measurements);
        List<String> lines = new ArrayList<>(List.of(step.sql().strip(), ""));
        if (analyze) {
            var unused = answer(step, planned, federation);
            lines.addAll(Explanation.of(federation.stages(), measurements, cancellation));
        } else {
            lines.addAll(Explanation.of(federation.explained(planned.plan()), measurements, cancellation));
        }
        return lines;
    }

    @Override
    public List<String> portable(Step step) {
        Query query = query(step).orElseThrow();
        Map<List<String>, SourceTable> tables = new Tables(sources, List.of(query))
                .of(query, new Cancellation())
                .tables();
        PortableQuery portable = PortableQuery.of(query, names -> {
            SourceTable table = tables.get(names);
            return table == null ? Map.of() : Kinds.of(table.metadata());
        });
        return portable.asLines();
    }

    @Override
    public List<Probe> probe(List<Step> steps) {
        return catalogs(steps).stream().map(this::probe).toList();
    }

    private Probe probe(String catalog) {
        try {
            return sources.get(catalog).probe();
        } catch (KpiException e) {
            return new Probe(catalog, "cannot be asked", Optional.of(e));
        }
    }

    @Override
    public void close() {
        sources.close();
    }
}
