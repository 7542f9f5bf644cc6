package org.kpirunner.engine.embedded.operator;

import java.util.List;
import org.kpirunner.engine.Cancellation;

/** The part of a plan that one source computes. */
public interface Fragment {
    /** The catalog that computes it. */
    String catalog();

    /** The statement or the search bodies, as lines for {@code kpi explain}. */
    List<String> describe();

    /** About how many rows it has. */
    long estimate(Cancellation cancellation);

    /** Whether it reads all that it finds, because the source computes nothing of it. */
    default boolean isScan() {
        return false;
    }

    /** Starts it at the source; a cancellation stops it there. */
    Rows open(Cancellation cancellation);
}
