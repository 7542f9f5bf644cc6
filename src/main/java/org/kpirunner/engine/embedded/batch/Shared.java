package org.kpirunner.engine.embedded.batch;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.HeadStart;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;

/** One question that a source is asked in the place of several. */
interface Shared extends HeadStart.Joint<Shared> {
    /** What the source is asked, as a plan over its tables. */
    RelNode plan();

    /** The questions that it answers, all of one catalog; at least one. */
    List<Question> questions();

    @Override
    default List<Duration> timeouts() {
        return questions().stream().map(Question::timeout).toList();
    }

    default String catalog() {
        return questions().get(0).catalog();
    }

    /** Whether several sources are asked. */
    default boolean isAcross() {
        return catalog().equals(AcrossFragment.CATALOG);
    }

    /** Asks it; throws where the source must be asked in another way than one that was weighed. */
    default Rows open(Fragment fragment, Cancellation cancellation) {
        return fragment.openAsTold(cancellation);
    }

    /**
     * The rows of each question, in their order.
     *
     * @param held told of each row that is kept
     */
    List<List<@Nullable Object[]>> divide(Rows rows, Consumer<@Nullable Object[]> held);
}
