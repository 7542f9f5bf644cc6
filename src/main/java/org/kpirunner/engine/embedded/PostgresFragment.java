package org.kpirunner.engine.embedded;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.calcite.rel.type.RelDataType;
import org.kpirunner.engine.Cancellation;
import org.kpirunner.engine.embedded.operator.Fragment;
import org.kpirunner.engine.embedded.operator.Rows;

/** One statement of Postgres. */
record PostgresFragment(PostgresSnapshot snapshot, String sql, RelDataType rowType) implements Fragment {
    @Override
    public String catalog() {
        return snapshot.connections().source().catalog();
    }

    @Override
    public List<String> describe() {
        return List.of(sql);
    }

    @Override
    public long estimate(Cancellation cancellation) {
        return snapshot.connections().estimates().rows(sql, cancellation);
    }

    @Override
    public OptionalDouble cost(Cancellation cancellation) {
        return snapshot.connections().estimates().cost(sql, cancellation);
    }

    @Override
    public Rows open(Cancellation cancellation) {
        return PostgresRows.open(snapshot, sql, rowType, cancellation);
    }
}
