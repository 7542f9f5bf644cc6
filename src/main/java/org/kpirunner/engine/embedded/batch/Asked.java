package org.kpirunner.engine.embedded.batch;

import com.google.common.base.Suppliers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.HeadStart;
import org.kpirunner.engine.Ready;
import org.kpirunner.engine.Work;
import org.kpirunner.engine.embedded.Answers;
import org.kpirunner.engine.embedded.Memory;
import org.kpirunner.engine.embedded.operator.FragmentScan;
import org.kpirunner.engine.embedded.operator.Opening;
import org.kpirunner.engine.embedded.operator.Rows;
import org.kpirunner.engine.embedded.operator.Streams;
import org.kpirunner.engine.embedded.planning.Pushdown;
import org.kpirunner.engine.embedded.planning.RunTimes;
import org.kpirunner.engine.pushdown.NotPushable;
import org.kpirunner.plan.Step;
import org.kpirunner.table.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions of a batch while they are asked.
 *
 * <p>An answer to a shared question is kept for those who wait for it. Where there is none, each asks for itself as if
 * nothing was shared.
 */
public final class Asked implements Opening {
    /** As much as all shared answers of a run may take. */
    private static final long MOST_BYTES = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Asked.class);

    private final Pushdown pushdown;
    private final Supplier<Map<String, String>> partial;
    private final Map<Step, Batch.Member> members = new HashMap<>();
    private final Map<Step, Set<Shared>> waiting = new LinkedHashMap<>();
    private final Map<Step, Duration> took = new HashMap<>();
    private final Map<String, List<@Nullable Object[]>> answers = new ConcurrentHashMap<>();
    private final Turns turns;
    private final Memory memory = new Memory(MOST_BYTES);
    private final HeadStart<Shared, Map<String, List<@Nullable Object[]>>> ahead =
            new HeadStart<>(this::ask, answers::putAll);
    private final Ready ready;

    private Asked(Batch batch, List<Step> steps, RunTimes times, Pushdown pushdown, int parallel) {
        this.pushdown = times.bound(AcrossFragment.with(pushdown, this));
        this.partial = Suppliers.memoize(() -> partial(batch, times));
        List<Step> first = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Batch.Member member = batch.member(i);
            members.put(steps.get(i), member);
            if (member.waiting().isEmpty()) {
                first.add(steps.get(i));
            } else {
                waiting.put(steps.get(i), new HashSet<>(member.waiting()));
            }
        }
        Map<Shared, Duration> usual = new HashMap<>();
        waiting.forEach((step, needed) -> needed.forEach(shared -> usual.merge(shared, step.usual(), Asked::longer)));
        this.turns = new Turns(batch, shared -> usual.getOrDefault(shared, Duration.ZERO), parallel);
        this.ready = new Ready(first, waiting.size(), ahead::interrupt);
    }

    /**
     * Starts to ask, so many questions of a source at a time.
     *
     * @param steps the run, which is like the one that the batch was made for
     * @param times the dates and times of the run
     */
    public static Asked start(Batch batch, List<Step> steps, RunTimes times, Pushdown pushdown, int parallel) {
        Asked asked = new Asked(batch, steps, times, pushdown, parallel);
        long sources = batch.shared().stream().map(Shared::catalog).distinct().count();
        for (int i = 0; i < Math.min(parallel * sources, batch.shared().size()); i++) {
            daemon(asked::askAll).start();
        }
        return asked;
    }

    /** The keys of questions that are asked beside others, by what they are at the times of the run. */
    private static Map<String, String> partial(Batch batch, RunTimes times) {
        Map<String, String> keys = new HashMap<>();
        for (Question question : batch.partial()) {
            times.bound(question.part())
                    .ifPresent(part -> keys.put(Digest.key(question.catalog(), part), question.key()));
        }
        return keys;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "batch");
        thread.setDaemon(true);
        return thread;
    }

    /** The steps, as soon as there is nothing that they would rather wait for. */
    public Ready ready() {
        return ready;
    }

    private void askAll() {
        try {
            for (Optional<Shared> next = turns.next(); next.isPresent(); next = turns.next()) {
                Shared shared = next.get();
                Duration time = ahead.ask(shared);
                turns.ended(shared);
                end(shared, time);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, List<@Nullable Object[]>> ask(Shared shared, Duration time, Cancellation cancellation) {
        List<Question> questions = shared.questions();
        Map<String, List<@Nullable Object[]>> told = new HashMap<>();
        try (Rows rows = shared.open(pushdown.push(shared.catalog(), shared.plan()), cancellation)) {
            List<List<@Nullable Object[]>> divided =
                    shared.divide(rows, memory.hold("the answers that several KPIs share")::add);
            for (int i = 0; i < divided.size(); i++) {
                told.put(questions.get(i).key(), divided.get(i));
            }
        } catch (NotPushable e) {
            LOG.debug("{} questions can't be asked together: {}", questions.size(), e.getMessage());
        }
        return told;
    }

    private synchronized void end(Shared shared, Duration time) {
        Map<Step, Duration> released = new LinkedHashMap<>();
        waiting.forEach((step, needed) -> {
            if (needed.remove(shared)) {
                Duration longest = took.merge(step, time, Asked::longer);
                if (needed.isEmpty()) {
                    released.put(step, longest);
                }
            }
        });
        waiting.keySet().removeAll(released.keySet());
        ready.add(released);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** Work that does nothing for steps of which nothing is left to be asked. */
    public Work work(Work alone) {
        return new Work() {
            @Override
            public Answer answer(Step step, Attempt attempt) {
                return alone.answer(step, attempt);
            }

            @Override
            public Optional<Answer> known(Step step) {
                return Asked.this.known(step);
            }
        };
    }

    private Optional<Answer> known(Step step) {
        return Optional.ofNullable(members.get(step))
                .flatMap(Batch.Member::whole)
                .flatMap(whole -> known(whole.key())
                        .map(rows -> Answers.of(
                                whole.planned(), Streams.of(rows), step.kpi().maxRows() + 1)));
    }

    private Optional<List<@Nullable Object[]>> known(String key) {
        return Optional.ofNullable(answers.get(key));
    }

    @Override
    public Rows open(FragmentScan leaf, Cancellation cancellation) {
        return leaf.part()
                .filter(part -> !partial.get().isEmpty())
                .map(part -> partial.get().get(Digest.key(leaf.fragment().catalog(), part)))
                .flatMap(this::known)
                .map(Streams::of)
                .orElseGet(() -> ALONE.open(leaf, cancellation));
    }
}
