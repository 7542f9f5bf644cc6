package org.kpirunner.engine.embedded.batch;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;

/** One question that a source is asked in the place of several. */
interface Shared {
    /** What the source is asked. */
    Fragment fragment();

    /** Asks it; throws where the source must be asked in another way than one that was weighed. */
    default Rows open(Cancellation cancellation) {
        return fragment().openAsTold(cancellation);
    }

    /** The questions that it answers. */
    List<Question> questions();

    /**
     * The rows of each question, in their order.
     *
     * @param held told of each row that is kept
     */
    List<List<@Nullable Object[]>> divide(Rows rows, Consumer<@Nullable Object[]> held);

    /** The same in two parts, as far as a part still has something to share. */
    List<Shared> halves();

    /** Members in two parts, without one that is left alone. */
    static <T> List<Shared> halves(List<T> members, Function<List<T>, Optional<Shared>> together) {
        int middle = members.size() / 2;
        return Stream.of(members.subList(0, middle), members.subList(middle, members.size()))
                .filter(half -> half.size() > 1)
                .flatMap(half -> together.apply(half).stream())
                .toList();
    }
}
