package org.kpirunner.engine.embedded.operator;

import java.util.List;
import java.util.OptionalDouble;
import org.kpirunner.engine.Cancellation;

/** The part of a plan that one source computes. */
public interface Fragment {
    /** The catalog that computes it. */
    String catalog();

    /** The statement or the search bodies, as lines for {@code kpi explain}. */
    List<String> describe();

    /** The same, as the source decides it now. */
    default List<String> describe(Cancellation cancellation) {
        return describe();
    }

    /** About how many rows it has. */
    long estimate(Cancellation cancellation);

    /** Whether it reads all that it finds, because the source computes nothing of it. */
    default boolean isScan() {
        return false;
    }

    /** Starts it at the source; a cancellation stops it there. */
    Rows open(Cancellation cancellation);

    /**
     * The same, but only as {@link #describe} tells.
     *
     * @throws org.kpirunner.engine.pushdown.NotPushable if it turns out that it must be asked in another way
     */
    default Rows openAsTold(Cancellation cancellation) {
        return open(cancellation);
    }

    /** Whether the source computes all of it. */
    default boolean isWhole() {
        return true;
    }

    /** What the source expects it to cost, in a unit of its own; empty if it can't tell. */
    default OptionalDouble cost(Cancellation cancellation) {
        return OptionalDouble.empty();
    }
}
