package org.kpirunner.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kpirunner.problem.KpiException;
import org.kpirunner.problem.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks several questions as one, before each is asked for itself.
 *
 * <p>An answer is only a head start: a question without one is asked as if nobody had asked before, and so fails or
 * answers as it would alone. What fails is split first, so that only those who fail and their neighbours are asked again;
 * what takes more than half of the shortest timeout in it is given up.
 *
 * @param <Q> several questions that are asked as one
 * @param <A> their answers
 */
public final class HeadStart<Q extends HeadStart.Joint<Q>, A> {
    /** One that fails is found among 256 in so many splits; if many fail, each is asked for itself soon. */
    private static final int MOST_SPLITS = 8;

    /** Failures that need not be those of one question. */
    private static final Set<Reason> NOT_OF_ONE = Set.of(Reason.CANCELLED, Reason.OUT_OF_MEMORY);

    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    private final Source<Q, A> source;
    private final Consumer<A> answers;
    private final Attempts attempts = new Attempts();

    /**
     * A head start of questions to a source.
     *
     * @param answers told of what was answered in time
     */
    public HeadStart(Source<Q, A> source, Consumer<A> answers) {
        this.source = source;
        this.answers = answers;
    }

    /** Several questions that are asked as one. */
    public interface Joint<Q extends Joint<Q>> {
        /** How long each of the questions may take alone; at least one. */
        List<Duration> timeouts();

        /** The same in two parts, as far as a part still has something to share. */
        List<Q> halves();

        /** Both halves of a list, without one that is a single thing. */
        static <T> Stream<List<T>> halves(List<T> members) {
            int middle = members.size() / 2;
            return Stream.of(members.subList(0, middle), members.subList(middle, members.size()))
                    .filter(half -> half.size() > 1);
        }
    }

    /** Answers questions that are asked as one. */
    @FunctionalInterface
    public interface Source<Q, A> {
        /**
         * Asks once.
         *
         * @param time how long it may take
         */
        A ask(Q joint, Duration time, Cancellation cancellation);
    }

    /** Asks, gives the answers to those who take them, and says how long it took; never fails. */
    public Duration ask(Q joint) {
        long start = System.nanoTime();
        try {
            ask(joint, MOST_SPLITS);
        } catch (RuntimeException | Error e) {
            LOG.warn("{} questions are asked one by one: {}", joint.timeouts().size(), e, e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void ask(Q joint, int splits) {
        try {
            Duration time = shortest(joint.timeouts()).dividedBy(2);
            answers.accept(attempts.within(
                    time,
                    "what is asked together took too long",
                    cancellation -> source.ask(joint, time, cancellation)));
        } catch (KpiException e) {
            LOG.debug(
                    "{} questions are not asked together: {}", joint.timeouts().size(), e.getMessage());
            boolean isOfOne = !e.reason().isTransient() && !NOT_OF_ONE.contains(e.reason());
            if (splits > 0 && isOfOne) {
                joint.halves().forEach(half -> ask(half, splits - 1));
            }
        }
    }

    private static Duration shortest(List<Duration> timeouts) {
        return timeouts.stream().min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Cancels what is asked, and what would be asked later. */
    public void interrupt() {
        attempts.interrupt();
    }
}
