package org.kpirunner.engine.embedded.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;

/** A question that several fragments ask. */
record Same(Question question) implements Shared {
    @Override
    public RelNode plan() {
        return question.part();
    }

    @Override
    public Rows open(Fragment fragment, Cancellation cancellation) {
        return fragment.open(cancellation);
    }

    @Override
    public List<Question> questions() {
        return List.of(question);
    }

    @Override
    public List<List<@Nullable Object[]>> divide(Rows rows, Consumer<@Nullable Object[]> held) {
        List<@Nullable Object[]> all = new ArrayList<>();
        for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
            held.accept(row);
            all.add(row);
        }
        return List.of(all);
    }

    @Override
    public List<Shared> halves() {
        return List.of();
    }
}
