package org.kpirunner.engine.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.kpirunner.catalog.Catalogs;
import org.kpirunner.dialect.Query;
import org.kpirunner.dialect.SqlProblem;
import org.kpirunner.dialect.portable.PortableQuery;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.Engine;
import org.kpirunner.engine.Outcome;
import org.kpirunner.engine.Probe;
import org.kpirunner.engine.Workers;
import org.kpirunner.engine.embedded.across.Federation;
import org.kpirunner.engine.embedded.batch.Asked;
import org.kpirunner.engine.embedded.batch.Batch;
import org.kpirunner.engine.embedded.batch.KeptBatches;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Measuring;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Work;
import org.kpirunner.engine.embedded.planning.KeptPlans;
import org.kpirunner.engine.embedded.planning.Planner;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.embedded.tables.KeptTables;
import org.kpirunner.engine.embedded.tables.Tables;
import org.kpirunner.engine.embedded.tables.VerifiedWork;
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
    /** What a source that tells its tables later is asked is not asked together. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEngine.class);

    private final Sources sources;
    private final Workers workers;
    private final KeptPlans kept = new KeptPlans();
    private final KeptTables keptTables = new KeptTables();
    private final KeptBatches batches = new KeptBatches();
    private final int parallel;
    private final boolean merges;

    /** An engine over the catalogs, that works on so many steps at a time. */
    public EmbeddedEngine(Catalogs catalogs, int parallel) {
        this(catalogs, parallel, true);
    }

    /** The same, which asks once or together what the steps have in common only if it merges. */
    public EmbeddedEngine(Catalogs catalogs, int parallel, boolean merges) {
        this.parallel = parallel;
        this.merges = merges;
        this.sources = new Sources(catalogs, parallel);
        this.workers = new Workers(parallel);
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public void run(Plan plan, Consumer<Outcome> outcomes) {
        StepQueries queries = StepQueries.of(plan.steps(), kept);
        Set<String> catalogs = queries.catalogs();
        sources.read(catalogs);
        boolean asksOften = plan.steps().size() > 1 || catalogs.size() > 1;
        try (Sight sight = new Sight(asksOften)) {
            Tables tables = Tables.of(sources::get, queries.all(), keptTables);
            List<Step> outdated = run(queries, tables, sight, outcomes);
            if (!outdated.isEmpty()) {
                StepQueries again = StepQueries.of(outdated, kept);
                sight.forget(catalog -> !tables.areVerified(Set.of(catalog)));
                run(again, tables.anew(), sight, outcomes);
            }
        }
    }

    /** Runs steps over tables as they are known, and gives those whose tables turned out to be others. */
    private List<Step> run(StepQueries queries, Tables tables, Sight sight, Consumer<Outcome> outcomes) {
        Pushdown pushdown = (catalog, part) -> sources.get(catalog).push(part, sight);
        Ahead ahead = merges ? ahead(queries, tables, pushdown) : new Ahead(Batch.NONE, PlannedSteps.none());
        Asked asked = Asked.start(ahead.batch(), queries.steps(), queries.times(), pushdown, parallel);
        VerifiedWork work = new VerifiedWork(
                asked.work((step, attempt) -> answer(
                        step,
                        ahead.planned().take(step, added -> plan(added, tables, attempt.cancellation())),
                        new Federation(
                                pushdown,
                                new Work(attempt.cancellation(), Memory.ofDefaultSize(), Measuring.NONE, asked)))),
                tables,
                queries::catalogs);
        workers.run(asked.ready(), work, queries::catalogs, outcome -> {
            if (!work.outdated().contains(outcome.step())) {
                outcomes.accept(outcome);
            }
        });
        return queries.steps().stream().filter(work.outdated()::contains).toList();
    }

    /** What is known of a run before its first step. */
    private record Ahead(Batch batch, PlannedSteps planned) {}

    private Ahead ahead(StepQueries queries, Tables tables, Pushdown pushdown) {
        Set<String> known = tables.known(PATIENCE);
        PlannedSteps[] planned = {PlannedSteps.none()};
        Batch batch = batches.get(queries.likeness(), tables.read(known), () -> {
            planned[0] = PlannedSteps.of(queries.queries(), known, step -> plan(step, tables, new Cancellation()));
            return batch(queries, planned[0], pushdown);
        });
        return new Ahead(batch, planned[0]);
    }

    private static Batch batch(StepQueries queries, PlannedSteps planned, Pushdown pushdown) {
        List<Optional<Planner.Planned>> plans = new ArrayList<>();
        for (Step step : queries.steps()) {
            int place = plans.size();
            plans.add(planned.template(step)
                    .flatMap(template -> queries.times()
                            .general(template.plan(), place)
                            .map(general -> new Planner.Planned(general, template.columns()))));
        }
        return Batch.of(queries.steps(), plans, queries.times().bound(pushdown));
    }

    @Override
    public List<String> explain(Plan plan) {
        StepQueries queries = StepQueries.of(plan.steps(), kept);
        Tables tables = Tables.of(sources::get, queries.all());
        return ahead(queries, tables, this::push)
                .batch()
                .describe(plan.steps(), queries.times().bound((Pushdown) this::push));
    }

    private Fragment push(String catalog, RelNode part) {
        return sources.get(catalog).push(part);
    }

    private static Answer answer(Step step, KeptPlans.Ready ready, Federation federation) {
        Answer answer = answer(step, ready.planned(), federation);
        ready.keep().ifPresent(Runnable::run);
        return answer;
    }

    private static Answer answer(Step step, Planner.Planned planned, Federation federation) {
        try (Rows rows = federation.open(planned.plan())) {
            return Answers.of(planned, rows, step.kpi().maxRows() + 1);
        }
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
                    Reason.NOT_SUPPORTED, "the query cannot be planned; try to write it in another way", e);
        }
    }

    @Override
    public List<String> explain(Step step, boolean analyze) {
        Cancellation cancellation = new Cancellation();
        Tables tables =
                Tables.of(sources::get, StepQueries.of(List.of(step), kept).all());
        Planner.Planned planned = plan(step, tables, cancellation).planned();
        Measurements measurements = new Measurements();
        Federation federation = new Federation(this::push, cancellation, Memory.ofDefaultSize(), measurements);
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
        Query query = kept.query(step.sql());
        Map<List<String>, SourceTable> tables = Tables.of(sources::get, List.of(query))
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
        return StepQueries.of(steps, kept).catalogs().stream().map(this::probe).toList();
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
